//! What the fuzz target calls. There is no such module in a build for anything else.

use crate::{
    Account, AccountNumber, AccountOwner, Challenge, Credential, Institution, Member, MemberStatus,
    Microdeposit, OauthWindow, Resource, Transaction, User, WidgetUrl, envelope, error,
};

/// Reads a body as every kind of answer there is, one object and a page of them, and as an error.
pub fn decode(body: &[u8]) {
    both::<Account>(body);
    both::<AccountNumber>(body);
    both::<AccountOwner>(body);
    both::<Challenge>(body);
    both::<Credential>(body);
    both::<Institution>(body);
    both::<Member>(body);
    both::<MemberStatus>(body);
    both::<Microdeposit>(body);
    both::<OauthWindow>(body);
    both::<Transaction>(body);
    both::<User>(body);
    both::<WidgetUrl>(body);
    let _ = crate::resources::verifications(body);
    let _ = error::error_type(body);
}

fn both<T: Resource>(body: &[u8]) {
    let _ = envelope::one::<T>(body);
    let _ = envelope::many_or_no_content::<T>(body);
}
