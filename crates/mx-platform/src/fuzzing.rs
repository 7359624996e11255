//! What the fuzz target calls, and a test that replays its corpus. There is no such module in a build
//! for anything else.

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

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    #[test]
    fn the_corpus_is_decoded_as_the_fuzz_target_decodes_it() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/decode");
        let bodies: Vec<_> = fs::read_dir(corpus)
            .unwrap()
            .map(|entry| fs::read(entry.unwrap().path()).unwrap())
            .collect();
        assert!(bodies.len() >= 10);
        for body in &bodies {
            super::decode(body);
        }
    }
}
