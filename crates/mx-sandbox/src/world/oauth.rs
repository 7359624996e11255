//! OAuth: signing in at the bank itself (MX docs, OAuth).

use url::Url;

use super::{
    MAX_MEMBERS_PER_USER, World,
    bank::Verdict,
    job::Job,
    member::{Member, MemberAttributes, MemberRecord},
    random::{guid, token},
    status::ConnectionStatus,
    widget::OauthReferralSource,
};
use crate::error::{CreateMemberError, MemberRefusal, TokenRefusal};

const TOKEN_LENGTH: usize = 64;

/// How an OAuth flow is to begin and end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OauthOptions {
    /// Who opened the bank's page; it decides how the flow ends.
    pub referral_source: OauthReferralSource,
    /// Where the app wants the customer back; for [`OauthReferralSource::App`] only.
    pub client_redirect_url: Option<String>,
    /// Scheme of the app's own links, where there is no address to go back to.
    pub url_scheme: String,
    /// What runs once the bank has let MX in; none runs nothing.
    pub job: Option<Job>,
    /// What is set on a member that is created for the flow.
    pub attributes: MemberAttributes,
}

impl Default for OauthOptions {
    fn default() -> Self {
        Self {
            referral_source: OauthReferralSource::Browser,
            client_redirect_url: None,
            url_scheme: "mx".to_owned(),
            job: Some(Job::aggregation()),
            attributes: MemberAttributes::default(),
        }
    }
}

/// A flow that has begun.
#[derive(Clone, Debug, PartialEq)]
pub struct OauthStart {
    /// The member that waits: PENDING, unless it was connected before.
    pub member: Member,
    /// `OAS-…`, MX's name of the flow.
    pub state_guid: String,
    /// The bank's page. It opens once.
    pub authorize_url: String,
}

/// Why a flow ended badly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are MX's")]
pub enum OauthReason {
    Unknown = 0,
    Cancelled = 1,
    Denied = 2,
    Impeded = 3,
    ProviderError = 4,
    ServerError = 5,
    SessionError = 6,
}

impl OauthReason {
    /// The name that messages and redirects carry.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Cancelled => "CANCELLED",
            Self::Denied => "DENIED",
            Self::Impeded => "IMPEDED",
            Self::ProviderError => "PROVIDER_ERROR",
            Self::ServerError => "SERVER_ERROR",
            Self::SessionError => "SESSION_ERROR",
        }
    }

    /// Where it leaves a member that waits. MX publishes this nowhere: a customer who turned back
    /// can still go on, one who said no has said no.
    fn status(self) -> ConnectionStatus {
        match self {
            Self::Unknown | Self::Cancelled | Self::SessionError => ConnectionStatus::Pending,
            Self::Denied => ConnectionStatus::Denied,
            Self::Impeded => ConnectionStatus::Impeded,
            Self::ProviderError | Self::ServerError => ConnectionStatus::Failed,
        }
    }
}

/// How a flow stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OauthState {
    /// The customer is at the bank, or hasn't gone there.
    Pending,
    /// The bank let MX in.
    Success {
        /// The member that is connected now: another one than the flow began with, where the user
        /// was connected to the institution already.
        member_guid: String,
    },
    /// It ended without.
    Error {
        /// Why.
        reason: OauthReason,
    },
}

/// What the customer decides at the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OauthDecision {
    /// Lets MX in.
    Authorize,
    /// Doesn't, or something goes wrong.
    Refuse(OauthReason),
}

/// What the bank's page has to say.
pub(crate) struct OauthPrompt {
    pub(crate) institution: String,
    /// Carries the decision back, once.
    pub(crate) key: String,
}

/// How the flow returns to whoever began it.
pub(crate) enum OauthEnd {
    /// A page that tells its opener.
    Page {
        success: bool,
        member_guid: String,
        reason: Option<OauthReason>,
    },
    Redirect(String),
}

pub(crate) struct OauthFlow {
    pub(crate) user_guid: String,
    pub(crate) member_guid: String,
    pub(super) token: String,
    /// Set once the page has been opened; taken with the decision.
    pub(super) key: Option<String>,
    opened: bool,
    pub(super) state: OauthState,
    options: OauthOptions,
}

impl World {
    /// Begins a flow for a user and an institution: with the member that is PENDING there, or with
    /// a new one.
    ///
    /// # Errors
    /// See [`CreateMemberError`].
    pub fn begin_oauth(
        &self,
        user_guid: &str,
        institution_code: &str,
        options: OauthOptions,
    ) -> Result<OauthStart, CreateMemberError> {
        let institution = self
            .institution_by_code(institution_code)
            .ok_or(CreateMemberError::UnknownInstitution)?;
        if institution.is_under_maintenance() {
            return Err(CreateMemberError::Maintenance);
        }
        if let Some(block) = self.block(&institution, true, options.job) {
            return Err(CreateMemberError::Blocked(block));
        }
        if !institution.supports_oauth {
            return Err(CreateMemberError::NoOauth);
        }
        let wanted = options.job.and_then(Job::product);
        if wanted.is_some_and(|product| !institution.supports(product)) {
            return Err(CreateMemberError::Unsupported);
        }
        let mut guard = self.settled();
        let state = &mut *guard;
        if state.customer(user_guid).is_none() {
            return Err(CreateMemberError::UnknownUser);
        }
        let siblings = || {
            state
                .members
                .iter()
                .filter(|record| record.member.user_guid == user_guid)
        };
        let waiting = siblings().position(|record| {
            record.member.institution.code == institution.code
                && record.member.connection_status == ConnectionStatus::Pending
        });
        let waiting = waiting.and_then(|index| siblings().nth(index));
        let id = &options.attributes.id;
        let taken = id.is_some()
            && siblings().any(|record| {
                record.member.id == *id
                    && waiting.is_none_or(|waiting| waiting.member.guid != record.member.guid)
            });
        if taken {
            return Err(CreateMemberError::DuplicateId);
        }
        let member_guid = if let Some(waiting) = waiting {
            waiting.member.guid.clone()
        } else {
            if siblings().count() >= MAX_MEMBERS_PER_USER {
                return Err(CreateMemberError::Quota {
                    limit: MAX_MEMBERS_PER_USER,
                });
            }
            let record = MemberRecord::new(user_guid, institution, None);
            let member_guid = record.member.guid.clone();
            state.members.push(record);
            self.remember_fresh(state, &member_guid);
            member_guid
        };
        if let Some(record) = state
            .members
            .iter_mut()
            .find(|record| record.member.guid == member_guid)
        {
            record.set(options.attributes.clone());
        }
        drop(guard);
        self.reopen_oauth(user_guid, &member_guid, options)
            .map_err(|refusal| match refusal {
                MemberRefusal::Randomness => CreateMemberError::Randomness,
                _ => CreateMemberError::UnknownUser,
            })
    }

    /// Begins another flow for a member there is: URLs open once.
    ///
    /// # Errors
    /// [`MemberRefusal::Unknown`], [`MemberRefusal::NoOauth`] and [`MemberRefusal::Randomness`].
    pub fn reopen_oauth(
        &self,
        user_guid: &str,
        member_guid: &str,
        options: OauthOptions,
    ) -> Result<OauthStart, MemberRefusal> {
        let token = token(TOKEN_LENGTH).map_err(|_| MemberRefusal::Randomness)?;
        let authorize_url = format!("{}/oauth/authorize/{token}", self.widget_origin());
        let member = self.change_member(user_guid, member_guid, |record, _, _| {
            if !record.member.is_oauth {
                return Err(MemberRefusal::NoOauth);
            }
            record.member.oauth_window_uri = Some(authorize_url.clone());
            Ok(record.member.clone())
        })?;
        let mut state = self.state();
        // An earlier URL of the member is no longer of use.
        state.oauth.retain(|flow| flow.member_guid != member_guid);
        state.oauth.push(OauthFlow {
            user_guid: user_guid.to_owned(),
            member_guid: member_guid.to_owned(),
            token,
            key: None,
            opened: false,
            state: OauthState::Pending,
            options,
        });
        Ok(OauthStart {
            member,
            state_guid: guid("OAS"),
            authorize_url,
        })
    }

    /// How the latest flow of a member stands; none if there was none. It is found by the guid it
    /// began with, also when another member was connected in the end.
    #[must_use]
    pub fn oauth_state(&self, user_guid: &str, member_guid: &str) -> Option<OauthState> {
        self.state()
            .oauth
            .iter()
            .find(|flow| flow.user_guid == user_guid && flow.member_guid == member_guid)
            .map(|flow| flow.state.clone())
    }

    /// Opens the bank's page: the first time only.
    pub(crate) fn open_oauth(&self, given: &str) -> Result<OauthPrompt, TokenRefusal> {
        let key = token(TOKEN_LENGTH).map_err(|_| TokenRefusal::Unknown)?;
        let mut guard = self.state();
        let state = &mut *guard;
        let flow = state
            .oauth
            .iter_mut()
            .find(|flow| flow.token == given)
            .ok_or(TokenRefusal::Unknown)?;
        if flow.opened {
            return Err(TokenRefusal::Used);
        }
        let institution = state
            .members
            .iter()
            .find(|record| record.member.guid == flow.member_guid)
            .map(|record| record.member.institution.name.clone())
            .ok_or(TokenRefusal::Unknown)?;
        flow.opened = true;
        flow.key = Some(key.clone());
        Ok(OauthPrompt { institution, key })
    }

    /// Takes the decision made on the bank's page: once.
    pub(crate) fn decide_oauth(
        &self,
        given: &str,
        decision: OauthDecision,
    ) -> Result<OauthEnd, TokenRefusal> {
        let mut guard = self.settled();
        let state = &mut *guard;
        let index = state
            .oauth
            .iter()
            .position(|flow| flow.key.as_deref() == Some(given))
            .ok_or(TokenRefusal::Unknown)?;
        let (user_guid, began_with) = {
            let flow = &state.oauth[index];
            (flow.user_guid.clone(), flow.member_guid.clone())
        };
        let customer = state.customer(&user_guid).ok_or(TokenRefusal::Unknown)?;
        let position = state
            .members
            .iter()
            .position(|record| record.member.guid == began_with)
            .ok_or(TokenRefusal::Unknown)?;
        let job = state.oauth[index].options.job;
        let (outcome, ended_with) = match decision {
            OauthDecision::Refuse(reason) => {
                let member = &mut state.members[position].member;
                if member.connection_status == ConnectionStatus::Pending {
                    member.connection_status = reason.status();
                }
                member.oauth_window_uri = None;
                (OauthState::Error { reason }, began_with)
            }
            OauthDecision::Authorize => {
                let twin = state.twin(position);
                let connected = match twin {
                    // The user is connected there already: the new member gives way to the old.
                    Some(twin) => {
                        let old = state.members[twin].member.guid.clone();
                        state.members.remove(position);
                        old
                    }
                    None => began_with,
                };
                let record = state
                    .members
                    .iter_mut()
                    .find(|record| record.member.guid == connected);
                if let Some(record) = record {
                    record.member.oauth_window_uri = None;
                    let status = Some(ConnectionStatus::Connected);
                    match job {
                        Some(job) => {
                            record.start(job, Verdict::Accepted, status, self.around(&customer));
                        }
                        None => record.member.connection_status = ConnectionStatus::Connected,
                    }
                }
                let outcome = OauthState::Success {
                    member_guid: connected.clone(),
                };
                (outcome, connected)
            }
        };
        let flow = &mut state.oauth[index];
        flow.key = None;
        flow.state = outcome.clone();
        Ok(end(&flow.options, &outcome, ended_with))
    }
}

impl super::State {
    /// The member that is connected already where another one is about to be.
    fn twin(&self, position: usize) -> Option<usize> {
        let new = &self.members[position].member;
        if new.connection_status != ConnectionStatus::Pending {
            return None;
        }
        self.members.iter().position(|record| {
            record.member.guid != new.guid
                && record.member.user_guid == new.user_guid
                && record.member.institution.code == new.institution.code
        })
    }
}

/// How the flow returns (MX docs, OAuth): in a browser to the page that opened it, else to the app,
/// by its address or its scheme.
fn end(options: &OauthOptions, outcome: &OauthState, member_guid: String) -> OauthEnd {
    let reason = match outcome {
        OauthState::Error { reason } => Some(*reason),
        OauthState::Pending | OauthState::Success { .. } => None,
    };
    let success = reason.is_none();
    if options.referral_source == OauthReferralSource::Browser {
        return OauthEnd::Page {
            success,
            member_guid,
            reason,
        };
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("status", if success { "success" } else { "error" });
    query.append_pair("member_guid", &member_guid);
    if let Some(reason) = reason {
        query.append_pair("error_reason", reason.name());
    }
    let query = query.finish();
    let own = options
        .client_redirect_url
        .as_deref()
        .and_then(|url| Url::parse(url).ok());
    OauthEnd::Redirect(match own {
        Some(mut url) => {
            let joined = match url.query() {
                Some(before) if !before.is_empty() => format!("{before}&{query}"),
                _ => query,
            };
            url.set_query(Some(&joined));
            url.to_string()
        }
        None => format!("{}://oauth_complete?{query}", options.url_scheme),
    })
}
