//! Lists (MX docs, pagination).

use axum::Json;
use serde_json::{Map, Value, json};

use super::input::Query;

const DEFAULT_PER_PAGE: usize = 25;

/// Most lists.
pub(super) const LONG: usize = 1000;
/// The list of institutions.
pub(super) const SHORT: usize = 100;

/// One page of the entries, wrapped as MX wraps lists. A page size outside 10 to `most` silently
/// counts as 25, and a page past the end is empty.
pub(super) fn page<T>(
    key: &str,
    entries: &[T],
    query: &Query,
    most: usize,
    draw: impl Fn(&T) -> Value,
) -> Json<Value> {
    let number = |key| query.text(key).and_then(|text| text.parse::<usize>().ok());
    let per_page = number("records_per_page")
        .filter(|size| (10..=most).contains(size))
        .unwrap_or(DEFAULT_PER_PAGE);
    let current_page = number("page").filter(|page| *page > 0).unwrap_or(1);
    let shown = entries
        .iter()
        .skip((current_page - 1).saturating_mul(per_page))
        .take(per_page)
        .map(draw)
        .collect::<Vec<_>>();
    let mut body = Map::new();
    body.insert(key.to_owned(), Value::Array(shown));
    body.insert(
        "pagination".to_owned(),
        json!({
            "current_page": current_page,
            "per_page": per_page,
            "total_entries": entries.len(),
            "total_pages": entries.len().div_ceil(per_page).max(1),
        }),
    );
    Json(Value::Object(body))
}
