//! Environments, saved connections, and the form that makes one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// Which MX this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EnvironmentKind {
    /// The simulated MX inside the app.
    Sandbox,
    /// MX's integration environment: test banks.
    Integration,
    /// MX's production environment: real customers.
    Production,
    /// A company's own gateway.
    Custom,
}

/// The environment in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EnvironmentView {
    /// Which MX this is.
    pub kind: EnvironmentKind,
    /// Host (and port) of the API, for the badge's tooltip.
    pub api_host: String,
    /// Origins the widget may come from; what the content policy allows to be framed.
    pub widget_origins: Vec<String>,
    /// The profile the keys came from; none for the sandbox and for keys held for this run only.
    pub profile_id: Option<String>,
    /// Where the keys are held.
    pub keys_held: KeysHeld,
}

/// Where the API credentials in use are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum KeysHeld {
    /// Made up for this run by the simulated MX.
    Generated,
    /// In the system's keychain.
    Keychain,
    /// In memory, gone when the app closes.
    SessionOnly,
}

/// A saved connection. The keys themselves are in the keychain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProfileView {
    /// Identifies the profile; also the keychain entry's user name, `mx:<id>`.
    pub id: String,
    /// Which MX.
    pub kind: EnvironmentKind,
    /// Host (and port) of the API.
    pub api_host: String,
    /// Last four characters of the client id, to tell profiles apart.
    pub client_id_hint: String,
    /// The name the person gave it, if they did.
    pub name: Option<String>,
    /// Every start begins with this one. Without any such, with the one used last.
    pub used_at_start: bool,
}

/// The connection form. `api_key` goes one way only: from the form to Rust.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConnectionInput {
    /// Integration, production or custom.
    pub kind: EnvironmentKind,
    /// Custom only: the API's base URL (https, or http on loopback).
    pub api_base_url: Option<String>,
    /// Custom only: origins the widget may come from.
    #[serde(default)]
    pub widget_origins: Vec<String>,
    /// MX client id.
    pub client_id: String,
    /// MX API key.
    #[ts(type = "string")]
    pub api_key: secrecy::SecretString,
}

/// Where to keep the keys of a new connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum KeepKeys {
    /// In the system's keychain.
    Keychain,
    /// In memory until the app closes.
    SessionOnly,
}

/// The answer to *Test*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConnectionReport {
    /// MX accepted the keys.
    pub ok: bool,
    /// How long MX took to answer, in milliseconds.
    pub elapsed_ms: u32,
    /// Why not, if not.
    pub problem: Option<Problem>,
}
