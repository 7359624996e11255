// Included by `build.rs` (to declare the commands) and by the tests (to compare the list with
// what is registered and what the capability grants).
&[
    "subscribe",
    "explore_sandbox",
    "test_connection",
    "save_connection",
    "use_profile",
    "forget_profile",
    "disconnect",
    "set_appearance",
    "find_customer",
    "start_session",
    "show_session",
    "take_widget_ticket",
    "widget_message",
    "widget_message_refused",
    "act",
    "reveal_number",
    "copy_number",
    "check_unfinished",
    "forget_unfinished",
    "open_help",
]
