//! The customers MX knows.

use desk::{
    Desk,
    view::{CustomerDetails, CustomerInput, CustomerLookup, CustomerPage, CustomerQuery, Problem},
};
use tauri::State;

/// Whether MX knows this customer already.
#[tauri::command]
pub(crate) async fn find_customer(
    desk: State<'_, Desk>,
    customer_id: String,
) -> Result<CustomerLookup, Problem> {
    desk.find_customer(&customer_id).await
}

/// One page of customers.
#[tauri::command]
pub(crate) async fn list_customers(
    desk: State<'_, Desk>,
    query: CustomerQuery,
) -> Result<CustomerPage, Problem> {
    desk.list_customers(query).await
}

/// One customer with everything about them.
#[tauri::command]
pub(crate) async fn read_customer(
    desk: State<'_, Desk>,
    guid: String,
) -> Result<CustomerDetails, Problem> {
    desk.read_customer(&guid).await
}

/// Creates a customer and answers MX's guid of them.
#[tauri::command]
pub(crate) async fn create_customer(
    desk: State<'_, Desk>,
    input: CustomerInput,
) -> Result<String, Problem> {
    desk.create_customer(input).await
}

/// Changes a customer.
#[tauri::command]
pub(crate) async fn edit_customer(
    desk: State<'_, Desk>,
    guid: String,
    input: CustomerInput,
) -> Result<(), Problem> {
    desk.edit_customer(&guid, input).await
}

/// Deletes a customer with everything of theirs.
#[tauri::command]
pub(crate) async fn delete_customer(
    desk: State<'_, Desk>,
    guid: String,
    typed_id: String,
) -> Result<(), Problem> {
    desk.delete_customer(&guid, &typed_id).await
}

/// Deletes one connection of a customer.
#[tauri::command]
pub(crate) async fn delete_member(
    desk: State<'_, Desk>,
    user_guid: String,
    member_guid: String,
) -> Result<(), Problem> {
    desk.delete_member(&user_guid, &member_guid).await
}

/// Copies one of MX's guids.
#[tauri::command]
pub(crate) async fn copy_guid(desk: State<'_, Desk>, text: String) -> Result<(), Problem> {
    desk.copy_guid(&text)
}
