//! The customers MX knows: finding and listing them, and everything the agent can do about one.

mod finding;

pub(crate) use finding::{check_id, check_new_user, find_or_create, look_up};
