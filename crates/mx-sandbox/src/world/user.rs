//! Users: the partner's customers.

use serde::{Deserialize, Serialize};

use super::{MAX_USERS, World, random::guid};
use crate::error::CreateUserError;

/// A customer as MX knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// `USR-…`.
    pub guid: String,
    /// The partner's own id.
    pub id: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Whether updates and data access are stopped.
    pub is_disabled: bool,
    /// Whatever the partner wrote.
    pub metadata: Option<String>,
}

/// What a partner sets on a user; none leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserAttributes {
    /// The partner's own id.
    pub id: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Whether updates and data access are stopped.
    pub is_disabled: Option<bool>,
    /// Free text.
    pub metadata: Option<String>,
}

impl User {
    pub(crate) fn set(&mut self, attributes: UserAttributes) {
        if attributes.id.is_some() {
            self.id = attributes.id;
        }
        if attributes.email.is_some() {
            self.email = attributes.email;
        }
        if let Some(is_disabled) = attributes.is_disabled {
            self.is_disabled = is_disabled;
        }
        if attributes.metadata.is_some() {
            self.metadata = attributes.metadata;
        }
    }

    /// What a customer's simulated data hangs on: the partner's id where there is one, so that the
    /// same customer has the same numbers in every run.
    pub(crate) fn customer(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.guid)
    }
}

impl World {
    /// Adds a user.
    ///
    /// # Errors
    /// See [`CreateUserError`].
    pub fn create_user(&self, attributes: UserAttributes) -> Result<User, CreateUserError> {
        let mut state = self.state();
        if attributes.id.is_some() && state.users.iter().any(|user| user.id == attributes.id) {
            return Err(CreateUserError::DuplicateId);
        }
        if state.users.len() >= MAX_USERS {
            return Err(CreateUserError::Quota { limit: MAX_USERS });
        }
        let mut user = User {
            guid: guid("USR"),
            id: None,
            email: None,
            is_disabled: false,
            metadata: None,
        };
        user.set(attributes);
        state.users.push(user.clone());
        self.remember_fresh(&mut state, &user.guid);
        Ok(user)
    }

    /// All users, oldest first.
    #[must_use]
    pub fn users(&self) -> Vec<User> {
        self.state().users.clone()
    }

    /// A user.
    #[must_use]
    pub fn user(&self, user_guid: &str) -> Option<User> {
        self.state()
            .users
            .iter()
            .find(|user| user.guid == user_guid)
            .cloned()
    }

    /// Changes a user; none if there is no such user.
    ///
    /// # Errors
    /// [`CreateUserError::DuplicateId`] when the new id is another user's.
    pub fn update_user(
        &self,
        user_guid: &str,
        attributes: UserAttributes,
    ) -> Result<Option<User>, CreateUserError> {
        let mut state = self.state();
        let taken = attributes.id.is_some()
            && state
                .users
                .iter()
                .any(|other| other.guid != user_guid && other.id == attributes.id);
        if taken {
            return Err(CreateUserError::DuplicateId);
        }
        let user = state.users.iter_mut().find(|user| user.guid == user_guid);
        Ok(user.map(|user| {
            user.set(attributes);
            user.clone()
        }))
    }

    /// Forgets a user with everything that hangs on it; false if there was none.
    pub fn delete_user(&self, user_guid: &str) -> bool {
        let mut state = self.state();
        let before = state.users.len();
        state.users.retain(|user| user.guid != user_guid);
        state
            .members
            .retain(|record| record.member.user_guid != user_guid);
        state
            .lingering
            .retain(|entry| entry.member.user_guid != user_guid);
        state
            .tokens
            .retain(|_, issued| issued.session.user_guid != user_guid);
        state
            .micro_deposits
            .retain(|record| record.user_guid != user_guid);
        state.oauth.retain(|flow| flow.user_guid != user_guid);
        state.users.len() < before
    }
}
