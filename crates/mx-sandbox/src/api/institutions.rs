//! `/institutions`, and the sign-in form of a member's institution.

use axum::{
    Json,
    extract::{Path, State},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    App,
    error::ApiError,
    gate::Generation,
    input::Query,
    named::OfMember,
    page::{LONG, SHORT, page},
    record_moment,
};
use crate::world::{CredentialField, Institution, Product};

/// What MX shows for an institution without a logo of its own.
const LOGOS: &str = "https://content.moneydesktop.com/storage/MD_Assets/Ipad%20Logos";

/// The older generation's flags and what each stands for.
const SUPPORTS: &[(&str, Product)] = &[
    (
        "supports_account_identification",
        Product::IdentityVerification,
    ),
    ("supports_account_statement", Product::Statements),
    (
        "supports_account_verification",
        Product::AccountVerification,
    ),
    ("supports_transaction_history", Product::TransactionHistory),
];

pub(super) async fn list(
    State(app): State<App>,
    generation: Generation,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let name = query.text("name").unwrap_or_default().to_lowercase();
    let countries = query.all("iso_country_code").collect::<Vec<_>>();
    let mut institutions = app.world.institutions().to_vec();
    institutions.retain(|institution| {
        institution.name.to_lowercase().contains(&name)
            && (countries.is_empty() || countries.contains(&institution.iso_country_code.as_str()))
    });
    match generation {
        Generation::V2025 => {
            for wanted in query.all("supported_products") {
                institutions.retain(|institution| {
                    institution
                        .supported_products
                        .iter()
                        .any(|product| is_called(*product, wanted))
                });
            }
        }
        Generation::V2011 => {
            for (flag, product) in SUPPORTS {
                if let Some(wanted) = query.boolean(flag)? {
                    institutions.retain(|institution| institution.supports(*product) == wanted);
                }
            }
        }
    }
    Ok(page(
        "institutions",
        &institutions,
        &query,
        SHORT,
        |institution| draw(generation, institution),
    ))
}

/// MX's reference calls one product `history` in this filter and `transaction_history` everywhere
/// else.
fn is_called(product: Product, name: &str) -> bool {
    product.institution_name() == name
        || (product == Product::TransactionHistory && name == "history")
}

/// Favourites are set by MX for a client; a new client has none.
pub(super) async fn favorites(generation: Generation, query: Query) -> Json<Value> {
    page("institutions", &[], &query, SHORT, |institution| {
        draw(generation, institution)
    })
}

pub(super) async fn read(
    State(app): State<App>,
    generation: Generation,
    Path(code): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let institution = app
        .world
        .institution_by_code(&code)
        .ok_or_else(|| ApiError::not_found("Institution"))?;
    Ok(Json(
        json!({ "institution": draw(generation, &institution) }),
    ))
}

/// The newer generation takes the guid as well.
pub(super) async fn credentials(
    State(app): State<App>,
    generation: Generation,
    Path(identifier): Path<String>,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let by_guid = || match generation {
        Generation::V2011 => None,
        Generation::V2025 => app.world.institution_by_guid(&identifier),
    };
    let institution = app
        .world
        .institution_by_code(&identifier)
        .or_else(by_guid)
        .ok_or_else(|| ApiError::not_found("Institution"))?;
    Ok(form(&app, &institution, &query))
}

pub(super) async fn of_member(
    State(app): State<App>,
    OfMember { member, .. }: OfMember,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    Ok(form(&app, &member.institution, &query))
}

fn form(app: &App, institution: &Institution, query: &Query) -> Json<Value> {
    let fields = app.world.institution_credentials(&institution.code);
    page(
        "credentials",
        &fields,
        query,
        LONG,
        |field: &CredentialField| {
            json!({
                "display_order": field.display_order,
                "field_name": field.field_name,
                "field_type": field.field_type.name(),
                "guid": field.guid,
                "label": field.label,
                "type": field.field_type.name(),
            })
        },
    )
}

fn draw(generation: Generation, institution: &Institution) -> Value {
    let mut drawn = json!({
        "code": institution.code,
        "forgot_password_url": institution.forgot_password_url,
        "forgot_username_url": institution.forgot_username_url,
        "instructional_text": null,
        "instructional_text_steps": null,
        "is_disabled_by_client": false,
        "iso_country_code": institution.iso_country_code,
        "medium_logo_url": format!("{LOGOS}/100x100/default_100x100.png"),
        "name": institution.name,
        "small_logo_url": format!("{LOGOS}/50x50/default_50x50.png"),
        "supports_oauth": institution.supports_oauth,
        "supports_tax_document": false,
        "trouble_signing_in_url": institution.trouble_signing_in_url,
        "url": institution.url,
    });
    match generation {
        Generation::V2025 => {
            drawn["guid"] = json!(institution.guid);
            drawn["created_at"] = json!(record_moment(generation, Timestamp::UNIX_EPOCH));
            drawn["is_hidden"] = json!(false);
            let products = institution.supported_products.iter();
            drawn["supported_products"] =
                products.map(|product| product.institution_name()).collect();
        }
        Generation::V2011 => {
            for (flag, product) in SUPPORTS {
                drawn[*flag] = json!(institution.supports(*product));
            }
        }
    }
    drawn
}
