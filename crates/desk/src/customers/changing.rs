//! Creating, changing and deleting customers, and deleting their connections. Each is in the audit
//! log.

use super::{
    finding::{check_email, check_id, check_metadata},
    words,
};
use crate::{
    desk::Desk,
    mx::{MxApi, MxProblem, MxProblemKind, NewUser, User, UserChange},
    view::{AuditAction, CustomerInput, Problem},
};

impl Desk {
    /// Creates a customer at MX and returns MX's guid of them.
    ///
    /// # Errors
    /// `invalid_input` when the form can't be used, `conflict` when the id is taken,
    /// `not_connected`, and what MX answered.
    pub async fn create_customer(&self, input: CustomerInput) -> Result<String, Problem> {
        let wanted = NewUser {
            id: check_id(&input.id)?,
            email: check_email(input.email.as_deref())?,
            metadata: check_metadata(input.metadata.as_deref())?,
            is_disabled: input.is_disabled,
        };
        let connection = self.connection()?;
        let created = create(&*connection.api, &wanted).await;
        let user = created.map_err(words::about_new_customer)?;
        self.audit(AuditAction::CreateCustomer, &wanted.id, None);
        Ok(user.guid)
    }

    /// Changes a customer at MX: what differs from what MX has, and nothing else.
    ///
    /// # Errors
    /// `invalid_input` when the form can't be used or takes away what MX can only replace;
    /// `not_now` when the id would change while a session with the customer is open; `not_found`;
    /// `conflict` when the id is another customer's; `not_connected`, and what MX answered.
    pub async fn edit_customer(
        &self,
        user_guid: &str,
        input: CustomerInput,
    ) -> Result<(), Problem> {
        let email = check_email(input.email.as_deref())?;
        let metadata = check_metadata(input.metadata.as_deref())?;
        let connection = self.connection()?;
        let user = connection.api.read_user(user_guid).await;
        let user = user.map_err(words::about_customer)?;
        let id = match input.id.trim() {
            "" if user.id.is_none() => None,
            id => Some(check_id(id)?),
        };
        if email.is_none() && user.email.as_ref().is_some_and(|email| !email.is_empty()) {
            return Err(Problem::invalid_input(
                "MX can replace an e-mail address, but not take it away.",
            ));
        }
        let differs = |new: Option<String>, old: &Option<String>| {
            new.filter(|new| old.as_deref().unwrap_or_default() != new)
        };
        let change = UserChange {
            id: differs(id, &user.id),
            email: differs(email, &user.email),
            // Emptied: the empty text is one too.
            metadata: differs(Some(metadata.unwrap_or_default()), &user.metadata),
            is_disabled: Some(input.is_disabled).filter(|is| *is != user.is_disabled),
        };
        if change == UserChange::default() {
            return Ok(());
        }
        if change.id.is_some() && self.is_in_session(&user) {
            return Err(words::session_is_open());
        }
        let changed = connection.api.update_user(user_guid, &change).await;
        changed.map_err(words::about_customer)?;
        let subject = format!("{} ({})", name(&user), parts(&change).join(", "));
        self.audit(AuditAction::EditCustomer, &subject, None);
        Ok(())
    }

    /// Deletes a customer at MX, with their connections, accounts and transactions, for good.
    /// `typed` is what the agent typed to confirm it: the customer's own id, or MX's guid of one
    /// without.
    ///
    /// # Errors
    /// `invalid_input` when something else was typed; `not_now` while a session with the customer
    /// is open; `not_found`; `not_connected`, and what MX answered.
    pub async fn delete_customer(&self, user_guid: &str, typed: &str) -> Result<(), Problem> {
        let connection = self.connection()?;
        let user = connection.api.read_user(user_guid).await;
        let user = user.map_err(words::about_customer)?;
        if typed.trim() != name(&user) {
            return Err(Problem::invalid_input(
                "What you typed is not this customer's id.",
            ));
        }
        if self.is_in_session(&user) {
            return Err(words::session_is_open());
        }
        self.0.recent.forget();
        if let Err(problem) = connection.api.delete_user(user_guid).await {
            let is_gone = || connection.api.read_user(user_guid);
            if !is_done_all_the_same(&problem, is_gone).await {
                return Err(words::about_customer(problem));
            }
        }
        self.audit(AuditAction::DeleteCustomer, name(&user), None);
        Ok(())
    }

    /// Deletes a connection at MX, with its accounts and transactions, for good.
    ///
    /// # Errors
    /// `not_now` while a session with the customer is open; `not_found`; `not_connected`, and what
    /// MX answered.
    pub async fn delete_member(&self, user_guid: &str, member_guid: &str) -> Result<(), Problem> {
        let connection = self.connection()?;
        let user = connection.api.read_user(user_guid).await;
        let user = user.map_err(words::about_customer)?;
        let member = connection.api.read_member(user_guid, member_guid).await;
        let member = member.map_err(words::about_member)?;
        if self.is_in_session(&user) {
            return Err(words::session_is_open());
        }
        if let Err(problem) = connection.api.delete_member(user_guid, member_guid).await {
            let is_gone = || connection.api.read_member(user_guid, member_guid);
            if !is_done_all_the_same(&problem, is_gone).await {
                return Err(words::about_member(problem));
            }
        }
        let bank = member.value.name.as_deref().unwrap_or(member_guid);
        let subject = format!("{} ({bank})", name(&user));
        self.audit(AuditAction::DeleteMember, &subject, None);
        Ok(())
    }

    /// Deletes test deposits at MX, for good. A session that waits for them waits no longer.
    ///
    /// # Errors
    /// `not_now` while a session with the customer is open; `not_found`; `not_connected`, and what
    /// MX answered.
    pub async fn delete_microdeposit(
        &self,
        user_guid: &str,
        microdeposit_guid: &str,
    ) -> Result<(), Problem> {
        let connection = self.connection()?;
        let api = &connection.api;
        let user = api.read_user(user_guid).await;
        let user = user.map_err(words::about_customer)?;
        let deposit = api.read_microdeposit(user_guid, microdeposit_guid).await;
        let deposit = deposit.map_err(words::about_deposits)?;
        if self.is_in_session(&user) {
            return Err(words::session_is_open());
        }
        let deleted = api.delete_microdeposit(user_guid, microdeposit_guid).await;
        if let Err(problem) = deleted {
            let is_gone = || api.read_microdeposit(user_guid, microdeposit_guid);
            if !is_done_all_the_same(&problem, is_gone).await {
                return Err(words::about_deposits(problem));
            }
        }
        let bank = deposit
            .value
            .institution
            .as_deref()
            .unwrap_or(microdeposit_guid);
        let subject = format!("{} ({bank})", name(&user));
        self.audit(AuditAction::DeleteMicrodeposit, &subject, None);
        self.end_waiting_for(microdeposit_guid, &connection.environment.api_host())
            .await;
        Ok(())
    }

    fn is_in_session(&self, user: &User) -> bool {
        self.look(|state| state.sessions.is_with(&user.guid, user.id.as_deref()))
    }
}

/// The company's own id of a customer; MX's guid of one without.
fn name(user: &User) -> &str {
    user.id.as_deref().unwrap_or(&user.guid)
}

/// What a change touches, for the audit log. Not the values: they are about a person.
fn parts(change: &UserChange) -> Vec<String> {
    let id = change.id.as_ref().map(|id| format!("id is now {id}"));
    let email = change.email.as_ref().map(|_| "e-mail".to_owned());
    let metadata = change.metadata.as_ref().map(|_| "metadata".to_owned());
    let disabled = change.is_disabled.map(|is| {
        let word = if is { "disabled" } else { "enabled" };
        word.to_owned()
    });
    [id, email, metadata, disabled]
        .into_iter()
        .flatten()
        .collect()
}

/// Creates a user whose id nobody has. A creation that may have happened is looked up, and counts
/// if it has: MX has no idempotency keys (MX docs, errors).
async fn create(api: &dyn MxApi, wanted: &NewUser) -> Result<User, MxProblem> {
    if api.find_user(&wanted.id).await?.is_some() {
        return Err(MxProblemKind::Conflict.into());
    }
    match api.create_user(wanted).await {
        Err(problem) if may_have_happened(&problem) => {
            api.find_user(&wanted.id).await?.ok_or(problem)
        }
        answer => answer,
    }
}

/// Whether a deletion that failed has happened: MX has the thing no more.
async fn is_done_all_the_same<T, F>(problem: &MxProblem, read: impl FnOnce() -> F) -> bool
where
    F: Future<Output = Result<T, MxProblem>>,
{
    let is_unknown = |problem: &MxProblem| problem.kind == MxProblemKind::NotFound;
    is_unknown(problem)
        || (may_have_happened(problem) && read().await.as_ref().is_err_and(is_unknown))
}

fn may_have_happened(problem: &MxProblem) -> bool {
    problem.kind.outcome_unknown()
}
