//! What the UI may ask of Rust. Each command takes its input, calls [`desk`], and passes the
//! answer or the [`Problem`](desk::view::Problem) back; a decision found here is in the wrong
//! room.
//!
//! A command exists when it is named three times: in `names.rs` (declared at build time), in
//! [`every_command`] (reachable), and in `capabilities/main.json` (granted). A test compares them.

mod audit;
mod configure;
mod connection;
mod customers;
mod deposits;
mod diagnostics;
mod hand_over;
mod help;
mod history;
mod inspector;
mod lock;
mod presenter;
mod report;
mod result;
mod session;
mod settings;
mod transactions;
mod view;

pub(crate) use diagnostics::LogFolder;
pub(crate) use view::Subscription;

use desk::Desk;
use tauri::{Manager, Wry, ipc::Invoke};

/// What goes on while the desk is locked: the view (which says little then), the widgets that are
/// open under the cover, and the lock itself. Whatever is not named here is refused.
const WHILE_LOCKED: [&str; 7] = [
    "subscribe",
    "lock",
    "unlock",
    "note_activity",
    "take_widget_ticket",
    "widget_message",
    "widget_message_refused",
];

/// Every command, behind the lock.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    let commands = every_command();
    move |invoke| {
        if !WHILE_LOCKED.contains(&invoke.message.command()) {
            let desk = invoke.message.webview_ref().state::<Desk>().inner().clone();
            if let Err(problem) = desk.refuse_while_locked() {
                invoke.resolver.reject(problem);
                return true;
            }
        }
        commands(invoke)
    }
}

fn every_command() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        view::subscribe,
        view::settle_asked,
        view::quit,
        view::install_update,
        connection::explore_sandbox,
        connection::test_connection,
        connection::save_connection,
        connection::use_profile,
        connection::forget_profile,
        connection::disconnect,
        settings::set_appearance,
        settings::set_language,
        customers::find_customer,
        customers::list_customers,
        customers::read_customer,
        customers::create_customer,
        customers::edit_customer,
        customers::delete_customer,
        customers::delete_member,
        deposits::delete_microdeposit,
        deposits::refresh_deposits,
        deposits::stop_waiting,
        customers::copy_guid,
        session::start_session,
        session::show_session,
        session::take_widget_ticket,
        session::widget_message,
        session::widget_message_refused,
        session::act,
        hand_over::hand_over,
        hand_over::show_customer_window,
        hand_over::copy_link,
        hand_over::link_code,
        hand_over::displays,
        result::reveal_number,
        result::copy_number,
        history::search_history,
        history::read_history,
        history::delete_history,
        history::export_history,
        result::identify_owners,
        result::check_balances,
        report::save_report,
        report::print_report,
        transactions::list_transactions,
        transactions::summarize_transactions,
        transactions::export_transactions,
        transactions::read_transactions,
        transactions::refresh_accounts,
        transactions::extend_history,
        configure::widget_options,
        configure::preview_widget,
        configure::copy_widget_request,
        configure::read_widget_options,
        configure::list_institutions,
        configure::list_presets,
        configure::save_preset,
        configure::rename_preset,
        configure::duplicate_preset,
        configure::delete_preset,
        configure::export_presets,
        configure::import_presets,
        inspector::inspect,
        inspector::inspected,
        inspector::inspect_entry,
        inspector::copy_curl,
        inspector::export_recording,
        inspector::open_recording,
        inspector::close_recording,
        audit::read_audit,
        audit::verify_audit,
        session::check_unfinished,
        session::forget_unfinished,
        help::open_help,
        help::status_guide,
        lock::lock,
        lock::unlock,
        lock::note_activity,
        settings::set_preferences,
        connection::rename_profile,
        connection::start_with_profile,
        connection::test_profile,
        connection::replace_keys,
        diagnostics::run_diagnostics,
        diagnostics::copy_diagnostics,
        diagnostics::show_logs,
        presenter::list_scenarios,
        presenter::present,
        presenter::type_for_customer,
        presenter::skip_wait,
        presenter::reset_demonstration,
        presenter::set_presentation_size,
        settings::set_notifications,
        settings::set_zoom,
        settings::set_high_contrast,
        settings::set_tray,
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    const DECLARED: &[&str] = include!("names.rs");

    #[test]
    fn what_goes_on_while_locked_are_commands() {
        for name in super::WHILE_LOCKED {
            assert!(DECLARED.contains(&name), "{name}");
        }
    }

    #[test]
    fn every_command_is_declared_registered_and_granted_and_no_other() {
        let declared: BTreeSet<String> = DECLARED.iter().map(ToString::to_string).collect();

        let handler = include_str!("mod.rs");
        let handler = handler
            .split_once("generate_handler![")
            .and_then(|(_, rest)| rest.split_once(']'))
            .unwrap()
            .0;
        let registered: BTreeSet<String> = handler
            .split(',')
            .filter_map(|path| path.trim().rsplit_once("::"))
            .map(|(_, name)| name.to_owned())
            .collect();
        assert_eq!(registered, declared, "registered against declared");

        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../../capabilities/main.json")).unwrap();
        let granted: BTreeSet<String> = capability["permissions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|permission| {
                let permission = permission.as_str().unwrap();
                permission
                    .strip_prefix("allow-")
                    .unwrap_or(permission)
                    .replace('-', "_")
            })
            .collect();
        assert_eq!(granted, declared, "granted against declared");
        assert!(
            capability.get("remote").is_none(),
            "no remote page may call commands"
        );
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
    }
}
