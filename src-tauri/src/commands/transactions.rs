//! What an aggregation brought.

use desk::{
    Desk,
    view::{
        Problem, SavedFile, TransactionFormat, TransactionPage, TransactionQuery,
        TransactionsSummary,
    },
};
use tauri::State;

/// A part of the transactions a query finds.
#[tauri::command]
pub(crate) async fn list_transactions(
    desk: State<'_, Desk>,
    session_id: String,
    query: TransactionQuery,
    offset: u32,
    limit: u32,
) -> Result<TransactionPage, Problem> {
    desk.list_transactions(&session_id, query, offset, limit)
        .await
}

/// Sums over all of them.
#[tauri::command]
pub(crate) async fn summarize_transactions(
    desk: State<'_, Desk>,
    session_id: String,
    query: TransactionQuery,
) -> Result<TransactionsSummary, Problem> {
    desk.summarize_transactions(&session_id, query).await
}

/// Saves all of them, where the person says.
#[tauri::command]
pub(crate) async fn export_transactions(
    desk: State<'_, Desk>,
    session_id: String,
    query: TransactionQuery,
    format: TransactionFormat,
) -> Result<Option<SavedFile>, Problem> {
    desk.export_transactions(&session_id, query, format).await
}

/// Reads them from MX again.
#[tauri::command]
pub(crate) async fn read_transactions(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<(), Problem> {
    desk.read_transactions(&session_id)
}

/// Has MX read accounts and transactions anew at the bank.
#[tauri::command]
pub(crate) async fn refresh_accounts(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<(), Problem> {
    desk.refresh_accounts(&session_id)
}

/// Has MX read up to 24 months of transactions at the bank.
#[tauri::command]
pub(crate) async fn extend_history(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<(), Problem> {
    desk.extend_history(&session_id)
}
