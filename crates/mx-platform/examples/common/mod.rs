//! What both examples begin with: a client from the environment, and a user to work for.

use std::{env, error::Error};

use mx_platform::{Client, Credentials, Environment, UserRequest};

/// Whatever ends an example early.
pub(crate) type Failure = Box<dyn Error>;

/// A client with the keys in `MX_CLIENT_ID` and `MX_API_KEY` for the API at `MX_BASE_URL`, which is
/// MX's integration environment unless it is set.
pub(crate) fn client() -> Result<Client, Failure> {
    let keys = Credentials::new(variable("MX_CLIENT_ID")?, variable("MX_API_KEY")?);
    let base_url = env::var("MX_BASE_URL");
    let base_url = base_url.unwrap_or_else(|_| Environment::Integration.base_url().to_owned());
    Ok(Client::builder(keys).base_url(base_url).build()?)
}

/// MX's guid of the user whose id is in `MX_USER_ID`, created if MX doesn't know it.
pub(crate) async fn user(client: &Client) -> Result<String, Failure> {
    let id = env::var("MX_USER_ID").unwrap_or_else(|_| "terminal-example".to_owned());
    let page = client.users().list().id(&id).send().await?;
    let known = page
        .items
        .into_iter()
        .find(|user| user.id.as_ref() == Some(&id));
    let user = match known {
        Some(user) => user,
        None => {
            let request = UserRequest {
                id: Some(id),
                ..UserRequest::default()
            };
            client.users().create(&request).await?
        }
    };
    user.guid.ok_or_else(|| "MX gave the user no guid".into())
}

fn variable(name: &str) -> Result<String, Failure> {
    env::var(name).map_err(|_| format!("set {name}").into())
}
