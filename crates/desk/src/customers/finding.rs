//! Finding the customer at MX, or creating them.

use crate::{
    mx::{Member, MxApi, MxProblem, MxProblemKind, NewUser, User},
    status::{member_way, status_view},
    view::{CustomerLookup, CustomerView, KnownMember, Problem, StartInput},
};

/// Longest customer id. MX sets no bound in its docs; ids are part of addresses.
const LONGEST_ID: usize = 64;
/// Longest e-mail address there can be (RFC 5321).
const LONGEST_EMAIL: usize = 254;
/// Longest metadata kept with a user.
const LONGEST_METADATA: usize = 2_000;

/// Checks a customer id: 1 to 64 letters (a–z), digits, `-` and `_` (MX docs, users). Space around
/// it is forgiven.
pub(crate) fn check_id(id: &str) -> Result<String, Problem> {
    let id = id.trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if id.is_empty() {
        return Err(Problem::invalid_input("The customer id is missing."));
    }
    if id.len() > LONGEST_ID {
        return Err(Problem::invalid_input(format!(
            "The customer id is longer than {LONGEST_ID} characters."
        )));
    }
    if !id.chars().all(is_plain) {
        return Err(Problem::invalid_input(
            "The customer id may only have letters (a–z), digits, - and _. Don't use an e-mail \
             address or a name.",
        ));
    }
    Ok(id.to_owned())
}

/// Checks what a new user would be created with.
pub(crate) fn check_new_user(input: &StartInput) -> Result<NewUser, Problem> {
    Ok(NewUser {
        id: check_id(&input.customer_id)?,
        email: check_email(input.email.as_deref())?,
        metadata: check_metadata(input.metadata.as_deref())?,
        is_disabled: false,
    })
}

/// Checks an e-mail address, if one is given.
pub(super) fn check_email(email: Option<&str>) -> Result<Option<String>, Problem> {
    let email = given(email);
    if email.as_deref().is_some_and(|email| !is_email(email)) {
        return Err(Problem::invalid_input("This is not an e-mail address."));
    }
    Ok(email)
}

/// Checks the text to keep with a user, if any is given.
pub(super) fn check_metadata(metadata: Option<&str>) -> Result<Option<String>, Problem> {
    let metadata = given(metadata);
    if metadata
        .as_ref()
        .is_some_and(|text| text.len() > LONGEST_METADATA)
    {
        return Err(Problem::invalid_input(format!(
            "The metadata is longer than {LONGEST_METADATA} characters."
        )));
    }
    Ok(metadata)
}

fn given(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// Something before and after one `@`, a dot after it, no space. MX checks the rest.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || c == '@';
    !name.is_empty()
        && text.len() <= LONGEST_EMAIL
        && !name.contains(is_odd)
        && !host.contains(is_odd)
        && host.split('.').count() >= 2
        && host.split('.').all(|part| !part.is_empty())
}

/// Finds the user by the company's own id, or creates them. The answer says which.
///
/// MX has no idempotency keys: a creation that may have happened is looked up, and repeated only
/// if it has not (MX docs, errors).
pub(crate) async fn find_or_create(
    api: &dyn MxApi,
    wanted: &NewUser,
) -> Result<(User, bool), MxProblem> {
    if let Some(user) = api.find_user(&wanted.id).await? {
        return Ok((user, false));
    }
    let mut attempts_left = 2;
    loop {
        attempts_left -= 1;
        let problem = match api.create_user(wanted).await {
            Ok(user) => return Ok((user, true)),
            Err(problem) => problem,
        };
        if problem.kind != MxProblemKind::Conflict && !problem.kind.outcome_unknown() {
            return Err(problem);
        }
        if let Some(user) = api.find_user(&wanted.id).await? {
            return Ok((user, problem.kind != MxProblemKind::Conflict));
        }
        let was_lost = matches!(
            problem.kind,
            MxProblemKind::TimedOut | MxProblemKind::Interrupted
        );
        if !was_lost || attempts_left == 0 {
            return Err(problem);
        }
    }
}

/// What MX knows about a customer id.
pub(crate) async fn look_up(
    api: &dyn MxApi,
    id: &str,
) -> Result<(CustomerLookup, Option<User>), Problem> {
    let Some(user) = api.find_user(id).await? else {
        let nobody = CustomerLookup {
            customer: None,
            members: Vec::new(),
        };
        return Ok((nobody, None));
    };
    let members = api.list_members(&user.guid).await?;
    let lookup = CustomerLookup {
        customer: Some(CustomerView {
            id: id.to_owned(),
            guid: Some(user.guid.clone()),
            email: user.email.clone(),
        }),
        members: members.value.into_iter().map(known_member).collect(),
    };
    Ok((lookup, Some(user)))
}

/// A connection as the agent sees it.
pub(super) fn known_member(member: Member) -> KnownMember {
    KnownMember {
        way: member_way(
            member.connection_status.as_ref(),
            member.is_being_aggregated == Some(true),
        ),
        status: status_view(
            member.connection_status.as_ref(),
            member.is_being_aggregated == Some(true),
            member.status_message.as_deref(),
        ),
        name: member
            .name
            .unwrap_or_else(|| "Unnamed institution".to_owned()),
        guid: member.guid,
    }
}
