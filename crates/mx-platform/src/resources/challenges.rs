//! Challenges: what a bank asks for beyond the credentials.

use std::fmt;

use secrecy::SecretString;
use serde::Deserialize;

use super::CredentialValue;
use crate::{Resource, lenient, open_enum::open_enum};

open_enum! {
    /// How a challenge is answered.
    pub enum ChallengeType {
        /// With a text.
        Text = "TEXT",
        /// With one of the options.
        Options = "OPTIONS",
        /// With a token.
        Token = "TOKEN",
        /// With the text in an image.
        ImageData = "IMAGE_DATA",
        /// With one of the images.
        ImageOptions = "IMAGE_OPTIONS",
    }
}

/// A challenge of a member that is CHALLENGED (MX docs, members, MFA).
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Challenge {
    /// MX's identifier, `CRD-…`; an answer names it.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// How it is answered.
    #[serde(rename = "type")]
    pub challenge_type: Option<ChallengeType>,
    /// What sets it apart: `single_account_select` asks which account to verify.
    #[serde(deserialize_with = "lenient::text")]
    pub external_id: Option<String>,
    /// The question.
    #[serde(deserialize_with = "lenient::text")]
    pub label: Option<String>,
    /// MX's name of the field.
    #[serde(deserialize_with = "lenient::text")]
    pub field_name: Option<String>,
    /// An image, Base64.
    #[serde(deserialize_with = "lenient::text")]
    pub image_data: Option<String>,
    /// The options to choose from.
    #[serde(deserialize_with = "lenient::list")]
    pub options: Vec<ChallengeOption>,
    /// The images to choose from.
    #[serde(deserialize_with = "lenient::list")]
    pub image_options: Vec<ChallengeOption>,
}

impl Challenge {
    /// An answer: a text, or the `guid` or `value` of the option chosen. `None` for a challenge
    /// without a guid, which can't be answered.
    #[must_use]
    pub fn answer(&self, value: impl Into<SecretString>) -> Option<CredentialValue> {
        let guid = self.guid.as_ref()?;
        Some(CredentialValue::new(guid, value))
    }
}

impl Resource for Challenge {
    const ONE: &'static str = "challenge";
    const MANY: &'static str = "challenges";
}

/// Leaves out the question and the options: banks put phone numbers and names there.
impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge")
            .field("guid", &self.guid)
            .field("challenge_type", &self.challenge_type)
            .field("options", &self.options.len())
            .field("image_options", &self.image_options.len())
            .finish_non_exhaustive()
    }
}

/// One option of a challenge. Not `Debug`: see [`Challenge`].
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChallengeOption {
    /// MX's identifier; the answer.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// What the person reads.
    #[serde(deserialize_with = "lenient::text")]
    pub label: Option<String>,
    /// The bank's value; also accepted as the answer.
    #[serde(deserialize_with = "lenient::text")]
    pub value: Option<String>,
    /// The image to choose, as a `data:` URI.
    #[serde(deserialize_with = "lenient::text")]
    pub data_uri: Option<String>,
}
