//! The objects of the API, one file each.

mod account_numbers;
mod accounts;
mod challenges;
mod credentials;
mod member_requests;
mod members;
mod users;
mod widget_urls;

pub use account_numbers::{AccountNumber, AccountNumbers};
pub use accounts::{Account, AccountOwnership, AccountType, Accounts, FederalInsuranceStatus};
pub use challenges::{Challenge, ChallengeOption, ChallengeType};
pub use credentials::{Credential, CredentialType, CredentialValue};
pub use member_requests::{
    AggregateParts, MemberCreateRequest, MemberUpdateRequest, OauthOptions, OauthWindowRequest,
};
pub use members::{
    ConnectionStatus, Member, MemberError, MemberStatus, Members, OauthWindow, UseCase,
};
pub use users::{User, UserRequest, Users};
pub use widget_urls::{
    ColorScheme, DataRequest, DeepLinkParams, OauthReferralSource, Product, Style, WidgetMode,
    WidgetType, WidgetUrl, WidgetUrlRequest, WidgetUrls,
};
