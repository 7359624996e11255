//! Looking for an institution at MX.

use crate::{
    desk::Desk,
    mx::{Institution, InstitutionQuery},
    view::{InstitutionList, InstitutionRow, Problem},
};

/// As many as a picker shows at once.
const PER_PAGE: u32 = 25;
/// Longer texts are no names.
const LONGEST_NAME: usize = 100;

impl Desk {
    /// One page of the institutions whose name holds a text; pages count from 1.
    ///
    /// # Errors
    /// `not_connected`, and what MX answered.
    pub async fn list_institutions(
        &self,
        name: &str,
        page: u32,
    ) -> Result<InstitutionList, Problem> {
        let connection = self.connection()?;
        let query = InstitutionQuery {
            name: name.trim().chars().take(LONGEST_NAME).collect(),
            page: page.max(1),
            per_page: PER_PAGE,
        };
        let found = connection.api.list_institutions(&query).await?;
        Ok(InstitutionList {
            institutions: found.institutions.into_iter().map(row).collect(),
            page: query.page,
            pages: found.pages,
            total: found.total,
        })
    }
}

fn row(institution: Institution) -> InstitutionRow {
    let Institution {
        code,
        guid,
        name,
        country,
        is_oauth,
        has_numbers,
    } = institution;
    InstitutionRow {
        code,
        guid,
        name,
        country,
        is_oauth,
        has_numbers,
    }
}
