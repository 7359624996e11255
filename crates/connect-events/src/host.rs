//! What the host says to the widget.

use serde_json::{Map, Value, json};

use crate::{
    OauthErrorReason, OauthOutcome, OauthReturn, Refusal,
    field::{read_field, write_field},
    message::read_json,
};

const SDK_INFO: &str = "mx/sdk/info";
const PING: &str = "ping";
const NAVIGATION: &str = "mx/navigation";
const OAUTH_COMPLETE: &str = "oauthComplete/";

/// What the host says to the widget: a *text* posted to the frame, unlike the objects that come
/// back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HostMessage {
    /// What embeds the widget. Optional, after [`Event::Load`](crate::Event::Load).
    SdkInfo {
        /// The name of the embedding software.
        sdk: String,
        /// Its version.
        version: String,
    },
    /// Keeps the widget's session alive. Optional.
    Ping,
    /// Asks the widget to go a step back; it answers with
    /// [`Event::Navigation`](crate::Event::Navigation).
    NavigationBack,
    /// The customer came back from a bank's login. Optional: the widget polls for itself.
    OauthComplete(OauthReturn),
}

impl HostMessage {
    /// The text to post.
    #[must_use]
    pub fn to_json(&self) -> String {
        let object = match self {
            Self::SdkInfo { sdk, version } => {
                json!({ "type": SDK_INFO, "metadata": { "sdk": sdk, "version": version } })
            }
            Self::Ping => json!({ "type": PING }),
            Self::NavigationBack => {
                json!({ "mx": true, "type": NAVIGATION, "payload": { "action": "back" } })
            }
            Self::OauthComplete(end) => {
                let mut metadata = Map::new();
                write_field(&mut metadata, "member_guid", end.member_guid.as_ref());
                write_field(&mut metadata, "error_reason", end.error_reason.as_ref());
                let type_name = format!("{OAUTH_COMPLETE}{}", end.outcome.name());
                json!({ "mx": true, "type": type_name, "metadata": metadata })
            }
        };
        object.to_string()
    }

    /// Reads what a host has posted.
    ///
    /// # Errors
    /// A [`Refusal`], if it is none of these messages.
    pub fn parse(json_text: &str) -> Result<Self, Refusal> {
        let Value::Object(object) = read_json(json_text)? else {
            return Err(Refusal::NotAnObject);
        };
        let type_name = object
            .get("type")
            .and_then(Value::as_str)
            .ok_or(Refusal::BadType)?;
        let marked = object.get("mx") == Some(&Value::Bool(true));
        let text = |path| read_field::<String>(&object, &[path]).map(Option::unwrap_or_default);
        match type_name {
            SDK_INFO => Ok(Self::SdkInfo {
                sdk: text("metadata.sdk")?,
                version: text("metadata.version")?,
            }),
            PING => Ok(Self::Ping),
            NAVIGATION if !marked => Err(Refusal::NotMx),
            NAVIGATION if text("payload.action")? == "back" => Ok(Self::NavigationBack),
            NAVIGATION => Err(Refusal::BadField {
                field: "payload.action",
            }),
            other => {
                let outcome = other
                    .strip_prefix(OAUTH_COMPLETE)
                    .and_then(OauthOutcome::from_name);
                let outcome = outcome.ok_or(Refusal::BadType)?;
                if !marked {
                    return Err(Refusal::NotMx);
                }
                Ok(Self::OauthComplete(OauthReturn {
                    outcome,
                    member_guid: read_field(&object, &["metadata.member_guid"])?,
                    error_reason: read_field::<OauthErrorReason>(
                        &object,
                        &["metadata.error_reason"],
                    )?,
                }))
            }
        }
    }
}
