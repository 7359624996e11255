//! Users: the customers, as MX knows them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Client, Error, PageRequest, Resource, envelope, lenient,
    route::Route,
    transport::{Call, Method},
};

/// A user (MX docs, users).
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct User {
    /// MX's identifier, `USR-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// The partner's own identifier.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "lenient::text")]
    pub email: Option<String>,
    /// Whether the user is switched off.
    pub is_disabled: Option<bool>,
    /// Free text of the partner's.
    #[serde(deserialize_with = "lenient::text")]
    pub metadata: Option<String>,
}

/// Shows MX's identifier alone: the rest is about a person.
impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User")
            .field("guid", &self.guid)
            .field("is_disabled", &self.is_disabled)
            .finish_non_exhaustive()
    }
}

impl Resource for User {
    const ONE: &'static str = "user";
    const MANY: &'static str = "users";
}

/// What to create a user with, or what to change. At least one field must be given.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct UserRequest {
    /// The partner's own identifier, unique per client: letters, digits, `-` and `_`. Never an
    /// e-mail address or anything else about the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// E-mail address. MX checks its form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// `true` stops background updates and restricts access to the user's data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disabled: Option<bool>,
    /// Free text; MX recommends JSON. No secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
}

impl fmt::Debug for UserRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserRequest")
            .field("is_disabled", &self.is_disabled)
            .finish_non_exhaustive()
    }
}

/// The users of a client. Made by [`Client::users`].
#[derive(Clone, Debug)]
pub struct Users {
    client: Client,
}

impl Client {
    /// The client's users.
    #[must_use]
    pub fn users(&self) -> Users {
        Users {
            client: self.clone(),
        }
    }
}

impl Users {
    /// All users. To find one by the partner's identifier use
    /// [`id`](PageRequest::<User>::id), and compare: only the exact match is the one.
    pub fn list(&self) -> PageRequest<User> {
        PageRequest::new(self.client.clone(), Route::new("/users", &[]))
    }

    /// Creates a user.
    ///
    /// # Errors
    /// 409 when the identifier is taken, 400 when the e-mail address is malformed, or any other
    /// [`Error`].
    pub async fn create(&self, user: &UserRequest) -> Result<User, Error> {
        self.write(Method::Post, &Route::new("/users", &[]), user)
            .await
    }

    /// Reads a user, by MX's or the partner's identifier.
    ///
    /// # Errors
    /// 404 when there is none (also for a moment after it was created), or any other [`Error`].
    pub async fn read(&self, user: &str) -> Result<User, Error> {
        let route = Self::route(user);
        self.client
            .execute(Call::new(Method::Get, &route, User::ONE), envelope::one)
            .await
    }

    /// Changes the fields that are given.
    ///
    /// # Errors
    /// 404 when there is no such user, or any other [`Error`].
    pub async fn update(&self, user: &str, change: &UserRequest) -> Result<User, Error> {
        self.write(Method::Put, &Self::route(user), change).await
    }

    /// Deletes a user and everything of theirs, for good.
    ///
    /// # Errors
    /// 404 when there is no such user, or any other [`Error`].
    pub async fn delete(&self, user: &str) -> Result<(), Error> {
        let route = Self::route(user);
        self.client
            .execute_empty(Call::new(Method::Delete, &route, User::ONE))
            .await
    }

    fn route(user: &str) -> Route {
        Route::new("/users/{user}", &[user])
    }

    /// MX refuses an empty `user` object, so it isn't sent.
    async fn write(
        &self,
        method: Method,
        route: &Route,
        user: &UserRequest,
    ) -> Result<User, Error> {
        if *user == UserRequest::default() {
            return Err(Error::InvalidInput {
                field: User::ONE,
                reason: "no field is given",
            });
        }
        let call = Call::new(method, route, User::ONE).body(user)?;
        self.client.execute(call, envelope::one).await
    }
}

/// Filters of [`Users::list`].
impl PageRequest<User> {
    /// Only the user with this identifier of the partner's.
    pub fn id(self, id: impl Into<String>) -> Self {
        self.filter("id", id.into())
    }

    /// Only users with this e-mail address.
    pub fn email(self, email: impl Into<String>) -> Self {
        self.filter("email", email.into())
    }

    /// Only users that are, or are not, switched off.
    pub fn is_disabled(self, is_disabled: bool) -> Self {
        self.filter("is_disabled", is_disabled.to_string())
    }
}
