//! The institutions of the simulated MX: MX's test banks, and invented banks to search among.

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{World, random::fixed_guid, widget::WidgetConfig};

/// How many institutions are offered before anybody searches.
const POPULAR: usize = 8;

/// What a client may ask MX to do with a connection (MX docs, data requests).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are MX's and say it all")]
pub enum Product {
    AccountVerification,
    IdentityVerification,
    Transactions,
    TransactionHistory,
    Statements,
    Investments,
    Rewards,
}

impl Product {
    /// The product's name in an institution's `supported_products`.
    #[must_use]
    pub fn institution_name(self) -> &'static str {
        match self {
            Self::AccountVerification => "account_verification",
            Self::IdentityVerification => "identity_verification",
            Self::Transactions => "transactions",
            Self::TransactionHistory => "transaction_history",
            Self::Statements => "statements",
            Self::Investments => "investments",
            Self::Rewards => "rewards",
        }
    }
}

/// A bank as MX lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// `INS-…`.
    pub guid: String,
    /// The code that names it in paths and requests.
    pub code: String,
    /// The name people know.
    pub name: String,
    /// Its home page. Invented banks live under `.example`, which nobody can own.
    pub url: String,
    /// Whether one signs in at the bank instead of giving credentials to MX.
    pub supports_oauth: bool,
    /// ISO code of the country it is in.
    pub iso_country_code: String,
    /// What MX can do there.
    pub supported_products: Vec<Product>,
    /// Where one recovers a password, if the bank has such a page.
    pub forgot_password_url: Option<String>,
    /// Where one recovers a user name.
    pub forgot_username_url: Option<String>,
    /// Where one gets help with signing in.
    pub trouble_signing_in_url: Option<String>,
    pub(crate) holdings: Holdings,
    pub(crate) character: Character,
}

impl Institution {
    /// Whether it offers the product.
    #[must_use]
    pub fn supports(&self, product: Product) -> bool {
        self.supported_products.contains(&product)
    }

    /// Whether MX has taken it off for a while: no member can be created.
    #[must_use]
    pub fn is_under_maintenance(&self) -> bool {
        self.character == Character::Maintenance
    }

    /// Whether it is one of MX's own, for tests and demonstrations.
    pub(crate) fn is_for_demonstration(&self) -> bool {
        self.code.starts_with("mx")
    }

    pub(crate) fn is_mx_bank(&self) -> bool {
        self.code == "mxbank"
    }

    /// How many times longer everything takes than at MX Bank.
    pub(crate) fn slowness(&self) -> u32 {
        match self.character {
            Character::Slow => 8,
            _ => 1,
        }
    }
}

/// The institutions are the same in every run: a saved one is its code.
impl Serialize for Institution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code)
    }
}

impl<'de> Deserialize<'de> for Institution {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        DIRECTORY
            .by_code(&code)
            .or_else(|| Some(DIRECTORY.manual()).filter(|manual| manual.code == code))
            .cloned()
            .ok_or_else(|| D::Error::custom("unknown institution"))
    }
}

/// What sets a bank apart from MX Bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Character {
    Plain,
    /// Gives tokens instead of account numbers.
    Tokenised,
    /// Verifies a single account and asks which.
    SelectsAccount,
    /// Takes its time.
    Slow,
    /// Takes no new members.
    Maintenance,
    /// Every job ends DEGRADED.
    Faltering,
    /// A password that is the name of a connection status leads there.
    EveryStatus,
    /// Has very many transactions; a password that is a number says how many.
    Thronged,
}

/// Which accounts a customer of the institution has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holdings {
    /// One account of each of the six kinds MX Bank has.
    Full,
    /// Checking and savings.
    Deposits,
    /// A credit card alone: nothing that has an account number to verify.
    CardOnly,
    /// As many deposit accounts as the password says, beside a credit card.
    ByPassword,
}

/// What a field of a sign-in form takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Shown as typed.
    Text,
    /// Hidden as typed.
    Password,
}

impl FieldType {
    /// MX's name for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Password => "PASSWORD",
        }
    }
}

/// A field of an institution's sign-in form: a definition, never a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialField {
    /// `CRD-…`; an answer names it.
    pub guid: String,
    /// `LOGIN` or `PASSWORD`.
    pub field_name: String,
    /// What it takes.
    pub field_type: FieldType,
    /// The words beside it.
    pub label: String,
    /// Its place in the form, from 0.
    pub display_order: u32,
}

/// The one directory there is.
pub(crate) static DIRECTORY: LazyLock<Directory> = LazyLock::new(Directory::new);

/// All institutions, most popular first.
#[derive(Debug)]
pub(crate) struct Directory {
    institutions: Vec<Institution>,
    /// Where accounts belong that were added by hand. Nobody finds or connects it.
    manual: Institution,
}

impl Directory {
    fn new() -> Self {
        use Holdings::{ByPassword, CardOnly, Deposits, Full};
        const US: &str = "US";
        let institutions = vec![
            invented("mxbank", "MX Bank", US, Full),
            invented("mxcu_credential", "MXCU", US, Deposits),
            oauth("mx_bank_oauth", "MX Bank (OAuth)"),
            oauth("mxcu_oauth", "MXCU (OAuth)"),
            invented("quillmere_bank", "Quillmere Bank", US, Full),
            invented(
                "larkmoor_credit_union",
                "Larkmoor Credit Union",
                US,
                Deposits,
            ),
            invented("vantroy_national_bank", "Vantroy National Bank", US, Full),
            invented(
                "brackenwell_savings",
                "Brackenwell Savings Bank",
                US,
                Deposits,
            ),
            invented(
                "orrinsdale_community",
                "Orrinsdale Community Bank",
                US,
                Full,
            ),
            invented("halvenport_trust", "Halvenport Trust", US, Full),
            invented(
                "copperlark_fcu",
                "Copperlark Federal Credit Union",
                US,
                Deposits,
            ),
            invented("nordwick_caisse", "Caisse Nordwick", "CA", Deposits),
            invented(
                "glimmerstone_card",
                "Glimmerstone Card Services",
                US,
                CardOnly,
            ),
            Institution {
                character: Character::Tokenised,
                ..invented(
                    "veilmark_bank",
                    "Veilmark Bank (tokenized numbers)",
                    US,
                    Full,
                )
            },
            Institution {
                character: Character::SelectsAccount,
                ..invented(
                    "solitaire_bank",
                    "Solitaire Bank (one account)",
                    US,
                    ByPassword,
                )
            },
            Institution {
                character: Character::Slow,
                ..invented(
                    "tarrywater_savings",
                    "Tarrywater Savings (slow)",
                    US,
                    Deposits,
                )
            },
            Institution {
                character: Character::Maintenance,
                ..invented("closedgate_bank", "Closedgate Bank (maintenance)", US, Full)
            },
            Institution {
                character: Character::Faltering,
                ..invented("falterby_bank", "Falterby Bank (degraded)", US, Full)
            },
            Institution {
                character: Character::EveryStatus,
                ..invented(
                    "weathervane_bank",
                    "Weathervane Bank (any status)",
                    US,
                    Full,
                )
            },
            Institution {
                character: Character::Thronged,
                ..invented(
                    "throngmarket_bank",
                    "Throngmarket Bank (very many transactions)",
                    US,
                    Full,
                )
            },
        ];
        let manual = Institution {
            url: String::new(),
            supported_products: Vec::new(),
            forgot_password_url: None,
            forgot_username_url: None,
            trouble_signing_in_url: None,
            ..invented(
                "manual_institution",
                "Manual Institution",
                US,
                Holdings::Deposits,
            )
        };
        Self {
            institutions,
            manual,
        }
    }

    pub(crate) fn manual(&self) -> &Institution {
        &self.manual
    }

    pub(crate) fn all(&self) -> &[Institution] {
        &self.institutions
    }

    pub(crate) fn by_code(&self, code: &str) -> Option<&Institution> {
        self.institutions.iter().find(|entry| entry.code == code)
    }

    pub(crate) fn by_guid(&self, guid: &str) -> Option<&Institution> {
        self.institutions.iter().find(|entry| entry.guid == guid)
    }
}

/// The sign-in form of an institution; empty where one signs in at the bank.
pub(crate) fn credential_fields(institution: &Institution) -> Vec<CredentialField> {
    if institution.supports_oauth {
        return Vec::new();
    }
    // MX Bank's own fields are known to clients by these guids.
    let (login, password) = if institution.is_mx_bank() {
        (
            "CRD-9f61fb4c-912c-bd1e-b175-ccc7f0275cc1".to_owned(),
            "CRD-e3d7ea81-aac7-05e9-fbdd-4b493c6e474d".to_owned(),
        )
    } else {
        (
            fixed_guid("CRD", &format!("{}/LOGIN", institution.code)),
            fixed_guid("CRD", &format!("{}/PASSWORD", institution.code)),
        )
    };
    vec![
        CredentialField {
            guid: login,
            field_name: "LOGIN".to_owned(),
            field_type: FieldType::Text,
            label: "Username".to_owned(),
            display_order: 0,
        },
        CredentialField {
            guid: password,
            field_name: "PASSWORD".to_owned(),
            field_type: FieldType::Password,
            label: "Password".to_owned(),
            display_order: 1,
        },
    ]
}

fn invented(code: &str, name: &str, country: &str, holdings: Holdings) -> Institution {
    let host = code.replace('_', "-");
    let page = |path: &str| Some(format!("https://www.{host}.example/{path}"));
    let mut supported_products = vec![
        Product::AccountVerification,
        Product::IdentityVerification,
        Product::Transactions,
        Product::TransactionHistory,
        Product::Statements,
    ];
    if holdings == Holdings::Full {
        supported_products.push(Product::Investments);
    }
    Institution {
        guid: fixed_guid("INS", code),
        code: code.to_owned(),
        name: name.to_owned(),
        url: format!("https://www.{host}.example"),
        supports_oauth: false,
        iso_country_code: country.to_owned(),
        supported_products,
        forgot_password_url: page("forgot-password"),
        forgot_username_url: page("forgot-username"),
        trouble_signing_in_url: page("help"),
        holdings,
        character: Character::Plain,
    }
}

fn oauth(code: &str, name: &str) -> Institution {
    let mut institution = invented(code, name, "US", Holdings::Full);
    institution.supports_oauth = true;
    // MX's OAuth test banks have no history.
    institution
        .supported_products
        .retain(|product| *product != Product::TransactionHistory);
    institution
}

impl World {
    /// All institutions, most popular first.
    #[must_use]
    pub fn institutions(&self) -> &[Institution] {
        DIRECTORY.all()
    }

    /// What the Connect page's search finds: names that hold the query, most popular first, among
    /// those the session allows.
    #[must_use]
    pub fn search_institutions(&self, query: &str, config: &WidgetConfig) -> Vec<Institution> {
        let query = query.trim().to_lowercase();
        self.institutions()
            .iter()
            .filter(|institution| institution.name.to_lowercase().contains(&query))
            .filter(|institution| config.offers(institution))
            .cloned()
            .collect()
    }

    /// What the Connect page offers before anybody searches, among those the session allows and the
    /// client doesn't have blocked.
    #[must_use]
    pub fn popular_institutions(&self, config: &WidgetConfig) -> Vec<Institution> {
        let profile = self.client_profile();
        let mut popular = self.search_institutions("", config);
        popular.retain(|institution| !profile.turns_away(institution));
        popular.truncate(POPULAR);
        popular
    }

    /// An institution by its code.
    #[must_use]
    pub fn institution_by_code(&self, code: &str) -> Option<Institution> {
        DIRECTORY.by_code(code).cloned()
    }

    /// An institution by its guid.
    #[must_use]
    pub fn institution_by_guid(&self, guid: &str) -> Option<Institution> {
        DIRECTORY.by_guid(guid).cloned()
    }

    /// The sign-in form of an institution; empty for an unknown one and where one signs in at the
    /// bank.
    #[must_use]
    pub fn institution_credentials(&self, code: &str) -> Vec<CredentialField> {
        DIRECTORY
            .by_code(code)
            .map(credential_fields)
            .unwrap_or_default()
    }
}

impl WidgetConfig {
    /// Whether the session offers the institution: its country, and every product asked for (MX
    /// docs, data requests filter the institutions offered).
    pub(crate) fn offers(&self, institution: &Institution) -> bool {
        let country = self
            .iso_country_code
            .as_ref()
            .is_none_or(|codes| codes.is_empty() || codes.contains(&institution.iso_country_code));
        let products = self.data_request.as_ref().is_none_or(|request| {
            request
                .products
                .iter()
                .all(|product| institution.supports(*product))
        });
        let verifiable =
            !self.is_verification() || institution.supports(Product::AccountVerification);
        country && products && verifiable
    }
}
