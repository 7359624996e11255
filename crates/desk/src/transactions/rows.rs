//! Transactions as they are kept: what many of them share is kept once, and searched once.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, OnceLock},
};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{haystack::Haystack, query::Found};
use crate::{
    desk::locked,
    mx::Transaction,
    view::{TransactionDirection, TransactionQuery, TransactionSort, counted},
};

/// More than any customer has; about 130 MB of them, where the words repeat themselves.
pub(crate) const MOST_KEPT: usize = 1_000_000;
/// 10¹⁵. Larger amounts are a mistake of somebody's, and would make every sum one.
pub(super) const LARGEST: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0);

/// The least decimals the page shows of an amount (`ui/src/words/money.ts`).
const SHOWN_DECIMALS: u32 = 2;

/// One transaction. Not `Debug`.
pub(super) struct Row {
    pub(super) guid: Arc<str>,
    pub(super) date: Option<Date>,
    /// Signed.
    pub(super) amount: Option<Decimal>,
    pub(super) direction: Option<TransactionDirection>,
    pub(super) is_pending: bool,
    /// Place in [`Rows::texts`].
    pub(super) text: u32,
    /// Places in [`Rows::names`].
    pub(super) account: u32,
    pub(super) currency: Option<u32>,
}

/// The words of a transaction. Payments at the same place share them.
pub(super) struct Text {
    pub(super) description: Box<str>,
    pub(super) original: Option<Box<str>>,
    /// Places in [`Rows::names`].
    pub(super) category: Option<u32>,
    pub(super) top_level: Option<u32>,
}

/// The rows in every order that was asked for, by column and direction.
type Orders = HashMap<(TransactionSort, bool), Arc<[u32]>>;

/// All rows, latest day first.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) all: Vec<Row>,
    pub(super) texts: Vec<Text>,
    /// Guids of accounts, codes of currencies, categories.
    pub(super) names: Vec<Box<str>>,
    /// Everything that is searched in [`Rows::texts`].
    folded: Haystack,
    /// The amounts, with the decimals that the page shows. Made when somebody looks for digits.
    amounts: OnceLock<Haystack>,
    orders: Mutex<Orders>,
    last: Mutex<Option<Found>>,
}

impl Rows {
    pub(super) fn text_of(&self, row: &Row) -> &Text {
        &self.texts[row.text as usize]
    }

    pub(super) fn account_of(&self, row: &Row) -> &str {
        &self.names[row.account as usize]
    }

    pub(super) fn name(&self, place: Option<u32>) -> Option<&str> {
        place.map(|place| &*self.names[place as usize])
    }

    /// Where a name is, if any row has it.
    pub(super) fn place_of(&self, name: &str) -> Option<u32> {
        let place = self.names.iter().position(|known| &**known == name)?;
        Some(counted(place))
    }

    /// What holds all of a search: by text and, where it could be an amount, by row.
    pub(super) fn folded(&self) -> &Haystack {
        &self.folded
    }

    pub(super) fn amounts(&self) -> &Haystack {
        self.amounts.get_or_init(|| {
            let amounts = self.all.iter().map(|row| row.amount);
            Haystack::new(amounts, |amount, text| {
                use std::fmt::Write;
                if let Some(amount) = amount {
                    // MX writes 3.10 as the number 3.1.
                    let decimals = amount.scale().max(SHOWN_DECIMALS) as usize;
                    // Writing to a text can't fail.
                    let _ = write!(text, "{:.decimals$}", amount.abs());
                }
            })
        })
    }

    /// What a query found last is kept: a list that is scrolled asks the same again and again.
    /// Who asks the same at the same time waits for the one answer.
    pub(super) fn find(&self, query: &TransactionQuery, accounts: &[String]) -> Arc<[u32]> {
        let mut last = locked(&self.last);
        if let Some(found) = &*last
            && found.is_of(query, accounts)
        {
            return Arc::clone(&found.rows);
        }
        let found = Found::new(self, query, accounts);
        let rows = Arc::clone(&found.rows);
        *last = Some(found);
        rows
    }

    /// Every row in this order; sorted once.
    pub(super) fn order(&self, sort: TransactionSort, ascending: bool) -> Arc<[u32]> {
        let mut orders = locked(&self.orders);
        let order = orders
            .entry((sort, ascending))
            .or_insert_with(|| super::order::sorted(self, sort, ascending));
        Arc::clone(order)
    }
}

/// Rows on their way in, page by page.
#[derive(Default)]
pub(super) struct Incoming {
    rows: Vec<Row>,
    guids: HashSet<Arc<str>>,
    texts: Vec<Text>,
    places_of_texts: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
    places_of_names: HashMap<Box<str>, u32>,
    /// The words of the row that comes in, as one.
    key: String,
}

impl Incoming {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A page can repeat rows of the one before, when new ones came in between.
    pub(super) fn add(&mut self, transaction: &Transaction) {
        let guid: Arc<str> = transaction.guid.as_str().into();
        if !self.guids.insert(Arc::clone(&guid)) {
            return;
        }
        let amount = transaction
            .amount
            .map(|amount| amount.abs())
            .filter(|amount| *amount <= LARGEST);
        let amount = match transaction.direction {
            Some(TransactionDirection::Out) => amount.map(|amount| -amount),
            _ => amount,
        };
        let row = Row {
            guid,
            date: transaction.date,
            amount,
            direction: transaction.direction,
            is_pending: transaction.is_pending,
            account: self.name(&transaction.account_guid),
            currency: transaction.currency.as_deref().map(|code| self.name(code)),
            text: self.text(transaction),
        };
        self.rows.push(row);
    }

    /// The same words are kept once.
    fn text(&mut self, transaction: &Transaction) -> u32 {
        let original = transaction.original_description.as_deref();
        let description = transaction.description.as_deref().or(original);
        let description = description.unwrap_or_default();
        let categories = [
            transaction.category.as_deref(),
            transaction.top_level_category.as_deref(),
        ];
        self.key.clear();
        for part in [Some(description), original].into_iter().chain(categories) {
            // A part that is missing differs from one that is empty.
            self.key.push_str(part.map_or("\u{1}", |part| part));
            self.key.push('\u{0}');
        }
        if let Some(place) = self.places_of_texts.get(self.key.as_str()) {
            return *place;
        }
        let [category, top_level] = categories.map(|name| name.map(|name| self.name(name)));
        let place = counted(self.texts.len());
        self.texts.push(Text {
            description: description.into(),
            original: original.map(Into::into),
            category,
            top_level,
        });
        self.places_of_texts.insert(self.key.as_str().into(), place);
        place
    }

    fn name(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places_of_names.get(name) {
            return *place;
        }
        let place = counted(self.names.len());
        self.names.push(name.into());
        self.places_of_names.insert(name.into(), place);
        place
    }

    /// All pages are here.
    pub(super) fn complete(self) -> Rows {
        let Self {
            mut rows,
            texts,
            names,
            ..
        } = self;
        // Within a day as MX has them; without a day at the end.
        rows.sort_by_key(|row| std::cmp::Reverse(row.date));
        let folded = Haystack::new(&texts, |text, folded| {
            let name = |place: Option<u32>| place.map_or("", |place| &*names[place as usize]);
            let parts = [
                &*text.description,
                text.original.as_deref().unwrap_or_default(),
                name(text.category),
                name(text.top_level),
            ];
            for part in parts {
                folded.push_str(&part.to_lowercase());
                folded.push('\n');
            }
        });
        Rows {
            all: rows,
            texts,
            names,
            folded,
            ..Rows::default()
        }
    }
}
