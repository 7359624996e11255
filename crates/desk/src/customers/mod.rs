//! The customers MX knows: finding and listing them, and everything the agent can do about one.

mod changing;
mod finding;
mod reading;
mod recent;
mod words;

pub(crate) use finding::{check_id, check_new_user, find_or_create, look_up};
pub(crate) use recent::Recent;

use crate::{
    desk::Desk,
    mx::User,
    view::{CustomerRow, Problem},
};

impl Desk {
    /// Puts one of MX's guids into the clipboard. It is no secret and stays there.
    ///
    /// # Errors
    /// `invalid_input` when the text has not the form of a guid; `clipboard_failed`.
    pub fn copy_guid(&self, text: &str) -> Result<(), Problem> {
        if !is_guid(text) {
            return Err(Problem::invalid_input("This is not a guid of MX's."));
        }
        self.0.ports.clipboard.copy(text).map_err(|reason| {
            Problem::clipboard_failed(&reason, "Try again, or select the guid and copy it.")
        })
    }
}

/// Three letters, then a UUID (MX docs, guids).
fn is_guid(text: &str) -> bool {
    let Some((prefix, uuid)) = text.split_once('-') else {
        return false;
    };
    prefix.len() == 3
        && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
        && uuid.len() == 36
        && uuid::Uuid::try_parse(uuid).is_ok()
}

fn row(user: User) -> CustomerRow {
    CustomerRow {
        guid: user.guid,
        id: user.id,
        email: user.email,
        is_disabled: user.is_disabled,
    }
}

#[cfg(test)]
mod tests {
    use super::is_guid;

    #[test]
    fn a_guid_is_a_prefix_and_a_uuid_and_nothing_else() {
        assert!(is_guid("USR-11141024-90b3-1bce-cac9-c06ced52ab4c"));
        assert!(is_guid("MBR-11141024-90b3-1bce-cac9-c06ced52ab4c"));
        for other in [
            "",
            "USR-",
            "acme-20417",
            "USR-1",
            "usr-11141024-90b3-1bce-cac9-c06ced52ab4c",
            "USR-1114102490b31bcecac9c06ced52ab4c",
            "USR-{11141024-90b3-1bce-cac9-c06ced52ab4c}",
            "USR-11141024-90b3-1bce-cac9-c06ced52ab4c ",
            "USR-11141024-90b3-1bce-cac9-c06ced52ab4g",
            "https://int-widgets.moneydesktop.com/md/connect/secret",
        ] {
            assert!(!is_guid(other), "{other}");
        }
    }
}
