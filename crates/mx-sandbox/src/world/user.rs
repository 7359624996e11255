//! Users: the partner's customers.

use std::{collections::HashSet, ops::Deref, sync::atomic::Ordering};

use serde::{Deserialize, Serialize};

use super::{Member, World, random::guid};
use crate::error::CreateUserError;

/// A customer as MX knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// `USR-…`.
    pub guid: String,
    /// The partner's own id.
    pub id: Option<String>,
    /// E-mail address.
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
    /// E-mail address.
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

/// All users, oldest first, and the ids that are taken.
#[derive(Default)]
pub(super) struct Users {
    all: Vec<User>,
    ids: HashSet<String>,
}

impl Deref for Users {
    type Target = [User];

    fn deref(&self) -> &[User] {
        &self.all
    }
}

impl From<Vec<User>> for Users {
    fn from(all: Vec<User>) -> Self {
        let ids = all.iter().filter_map(|user| user.id.clone()).collect();
        Self { all, ids }
    }
}

impl Users {
    fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    fn push(&mut self, user: User) {
        self.ids.extend(user.id.clone());
        self.all.push(user);
    }

    fn update(
        &mut self,
        user_guid: &str,
        attributes: UserAttributes,
    ) -> Result<Option<User>, CreateUserError> {
        let user = self.all.iter_mut().find(|user| user.guid == user_guid);
        let is_anothers = attributes.id.as_ref().is_some_and(|id| {
            let own = user.as_ref().and_then(|user| user.id.as_ref());
            own != Some(id) && self.ids.contains(id)
        });
        if is_anothers {
            return Err(CreateUserError::DuplicateId);
        }
        Ok(user.map(|user| {
            if let Some(id) = user.id.take_if(|_| attributes.id.is_some()) {
                self.ids.remove(&id);
            }
            user.set(attributes);
            self.ids.extend(user.id.clone());
            user.clone()
        }))
    }

    /// Whether there was one.
    fn remove(&mut self, user_guid: &str) -> bool {
        let Some(at) = self.all.iter().position(|user| user.guid == user_guid) else {
            return false;
        };
        if let Some(id) = self.all.remove(at).id {
            self.ids.remove(&id);
        }
        true
    }
}

impl World {
    /// Adds a user.
    ///
    /// # Errors
    /// See [`CreateUserError`].
    pub fn create_user(&self, attributes: UserAttributes) -> Result<User, CreateUserError> {
        let mut state = self.state();
        let id = attributes.id.as_deref();
        if id.is_some_and(|id| state.users.has_id(id)) {
            return Err(CreateUserError::DuplicateId);
        }
        let limit = self.inner.max_users.load(Ordering::Relaxed);
        if state.users.len() >= limit {
            return Err(CreateUserError::Quota { limit });
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
        self.state().users.to_vec()
    }

    /// Those users that are wanted, oldest first.
    pub(crate) fn users_that_are(&self, wanted: impl Fn(&User) -> bool) -> Vec<User> {
        let state = self.state();
        state
            .users
            .iter()
            .filter(|user| wanted(user))
            .cloned()
            .collect()
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
        state.users.update(user_guid, attributes)
    }

    /// Forgets a user with everything that hangs on it; false if there was none.
    pub fn delete_user(&self, user_guid: &str) -> bool {
        let mut state = self.state();
        let state = &mut *state;
        let was_there = state.users.remove(user_guid);
        let made_up = &mut state.made_up;
        let mut is_anothers = |member: &Member| {
            let is_anothers = member.user_guid != user_guid;
            if !is_anothers {
                made_up.remove(&member.guid);
            }
            is_anothers
        };
        state.members.retain(|record| is_anothers(&record.member));
        state.lingering.retain(|entry| is_anothers(&entry.member));
        state
            .tokens
            .retain(|_, issued| issued.session.user_guid != user_guid);
        state
            .micro_deposits
            .retain(|record| record.user_guid != user_guid);
        state.oauth.retain(|flow| flow.user_guid != user_guid);
        was_there
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

    use super::{super::MAX_USERS, *};

    fn called(id: &str) -> UserAttributes {
        UserAttributes {
            id: Some(id.to_owned()),
            ..UserAttributes::default()
        }
    }

    #[test]
    fn an_id_is_free_again_once_nobody_has_it() {
        let world = World::new(1.0, 1, "http://127.0.0.1:1");
        let first = world.create_user(called("one")).unwrap().guid;
        let second = world.create_user(called("two")).unwrap().guid;
        let taken = Err(CreateUserError::DuplicateId);
        assert_eq!(world.create_user(called("one")), taken);
        let taken = Err(CreateUserError::DuplicateId);
        assert_eq!(world.update_user(&second, called("one")), taken);
        // Its own name is no one else's.
        assert!(world.update_user(&first, called("one")).unwrap().is_some());
        world.update_user(&first, called("three")).unwrap();
        assert!(world.update_user(&second, called("one")).unwrap().is_some());
        assert!(world.delete_user(&second));
        assert!(!world.delete_user(&second));
        world.create_user(called("one")).unwrap();
        let restored = World::new(1.0, 1, "http://127.0.0.1:1");
        restored.restore(&world.to_json().unwrap()).unwrap();
        let taken = Err(CreateUserError::DuplicateId);
        assert_eq!(restored.create_user(called("three")), taken);
    }

    #[test]
    fn there_are_as_many_users_as_the_limit_says() {
        let world = World::new(1.0, 1, "http://127.0.0.1:1");
        for _ in 0..MAX_USERS {
            world.create_user(UserAttributes::default()).unwrap();
        }
        let full = Err(CreateUserError::Quota { limit: MAX_USERS });
        assert_eq!(world.create_user(UserAttributes::default()), full);
        world.set_max_users(MAX_USERS + 1);
        world.create_user(UserAttributes::default()).unwrap();
        assert!(world.create_user(UserAttributes::default()).is_err());
    }
}
