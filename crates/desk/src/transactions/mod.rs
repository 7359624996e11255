//! Accounts and transactions: what an aggregation is for.

mod export;
mod groups;
mod haystack;
mod ledger;
#[cfg(test)]
mod measured;
mod order;
mod query;
mod rows;
mod sought;
mod summary;
#[cfg(test)]
mod tests;

pub(crate) use groups::{groups, is_debt};
pub(crate) use ledger::{Ledger, Span};

use std::sync::Arc;

use export::Export;
use rows::Rows;

use crate::{
    desk::Desk,
    files::Saving,
    history::utc,
    session::{Gathering, Input, Session},
    view::{
        AuditAction, Problem, SavedFile, TransactionFormat, TransactionPage, TransactionQuery,
        TransactionsSummary, counted,
    },
};

/// Rows given out at once.
const MOST_AT_ONCE: u32 = 500;

impl Desk {
    /// A part of the transactions a query finds; 500 rows at most.
    ///
    /// # Errors
    /// `unknown_session`; `invalid_input` for a day that is none.
    pub async fn list_transactions(
        &self,
        session_id: &str,
        query: TransactionQuery,
        offset: u32,
        limit: u32,
    ) -> Result<TransactionPage, Problem> {
        self.with_rows(session_id, query, move |rows, found, revision| {
            let from = (offset as usize).min(found.len());
            let until = (from + limit.min(MOST_AT_ONCE) as usize).min(found.len());
            let part = found.get(from..until).unwrap_or_default();
            let part = part
                .iter()
                .filter_map(|place| rows.all.get(*place as usize));
            TransactionPage {
                rows: part.map(|row| query::shown(rows, row)).collect(),
                total: counted(found.len()),
                revision,
            }
        })
        .await
    }

    /// Sums over all transactions a query finds, by category and over time.
    ///
    /// # Errors
    /// As [`Desk::list_transactions`].
    pub async fn summarize_transactions(
        &self,
        session_id: &str,
        query: TransactionQuery,
    ) -> Result<TransactionsSummary, Problem> {
        self.with_rows(session_id, query, |rows, found, revision| {
            TransactionsSummary {
                currencies: summary::summarize(rows, found),
                revision,
            }
        })
        .await
    }

    /// Saves all transactions a query finds where the person says; none if they changed their
    /// mind.
    ///
    /// # Errors
    /// `unknown_session`; `forbidden_by_policy`; `not_now` without transactions; `save_failed`;
    /// `storage_failed`.
    pub async fn export_transactions(
        &self,
        session_id: &str,
        query: TransactionQuery,
        format: TransactionFormat,
    ) -> Result<Option<SavedFile>, Problem> {
        self.refuse_export()?;
        query::check(&query)?;
        let session = self.session(session_id)?;
        let (Some(rows), _) = session.ledger().rows() else {
            return Err(Problem::not_now(
                "The transactions are not here yet.",
                "Wait until they have been read.",
            ));
        };
        let view = session.read(crate::session::Machine::view);
        let guids = accounts_of(&session);
        let now_ms = self.0.ports.clock.now_ms();
        #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
        let exported_at = utc(now_ms as f64);
        let (day, _) = exported_at.split_once('T').unwrap_or_default();
        let extension = match format {
            TransactionFormat::Csv => "csv",
            TransactionFormat::Json => "json",
        };
        let saving = Saving {
            suggested_name: format!("transactions-{}-{day}.{extension}", view.customer.id),
            action: AuditAction::ExportTransactions,
            subject: view.customer.id.clone(),
            reason: None,
        };
        let accounts = view.result.into_iter().flat_map(|result| result.accounts);
        let mut export = Export {
            customer_id: view.customer.id,
            institution: view.institution.map(|institution| institution.name),
            exported_at,
            accounts: accounts
                .map(|account| (account.account_guid, account.name))
                .collect(),
            found: Arc::default(),
            rows,
        };
        self.save_file(saving, move |file| {
            export.found = export.rows.find(&query, &guids);
            export.write(format, file)
        })
        .await
    }

    /// Has MX read accounts and transactions anew, or reads the transactions at MX anew, or has MX
    /// read a longer history. What comes of it is in the view's `aggregation`.
    fn gather(&self, session_id: &str, what: Gathering) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        session.read(|machine| machine.may_gather(what))?;
        session.feed(self, Input::Gather(what));
        Ok(())
    }

    /// Has MX read accounts and transactions anew at the bank. MX does so once in three hours.
    ///
    /// # Errors
    /// `unknown_session`; `limit_reached` less than three hours after the last time; `not_now`
    /// before the accounts are there.
    pub fn refresh_accounts(&self, session_id: &str) -> Result<(), Problem> {
        self.gather(session_id, Gathering::Refresh)
    }

    /// Has MX read up to 24 months of transactions at the bank.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` before the accounts are there.
    pub fn extend_history(&self, session_id: &str) -> Result<(), Problem> {
        self.gather(session_id, Gathering::History)
    }

    /// Reads the transactions from MX again, after that failed.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` before the accounts are there.
    pub fn read_transactions(&self, session_id: &str) -> Result<(), Problem> {
        self.gather(session_id, Gathering::Transactions)
    }

    /// Looks at many rows, off the threads that serve everything else.
    async fn with_rows<T: Send + 'static>(
        &self,
        session_id: &str,
        query: TransactionQuery,
        look: impl FnOnce(&Rows, &[u32], u32) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        query::check(&query)?;
        let session = self.session(session_id)?;
        let (rows, revision) = session.ledger().rows();
        let guids = accounts_of(&session);
        let looked = tokio::task::spawn_blocking(move || {
            let rows = rows.unwrap_or_default();
            let found = rows.find(&query, &guids);
            look(&rows, &found, revision)
        });
        looked.await.map_err(|_| Problem::internal())
    }
}

/// The accounts in the order they are shown.
fn accounts_of(session: &Session) -> Vec<String> {
    let aggregation = session.read(crate::session::Machine::aggregation_view);
    aggregation
        .into_iter()
        .flat_map(|view| view.groups)
        .flat_map(|group| group.accounts)
        .map(|account| account.account_guid)
        .collect()
}
