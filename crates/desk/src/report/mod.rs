//! A verification to put on file: a page to read, or data for another program.
//!
//! Numbers are masks unless the person asked for them in full, said why, and the policy allows it.

mod data;
mod page;
mod pdf;
pub(crate) mod printing;
mod reading;

#[cfg(test)]
mod tests;

use std::{io::Write, sync::Arc};

use secrecy::{ExposeSecret, SecretString};

use self::data::{Account, Number, Owners, Report, Request};
use crate::{
    desk::Desk,
    files::{Saving, not_saved},
    history::{utc, utc_at},
    inquiries::missing_number,
    journal::name_of,
    session::{Machine, Requests, Session},
    sessions::{reason_needed, subject},
    view::{
        AccountOwnerView, AuditAction, EndingKind, EnvironmentKind, ExportPolicy, MaskedNumber,
        Money, Problem, ReportFormat, ResultView, SavedFile, SessionView,
    },
};

impl Desk {
    /// Saves a report of a session's result where the person says; none if they changed their
    /// mind. `full` puts the full numbers into it.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` while the session has no result, or for full numbers where MX
    /// gives none; `forbidden_by_policy`;
    /// `reason_needed` for full numbers without one; `invalid_input` for a reason that can't be;
    /// `locked` when the numbers are not in memory; `save_failed`; `storage_failed`.
    pub async fn save_report(
        &self,
        session_id: &str,
        format: ReportFormat,
        full: bool,
        reason: Option<&str>,
    ) -> Result<Option<SavedFile>, Problem> {
        self.refuse_export()?;
        if full && self.policy().export != ExportPolicy::Full {
            return Err(Problem::forbidden_by_policy(
                "Your organisation doesn't allow full numbers in files.",
            ));
        }
        let (session, view, result) = self.reportable(session_id)?;
        let numbers = full_numbers(&session, &result, full)?;
        if full && numbers.is_empty() {
            return Err(Problem::not_now(
                "MX gives no full number for this account.",
                "Save the report with the masked one.",
            ));
        }
        let reason = self.check_reason(reason, &numbers.iter().collect::<Vec<_>>())?;
        if full && reason.is_none() {
            return Err(reason_needed());
        }
        let report = self.report(&session, &view, &result, full, reason.clone());
        let count = report.count();
        let extension = match format {
            ReportFormat::Pdf => "pdf",
            ReportFormat::Json => "json",
            ReportFormat::Csv => "csv",
        };
        let contents = match format {
            ReportFormat::Pdf => pdf::render(&report).ok_or_else(Problem::internal)?,
            ReportFormat::Json => report.json().ok_or_else(Problem::internal)?,
            ReportFormat::Csv => report.csv(),
        };
        let saving = Saving {
            suggested_name: format!("verification-{}.{extension}", view.customer.id),
            action: if full {
                AuditAction::ReportFull
            } else {
                AuditAction::ReportMasked
            },
            subject: subject(&session, "report"),
            reason,
        };
        self.save_file(saving, move |file: &mut dyn Write| {
            file.write_all(&contents)?;
            Ok(count)
        })
        .await
    }

    /// Opens a report of a session's result in the system's program for such pages, to be looked
    /// at and printed. Its numbers are masks: the page is a file for as long as it is looked at.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` while the session has no result, or where no program opens it;
    /// `forbidden_by_policy`; `save_failed`; `storage_failed`.
    pub async fn print_report(&self, session_id: &str) -> Result<(), Problem> {
        self.refuse_export()?;
        let (session, view, result) = self.reportable(session_id)?;
        let report = self.report(&session, &view, &result, false, None);
        let contents = pdf::render(&report).ok_or_else(Problem::internal)?;
        let subject = format!("{}, to be printed", subject(&session, "report"));
        self.audit_first(AuditAction::ReportMasked, &subject, None)?;
        let (data_dir, viewer) = (self.0.data_dir.clone(), Arc::clone(&self.0.ports.viewer));
        tokio::task::spawn_blocking(move || {
            let page = printing::write(&data_dir, &contents).map_err(|error| not_saved(&error))?;
            viewer.view(&page).map_err(|reason| {
                tracing::warn!(reason, "the page could not be opened");
                Problem::not_now(
                    "No program could be started that shows the page.",
                    "Save the report as a page (PDF), and open it yourself.",
                )
            })
        })
        .await
        .map_err(|_| Problem::internal())?
    }

    /// Takes away the pages that were made to be printed.
    pub fn forget_printed(&self) {
        printing::forget(&self.0.data_dir);
    }

    fn reportable(
        &self,
        session_id: &str,
    ) -> Result<(Arc<Session>, SessionView, ResultView), Problem> {
        let session = self.session(session_id)?;
        let view = session.read(Machine::view);
        let result = view.result.clone().ok_or_else(|| {
            Problem::not_now(
                "The session has no result to report.",
                "Save the report when the accounts are verified.",
            )
        })?;
        Ok((session, view, result))
    }

    fn report(
        &self,
        session: &Session,
        view: &SessionView,
        result: &ResultView,
        full: bool,
        reason: Option<String>,
    ) -> Report {
        let environment = &session.world().environment;
        #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
        let now_ms = self.0.ports.clock.now_ms() as f64;
        let (requests, requests_left_out) = session.read(|machine| {
            let rests_on = machine.requests();
            (requests(rests_on), rests_on.left_out())
        });
        Report {
            company: self.policy().company_name,
            simulated: environment.kind() == EnvironmentKind::Sandbox,
            environment: name_of(environment.kind()),
            api_host: environment.api_host(),
            customer_id: view.customer.id.clone(),
            institution: view.institution.as_ref().map(|known| known.name.clone()),
            verified: view
                .ending
                .as_ref()
                .is_some_and(|ending| ending.kind == EndingKind::Verified),
            status: view.ending.as_ref().map(|ending| ending.text.clone()),
            connection_status: view.status.as_ref().map(|status| status.name.clone()),
            deposit_status: view
                .deposit
                .as_ref()
                .map(|deposit| deposit.standing.name.clone()),
            method: result.method.clone(),
            obtained_at: result.obtained_at.clone(),
            verified_at: view.ended_at_ms.map(utc),
            accounts: result
                .accounts
                .iter()
                .map(|account| Account {
                    guid: account.account_guid.clone(),
                    name: account.name.clone(),
                    kind: account.kind.clone(),
                    balance: account.balance.as_ref().map(money),
                    available: account.available.as_ref().map(money),
                    numbers: account
                        .numbers
                        .iter()
                        .map(|number| written(session, number, full))
                        .collect(),
                })
                .collect(),
            owner_names: result.owners.owners.as_deref().map(names),
            owners: result.owners.verdict.as_ref().map(|verdict| Owners {
                given_name: result.owners.given_name.clone().unwrap_or_default(),
                likeness: name_of(verdict.likeness),
                reason: verdict.reason.clone(),
            }),
            full_numbers: full,
            reason,
            session_id: view.id.clone(),
            user_guid: view.customer.guid.clone(),
            member_guid: view.member_guid.clone(),
            microdeposit_guid: view.deposit.as_ref().map(|deposit| deposit.guid.clone()),
            request_id: view
                .problem
                .as_ref()
                .and_then(|problem| problem.request_id.clone()),
            requests,
            requests_left_out,
            saved_at: utc(now_ms),
            saved_by: self.0.ports.login.login_name(),
            app_version: self.view().app_version.clone(),
        }
    }
}

/// Each name once: a bank may have two addresses of one person.
fn names(owners: &[AccountOwnerView]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for owner in owners {
        if !names.contains(&owner.name) {
            names.push(owner.name.clone());
        }
    }
    names
}

fn requests(rests_on: &Requests) -> Vec<Request> {
    let all = rests_on.all();
    all.map(|(asked, receipt)| Request {
        asked,
        request_id: receipt.request_id.clone(),
        answered_at: utc_at(receipt.answered_at),
    })
    .collect()
}

/// The session's numbers, all of them, to keep them out of the reason; and to be sure that none is
/// missing when they are to be written.
fn full_numbers(
    session: &Session,
    result: &ResultView,
    full: bool,
) -> Result<Vec<SecretString>, Problem> {
    let ids = result
        .accounts
        .iter()
        .flat_map(|account| &account.numbers)
        .filter(|number| number.is_whole)
        .map(|number| number.id.as_str());
    let held: Vec<Option<SecretString>> = session.read(|machine| {
        ids.map(|id| {
            machine
                .number(id)
                .and_then(crate::numbers::HeldNumber::reveal)
        })
        .collect()
    });
    if full && held.iter().any(Option::is_none) {
        return Err(missing_number(session));
    }
    Ok(held.into_iter().flatten().collect())
}

fn written(session: &Session, number: &MaskedNumber, full: bool) -> Number {
    let revealed = full
        .then(|| {
            session.read(|machine| {
                machine
                    .number(&number.id)
                    .and_then(crate::numbers::HeldNumber::reveal)
            })
        })
        .flatten();
    Number {
        number: revealed.map_or_else(
            || number.mask.clone(),
            |revealed| revealed.expose_secret().to_owned(),
        ),
        routing_number: number.routing_number.clone(),
        institution_number: number.institution_number.clone(),
        transit_number: number.transit_number.clone(),
        mx_validation: number.validation,
        check_digit_fits: number.check_digit,
        is_tokenized: number.is_tokenized,
    }
}

fn money(money: &Money) -> String {
    match &money.currency {
        Some(currency) => format!("{} {currency}", money.amount),
        None => money.amount.clone(),
    }
}
