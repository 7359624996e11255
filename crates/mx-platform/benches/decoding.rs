//! What it costs to read a page of MX's answer: a thousand transactions, as the client reads them,
//! beside the least that serde could do with the same bytes.

use divan::{Bencher, black_box, counter::BytesCount};
use mx_platform::Transaction;
use serde::{Deserialize, de::IgnoredAny};

#[path = "rows/mod.rs"]
mod rows;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

#[derive(Deserialize)]
struct Page<T> {
    #[expect(dead_code, reason = "reading it is what is measured")]
    transactions: Vec<T>,
}

#[divan::bench(types = [Transaction, rows::Plain, IgnoredAny])]
fn a_thousand_transactions<T: for<'a> Deserialize<'a>>(bencher: Bencher) {
    let page = rows::page(1);
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| serde_json::from_str::<Page<T>>(black_box(&page)));
}
