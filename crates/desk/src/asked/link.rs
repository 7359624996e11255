//! Links of the app's own scheme, `connectdesk://`: what another program may say to the desk.
//!
//! Anybody can write such a link: a page in the browser, an e-mail, a program of this account. So
//! the form is narrow, and a link only ever asks: it begins nothing, connects nothing and changes
//! no environment.

use url::Url;

use crate::{
    customers::check_id,
    mx::URL_SCHEME,
    view::{Problem, ProblemCode},
};

/// A longer link is none of ours.
const LONGEST: usize = 1_024;

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// `connectdesk://verify?customer=ID`: somebody wants this customer verified.
    Verify {
        /// The company's own id of the customer.
        customer_id: String,
    },
    /// `connectdesk://oauth_complete?…`: a bank's page in the browser is done, says MX. What
    /// follows is not read: MX is asked instead.
    ReturnFromBank,
}

impl Link {
    /// Reads a link.
    ///
    /// # Errors
    /// `link_refused`: it is none that the desk knows, or not written as it must be. The message
    /// never repeats what the link says.
    pub(crate) fn read(text: &str) -> Result<Self, Problem> {
        if text.len() > LONGEST {
            return Err(refused("The link is too long."));
        }
        // What a parser would silently take out or change must not be there to begin with.
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(refused("The link has characters that no link has."));
        }
        let url = Url::parse(text).map_err(|_| refused("This is not a link."))?;
        let is_bare = url.username().is_empty()
            && url.password().is_none()
            && url.port().is_none()
            && url.fragment().is_none()
            && matches!(url.path(), "" | "/");
        if url.scheme() != URL_SCHEME || !is_bare {
            return Err(unknown());
        }
        match url.host_str() {
            Some("verify") => verify(&url),
            Some("oauth_complete") => Ok(Self::ReturnFromBank),
            _ => Err(unknown()),
        }
    }
}

fn verify(url: &Url) -> Result<Link, Problem> {
    let mut pairs = url.query_pairs();
    let (Some((name, value)), None) = (pairs.next(), pairs.next()) else {
        return Err(refused("The link must name one customer and nothing else."));
    };
    if name != "customer" {
        return Err(refused("The link must name one customer and nothing else."));
    }
    // No space around it either, which the form would forgive.
    let customer_id = check_id(&value).ok().filter(|id| *id == value);
    let customer_id = customer_id.ok_or_else(|| {
        refused(
            "The link's customer id is not valid: it may only have 1 to 64 letters (a–z), digits, - \
             and _.",
        )
    })?;
    Ok(Link::Verify { customer_id })
}

fn unknown() -> Problem {
    refused("Connect Desk doesn't know this kind of link.")
}

fn refused(message: &str) -> Problem {
    Problem::new(
        ProblemCode::LinkRefused,
        message,
        "Nothing was done. Whoever looks after the program the link came from can correct it.",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn customer(text: &str) -> Option<String> {
        match Link::read(text) {
            Ok(Link::Verify { customer_id }) => Some(customer_id),
            _ => None,
        }
    }

    #[test]
    fn a_customer_to_verify_is_named_by_the_id_alone() {
        for link in [
            "connectdesk://verify?customer=c-4711",
            "connectdesk://verify/?customer=c-4711",
            "CONNECTDESK://verify?customer=c%2D4711",
        ] {
            assert_eq!(customer(link).as_deref(), Some("c-4711"), "{link}");
        }
    }

    #[test]
    fn a_return_from_a_bank_is_known_as_mx_writes_it() {
        for link in [
            "connectdesk://oauth_complete?status=success&member_guid=MBR-7c6f361b-e582-15b6-60c0-358f12466b4b",
            "connectdesk://oauth_complete?status=error&amp;member_guid=MBR-1&error_reason=DENIED",
            "connectdesk://oauth_complete",
        ] {
            assert_eq!(Link::read(link), Ok(Link::ReturnFromBank), "{link}");
        }
    }

    #[test]
    fn whatever_else_a_link_asks_for_is_refused_in_a_sentence_that_does_not_repeat_it() {
        let long = format!("connectdesk://verify?customer={}", "a".repeat(2_000));
        for link in [
            "",
            "connectdesk:",
            "connectdesk://",
            "connectdesk:verify?customer=zebra",
            "connectdesk://verify",
            "connectdesk://verify?customer=",
            "connectdesk://verify?customer=zebra&customer=other",
            "connectdesk://verify?customer=zebra&environment=production",
            "connectdesk://verify?customer=zebra&start=true",
            "connectdesk://verify?id=zebra",
            "connectdesk://verify?customer=zebra@example.com",
            "connectdesk://verify?customer=%20zebra",
            "connectdesk://verify?customer=zebra+",
            "connectdesk://verify?customer=ze%00bra",
            "connectdesk://verify?customer=%F0%9F%A6%93zebra",
            "connectdesk://verify/zebra?customer=zebra",
            "connectdesk://verify:80?customer=zebra",
            "connectdesk://a@verify?customer=zebra",
            "connectdesk://verify?customer=zebra#x",
            "connectdesk://verify.example?customer=zebra",
            "connectdesk://connect?environment=production",
            "connectdesk://settings",
            "connectdesk://verify?customer=ze\nbra",
            " connectdesk://verify?customer=zebra",
            "connectdesk2://verify?customer=zebra",
            "https://verify?customer=zebra",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "--scenario",
            &long,
        ] {
            let problem = Link::read(link).unwrap_err();
            assert_eq!(problem.code, ProblemCode::LinkRefused, "{link}");
            let said = format!("{} {}", problem.message, problem.next_step);
            assert!(said.ends_with('.') && !said.contains("zebra"), "{said}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
            let _ = Link::read(&text);
        }

        #[test]
        fn whatever_is_read_names_a_customer_that_the_form_takes(
            tail in "[ -~]{0,80}",
        ) {
            if let Some(id) = customer(&format!("connectdesk://verify?{tail}")) {
                prop_assert_eq!(check_id(&id).unwrap(), id);
            }
        }

        #[test]
        fn every_customer_id_can_be_named(id in "[A-Za-z0-9_-]{1,64}") {
            let link = format!("connectdesk://verify?customer={id}");
            prop_assert_eq!(customer(&link), Some(id));
        }
    }
}
