//! Connect Desk: verify a customer's bank account with MX Connect.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    connect_desk::run()
}
