//! `/users/{user}/members`.

use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};

use super::{
    App, challenges,
    error::{ApiError, readable},
    gate::Generation,
    input::{Fields, JsonBody, Query},
    moment,
    named::{OfMember, OfUser},
    oauth,
    page::{LONG, page},
};
use crate::world::{
    ConnectionStatus, DataRequest, Job, Member, MemberAttributes, User, WidgetConfig,
};

pub(super) async fn list(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let members = app
        .world
        .members(&user.guid)
        .into_iter()
        .filter(|member| serves(member, query.text("use_case")))
        .collect::<Vec<_>>();
    Ok(page("members", &members, &query, LONG, |member| {
        draw(generation, &user, member)
    }))
}

/// Whether a member may be used for what a list asks; one without use cases serves every one.
pub(super) fn serves(member: &Member, use_case: Option<&str>) -> bool {
    use_case.is_none_or(|wanted| {
        member.use_cases.is_empty() || member.use_cases.iter().any(|case| case.name() == wanted)
    })
}

pub(super) async fn create(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    body: JsonBody,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let fields = body.wrapped("member")?;
    let institution_code = fields
        .string("institution_code")?
        .ok_or_else(|| ApiError::bad_request("institution_code is missing"))?;
    let answers = fields.answers("credentials")?;
    let job = wanted_job(generation, fields, body.fields().data_request()?)?;
    if fields.boolean("is_oauth")?.unwrap_or(false) {
        if answers.is_some() {
            return Err(ApiError::bad_request(
                "credentials must not be sent with is_oauth",
            ));
        }
        let options = oauth::options(body.fields(), job, attributes(fields)?)?;
        let start = app
            .world
            .begin_oauth(&user.guid, &institution_code, options)?;
        let body = json!({ "member": draw(generation, &user, &start.member) });
        return Ok((StatusCode::ACCEPTED, Json(body)));
    }
    readable(&user)?;
    let answers = answers.ok_or_else(|| ApiError::bad_request("credentials is missing"))?;
    let member = app.world.create_member_with(
        &user.guid,
        &institution_code,
        &answers,
        job,
        attributes(fields)?,
    )?;
    let code = match job {
        Some(_) => StatusCode::ACCEPTED,
        None => StatusCode::OK,
    };
    let body = json!({ "member": draw(generation, &user, &member) });
    Ok((code, Json(body)))
}

/// Which job a new member starts with. The newer generation says it by products, and none asked
/// for is no job; the older one can skip it.
fn wanted_job(
    generation: Generation,
    member: Fields<'_>,
    data_request: Option<DataRequest>,
) -> Result<Option<Job>, ApiError> {
    match (generation, data_request) {
        (Generation::V2011, _) => {
            let skip = member.boolean("skip_aggregation")?.unwrap_or(false);
            Ok((!skip).then(Job::aggregation))
        }
        (Generation::V2025, None) => Ok(Some(Job::aggregation())),
        (Generation::V2025, Some(request)) if request.products.is_empty() => Ok(None),
        (Generation::V2025, Some(request)) => {
            let config = WidgetConfig {
                data_request: Some(request),
                ..WidgetConfig::default()
            };
            Ok(Some(config.job()))
        }
    }
}

pub(super) async fn read(
    OfMember {
        generation,
        user,
        member,
    }: OfMember,
) -> Result<Json<Value>, ApiError> {
    Ok(Json(json!({ "member": draw(generation, &user, &member) })))
}

/// New credentials start an aggregation by themselves.
pub(super) async fn update(
    State(app): State<App>,
    OfMember {
        generation,
        user,
        member,
    }: OfMember,
    body: JsonBody,
) -> Result<Json<Value>, ApiError> {
    let fields = body.wrapped("member")?;
    let answers = fields.answers("credentials")?;
    let attributes = attributes(fields)?;
    let credentials = answers
        .as_deref()
        .map(|answers| (answers, Job::aggregation()));
    let member = app
        .world
        .update_member(&user.guid, &member.guid, attributes, credentials)?;
    Ok(Json(json!({ "member": draw(generation, &user, &member) })))
}

pub(super) async fn delete(
    State(app): State<App>,
    OfMember { user, member, .. }: OfMember,
) -> Result<StatusCode, ApiError> {
    if app.world.delete_member(&user.guid, &member.guid) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found("Member"))
    }
}

pub(super) async fn status(OfMember { member, .. }: OfMember) -> Result<Json<Value>, ApiError> {
    let challenges = member
        .challenges
        .iter()
        .map(challenges::draw)
        .collect::<Vec<_>>();
    Ok(Json(json!({
        "member": {
            "aggregated_at": member.aggregated_at.map(moment),
            "challenges": challenges,
            "connection_status": status_name(&member),
            "guid": member.guid,
            "has_processed_account_numbers": member.has_processed_account_numbers,
            "has_processed_accounts": member.has_processed_accounts,
            "has_processed_transactions": member.has_processed_transactions,
            "is_authenticated": member.is_authenticated,
            "is_being_aggregated": member.is_being_aggregated,
            "successfully_aggregated_at": member.successfully_aggregated_at.map(moment),
        }
    })))
}

/// The older generation says by switches what is read; the newer has none.
pub(super) async fn aggregate(
    State(app): State<App>,
    named: OfMember,
    query: Query,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    query.boolean("include_holdings")?;
    let transactions = query.boolean("include_transactions")?.unwrap_or(true);
    let job = Job {
        transactions: transactions || named.generation == Generation::V2025,
        ..Job::aggregation()
    };
    Ok((StatusCode::ACCEPTED, start(&app, &named, job)?))
}

pub(super) async fn check_balance(
    State(app): State<App>,
    named: OfMember,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    Ok((StatusCode::ACCEPTED, start(&app, &named, Job::balance())?))
}

pub(super) async fn identify(
    State(app): State<App>,
    named: OfMember,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let body = start(&app, &named, Job::identification())?;
    Ok((StatusCode::ACCEPTED, body))
}

pub(super) async fn extend_history(
    State(app): State<App>,
    named: OfMember,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    Ok((StatusCode::ACCEPTED, start(&app, &named, Job::history())?))
}

pub(super) async fn fetch_statements(
    State(app): State<App>,
    named: OfMember,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    Ok((StatusCode::ACCEPTED, start(&app, &named, Job::statement())?))
}

/// The reference says 200 where the guides say 202; the reference wins here.
pub(super) async fn verify(
    State(app): State<App>,
    named: OfMember,
) -> Result<Json<Value>, ApiError> {
    start(&app, &named, Job::verification())
}

fn start(app: &App, named: &OfMember, job: Job) -> Result<Json<Value>, ApiError> {
    let start = app
        .world
        .start_job(&named.user.guid, &named.member.guid, job)?;
    let member = draw(named.generation, &named.user, &start.member);
    Ok(Json(json!({ "member": member })))
}

fn attributes(fields: Fields<'_>) -> Result<MemberAttributes, ApiError> {
    Ok(MemberAttributes {
        id: fields.partner_id()?,
        metadata: fields.string("metadata")?,
        background_aggregation_is_disabled: fields.boolean("background_aggregation_is_disabled")?,
        use_cases: fields.use_cases()?,
    })
}

pub(super) fn draw(generation: Generation, user: &User, member: &Member) -> Value {
    let use_cases = member.use_cases.iter().map(|case| case.name());
    let mut drawn = json!({
        "aggregated_at": member.aggregated_at.map(moment),
        "background_aggregation_is_disabled": member.background_aggregation_is_disabled,
        "connection_status": status_name(member),
        "connection_status_message": status_name(member).map(|_| message(member)),
        "guid": member.guid,
        "id": member.id,
        "institution_code": member.institution.code,
        "institution_guid": member.institution.guid,
        "is_being_aggregated": member.is_being_aggregated,
        "is_managed_by_user": true,
        "is_manual": member.is_manual,
        "is_oauth": member.is_oauth,
        "metadata": member.metadata,
        "most_recent_job_detail_code": member.error_code,
        "most_recent_job_detail_text": null,
        "most_recent_job_guid": member.most_recent_job_guid,
        "name": member.institution.name,
        "needs_updated_credentials": member.connection_status.needs_credentials(),
        "oauth_window_uri": member.oauth_window_uri,
        "successfully_aggregated_at": member.successfully_aggregated_at.map(moment),
        "use_cases": use_cases.collect::<Vec<_>>(),
        "user_guid": user.guid,
        "user_id": user.id,
    });
    if generation == Generation::V2025 {
        drawn["error"] = member.error_code.map_or(Value::Null, |code| {
            json!({
                "error_code": code,
                "error_message": "The institution has no accounts that can be verified",
                "error_type": "MEMBER",
                "locale": "en",
                "user_message": "No account here can be verified. Connect one with checking or savings.",
            })
        });
    }
    drawn
}

/// None where there is no connection: the accounts were added by hand (MX docs, connection statuses).
fn status_name(member: &Member) -> Option<&'static str> {
    Some(member.connection_status.name()).filter(|_| !member.is_manual)
}

/// Words for a person.
fn message(member: &Member) -> String {
    use ConnectionStatus as Status;
    let bank = &member.institution.name;
    match member.connection_status {
        Status::Connected => format!("Connected to {bank}"),
        Status::Created | Status::Updated | Status::Resumed | Status::Reconnected => {
            format!("Connecting to {bank}")
        }
        Status::Challenged => format!("{bank} asks for more information"),
        Status::Denied | Status::Prevented | Status::Imported | Status::Impaired => {
            format!("{bank} needs your username and password again")
        }
        Status::Rejected => format!("{bank} did not accept the answer"),
        Status::Expired => format!("The question from {bank} was not answered in time"),
        Status::Locked => format!("{bank} has locked this login"),
        Status::Impeded => format!("{bank} needs your attention on its own site"),
        Status::Failed | Status::Degraded | Status::Delayed | Status::Disconnected => {
            format!("{bank} could not be reached; try again later")
        }
        Status::Discontinued | Status::Closed | Status::Disabled => {
            format!("{bank} can no longer be connected")
        }
        Status::Pending => format!("Waiting for the sign-in at {bank}"),
    }
}
