//! The objects of the API, one file each.

mod account_numbers;
mod account_owners;
mod accounts;
mod challenges;
mod credentials;
mod institutions;
mod member_requests;
mod members;
mod microdeposits;
mod transactions;
mod users;
mod widget_urls;

pub use account_numbers::{AccountNumber, AccountNumbers};
pub use account_owners::{AccountOwner, AccountOwners};
pub use accounts::{
    Account, AccountOwnership, AccountType, AccountUpdateRequest, Accounts, FederalInsuranceStatus,
};
pub use challenges::{Challenge, ChallengeOption, ChallengeType};
pub use credentials::{Credential, CredentialType, CredentialValue};
pub use institutions::{Institution, Institutions};
pub use member_requests::{
    AggregateParts, MemberCreateRequest, MemberUpdateRequest, OauthOptions, OauthWindowRequest,
};
pub use members::{
    ConnectionStatus, Member, MemberError, MemberStatus, Members, OauthWindow, UseCase,
};
pub use microdeposits::{Microdeposit, MicrodepositRequest, MicrodepositStatus, Microdeposits};
pub use transactions::{
    Classification, Geolocation, RepeatingTransaction, Transaction, TransactionInclude,
    TransactionMerchant, TransactionStatus, TransactionType, Transactions,
};
pub use users::{User, UserRequest, Users};
pub use widget_urls::{
    ColorScheme, DataRequest, DeepLinkParams, OauthReferralSource, Product, Style, WidgetMode,
    WidgetType, WidgetUrl, WidgetUrlBody, WidgetUrlRequest, WidgetUrls,
};

#[cfg(any(fuzzing, test))]
pub(crate) use microdeposits::verifications;
