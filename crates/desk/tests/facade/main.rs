//! The whole desk, as the shell drives it, against an MX made of paper and with the clock held.

mod asking;
mod configuring;
mod customers;
mod deposits;
mod hand_over;
mod inspecting;
mod locking;
mod numbers;
mod presenting;
mod records;
mod results;
mod sessions;
mod telling;
mod transactions;
mod tray;
mod unfinished;
mod updating;
mod widget;
mod world;
