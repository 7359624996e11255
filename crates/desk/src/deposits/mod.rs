//! Verifications by two small deposits (MX: microdeposits) that wait: for the bank, or for the
//! customer. They take days, so they are kept in the journal, and MX is asked now and then how they
//! stand.

mod status;
mod waiting;

pub(crate) use status::{advice_for, deposit_view, name_of, standing};
pub(crate) use waiting::{order, waiting_view};
