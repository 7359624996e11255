//! Lists: one page, or everything as a stream.

use std::collections::VecDeque;

use futures::stream::{self, Stream, TryStreamExt};
use serde::Deserialize;

use crate::{
    ApiVersion, Client, Error, Resource, envelope, lenient,
    route::Route,
    transport::{Call, Method},
};

/// MX's limits of a page's size. A larger number isn't an error to MX: it silently falls back to
/// 25 (MX docs, pagination).
const RECORDS_PER_PAGE: std::ops::RangeInclusive<u32> = 10..=1000;

/// No list of MX's is this long; a server that says so is reading in circles.
const MAX_PAGES: u32 = 100_000;

/// One page of a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Page<T> {
    /// The page's items.
    pub items: Vec<T>,
    /// Where the page stands in the list.
    pub pagination: Pagination,
}

/// Where a page stands in its list (MX docs, pagination).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Pagination {
    /// Number of this page, from 1.
    #[serde(deserialize_with = "lenient::integer")]
    pub current_page: Option<i64>,
    /// Items per page.
    #[serde(deserialize_with = "lenient::integer")]
    pub per_page: Option<i64>,
    /// Items in the whole list.
    #[serde(deserialize_with = "lenient::integer")]
    pub total_entries: Option<i64>,
    /// Pages in the whole list.
    #[serde(deserialize_with = "lenient::integer")]
    pub total_pages: Option<i64>,
}

/// A list that is about to be read: narrow it, then [`send`](Self::send) for one page or
/// [`stream`](Self::stream) for all of it.
#[must_use = "nothing is asked until it is sent or streamed"]
pub struct PageRequest<T> {
    client: Client,
    route: Route,
    query: Vec<(&'static str, String)>,
    page: u32,
    records_per_page: Option<u32>,
    largest_page: u32,
    read: fn(&[u8]) -> Result<Page<T>, Error>,
}

impl<T: Resource> PageRequest<T> {
    pub(crate) fn new(client: Client, route: Route) -> Self {
        Self {
            client,
            route,
            query: Vec::new(),
            page: 1,
            records_per_page: None,
            largest_page: *RECORDS_PER_PAGE.end(),
            read: envelope::many,
        }
    }

    /// For lists of which MX sends fewer at a time than of others.
    pub(crate) fn with_largest_page(mut self, records: u32) -> Self {
        self.largest_page = records;
        self
    }

    /// For lists that MX leaves out when they are empty (204).
    pub(crate) fn or_no_content(mut self) -> Self {
        self.read = envelope::many_or_no_content;
        self
    }

    /// Sets a filter, in place of an earlier one of the same name.
    pub(crate) fn filter(self, name: &'static str, value: String) -> Self {
        self.filter_any(name, [value])
    }

    /// Sets a filter of several values, in place of an earlier one of the same name.
    pub(crate) fn filter_any(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = String>,
    ) -> Self {
        self.query.retain(|(other, _)| *other != name);
        self.query
            .extend(values.into_iter().map(|value| (name, value)));
        self
    }

    /// The generation of the API that is spoken.
    pub(crate) fn api_version(&self) -> ApiVersion {
        self.client.api_version
    }

    /// The page to read, or to begin with; from 1, which is also the default.
    pub fn page(mut self, page: u32) -> Self {
        self.page = page.max(1);
        self
    }

    /// How many items a page has. Brought into MX's range of 10 to 1000 (institutions: 100).
    ///
    /// Unless given, one page has as many as MX sends by itself (25), and a stream asks for the
    /// most.
    pub fn records_per_page(mut self, records: u32) -> Self {
        self.records_per_page = Some(records.clamp(*RECORDS_PER_PAGE.start(), self.largest_page));
        self
    }

    /// Reads the page.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn send(&self) -> Result<Page<T>, Error> {
        let mut query = self.query.clone();
        query.push(("page", self.page.to_string()));
        if let Some(records) = self.records_per_page {
            query.push(("records_per_page", records.to_string()));
        }
        let call = Call::new(Method::Get, &self.route, T::MANY).query(query);
        self.client.execute(call, self.read).await
    }

    /// Reads the list from the chosen page to its end. For lists that are known to be short; see
    /// [`stream`](Self::stream) for the others.
    ///
    /// # Errors
    /// As [`stream`](Self::stream).
    pub async fn all(self) -> Result<Vec<T>, Error> {
        self.stream().try_collect().await
    }

    /// Reads the list from the chosen page to its end, a page at a time and only as far as the
    /// stream is polled. It ends after its first error.
    ///
    /// Next to the errors of a call it can give [`Error::Pagination`], when the pages contradict
    /// each other so that it might never end.
    pub fn stream(mut self) -> impl Stream<Item = Result<T, Error>> + Send + 'static {
        self.records_per_page.get_or_insert(self.largest_page);
        let start = (VecDeque::new(), Some(self));
        stream::try_unfold(start, |(mut items, mut next)| async move {
            loop {
                if let Some(item) = items.pop_front() {
                    return Ok(Some((item, (items, next))));
                }
                let Some(mut request) = next else {
                    return Ok(None);
                };
                let page = request.send().await?;
                next = page
                    .pagination
                    .follow(request.page, page.items.is_empty())
                    .map_err(|Circular| Error::Pagination { what: T::MANY })?
                    .map(|number| {
                        request.page = number;
                        request
                    });
                items = page.items.into();
            }
        })
    }
}

/// The pages contradict each other.
#[derive(Debug, PartialEq, Eq)]
struct Circular;

impl Pagination {
    /// The page after `requested`, if there is one.
    fn follow(&self, requested: u32, is_empty: bool) -> Result<Option<u32>, Circular> {
        let total = self.total_pages.unwrap_or(0);
        if i64::from(requested) >= total {
            return Ok(None);
        }
        // A server that ignores `page` sends the first one for ever; one that counts pages it
        // can't fill never ends either.
        let is_other = self
            .current_page
            .is_some_and(|current| current != i64::from(requested));
        if is_other || is_empty || requested >= MAX_PAGES {
            return Err(Circular);
        }
        Ok(Some(requested + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pagination(current_page: i64, total_pages: i64) -> Pagination {
        Pagination {
            current_page: Some(current_page),
            total_pages: Some(total_pages),
            ..Pagination::default()
        }
    }

    #[test]
    fn pages_follow_each_other_to_the_last() {
        assert_eq!(pagination(1, 3).follow(1, false), Ok(Some(2)));
        assert_eq!(pagination(3, 3).follow(3, false), Ok(None));
        assert_eq!(pagination(1, 1).follow(1, true), Ok(None));
        assert_eq!(pagination(1, 0).follow(1, true), Ok(None));
    }

    #[test]
    fn a_list_that_shrinks_on_the_way_just_ends() {
        assert_eq!(pagination(3, 2).follow(3, true), Ok(None));
    }

    #[test]
    fn no_paging_information_means_one_page() {
        assert_eq!(Pagination::default().follow(1, false), Ok(None));
    }

    #[test]
    fn circles_are_noticed() {
        assert_eq!(
            pagination(1, 3).follow(2, false),
            Err(Circular),
            "the same page again"
        );
        assert_eq!(
            pagination(2, 3).follow(2, true),
            Err(Circular),
            "pages without items"
        );
        assert_eq!(
            pagination(i64::from(MAX_PAGES), i64::MAX).follow(MAX_PAGES, false),
            Err(Circular),
            "pages without end"
        );
    }
}
