//! What MX has set up for the client, as whoever runs the sandbox sets it and a client meets it.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

use mx_sandbox::{
    Sandbox,
    world::{
        AccountType, ClientProfile, InstitutionBlock, Job, Language, ManualAccount, UserAttributes,
        WidgetConfig,
    },
};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

async fn controlled() -> Sandbox {
    let builder = Sandbox::builder().speed(100.0).control(true);
    builder.start().await.unwrap()
}

fn ask(sandbox: &Sandbox, method: Method, path: &str) -> RequestBuilder {
    Client::new()
        .request(method, format!("{}{path}", sandbox.api_base_url()))
        .basic_auth(sandbox.client_id(), Some(sandbox.api_key()))
        .header("accept", "application/json")
        .header("accept-version", "v20250224")
}

async fn put(sandbox: &Sandbox, path: &str, body: Value) -> StatusCode {
    let request = ask(sandbox, Method::PUT, path).json(&body);
    request.send().await.unwrap().status()
}

async fn read(sandbox: &Sandbox, path: &str) -> Value {
    let answer = ask(sandbox, Method::GET, path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.unwrap()
}

/// What a new user's page opens on.
async fn opens_on(sandbox: &Sandbox, config: WidgetConfig) -> Value {
    let world = sandbox.world();
    let user = world.create_user(UserAttributes::default()).unwrap();
    let url = world
        .issue_widget_url(&user.guid, config, Language::English)
        .unwrap()
        .unwrap();
    let page = reqwest::get(&url).await.unwrap().text().await.unwrap();
    let (_, rest) = page.split_once("data-session=\"").unwrap();
    let (key, _) = rest.split_once('"').unwrap();
    let intents = format!("{}/md/connect/session/{key}", sandbox.widget_origin());
    let open = Client::new().post(intents).json(&json!({"intent": "open"}));
    let reply: Value = open.send().await.unwrap().json().await.unwrap();
    reply["view"].clone()
}

#[tokio::test]
async fn the_profile_is_set_and_read_over_http_as_a_whole() {
    let sandbox = controlled().await;
    let path = "/_sandbox/client_profile";
    let profile = json!({
        "consent": true,
        "additional_product": "transactions",
        "blocked_institutions": { "mxbank": "prevent_new" },
    });
    assert_eq!(put(&sandbox, path, profile).await, StatusCode::NO_CONTENT);
    assert_eq!(
        read(&sandbox, path).await,
        json!({
            "disclosure": false,
            "consent": true,
            "manual_accounts": false,
            "additional_product": "transactions",
            "demo": false,
            "existing_member": false,
            "blocked_institutions": { "mxbank": "prevent_new" },
        })
    );
    put(&sandbox, path, json!({ "demo": true })).await;
    assert_eq!(
        sandbox.world().client_profile(),
        ClientProfile {
            demo: true,
            ..ClientProfile::default()
        }
    );
    for wrong in [
        json!({ "consents": true }),
        json!({ "additional_product": "rewards" }),
        json!({ "blocked_institutions": { "no_such_bank": "prevented" } }),
    ] {
        let status = put(&sandbox, path, wrong.clone()).await;
        assert!(status.is_client_error(), "{wrong}: {status}");
    }
    assert!(sandbox.world().client_profile().demo, "nothing changed");
    let bare = Client::new().get(format!("{}{path}", sandbox.api_base_url()));
    assert_eq!(
        bare.send().await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn the_disclosure_is_a_switch_of_its_own() {
    let sandbox = controlled().await;
    let consent = json!({ "consent": true });
    put(&sandbox, "/_sandbox/client_profile", consent).await;
    let on = json!({ "disclosure": true });
    assert_eq!(
        put(&sandbox, "/_sandbox/switches", on).await,
        StatusCode::NO_CONTENT
    );
    let view = opens_on(&sandbox, WidgetConfig::default()).await;
    assert_eq!(view["kind"], "disclosure");
    assert!(sandbox.world().client_profile().consent);
}

#[tokio::test]
async fn a_profile_is_given_to_a_sandbox_that_starts() {
    let profile = ClientProfile {
        manual_accounts: true,
        blocked_institutions: [("mxbank".to_owned(), InstitutionBlock::Prevented)].into(),
        ..ClientProfile::default()
    };
    let builder = Sandbox::builder().client_profile(profile);
    let sandbox = builder.start().await.unwrap();
    let view = opens_on(&sandbox, WidgetConfig::default()).await;
    assert_eq!(view["manual"], true);
    let config = WidgetConfig {
        current_institution_code: Some("mxbank".to_owned()),
        ..WidgetConfig::default()
    };
    let view = opens_on(&sandbox, config).await;
    assert_eq!(view["actions"][0]["intent"], "choose_another");
}

#[tokio::test]
async fn the_api_refuses_what_is_blocked_by_its_name() {
    let sandbox = controlled().await;
    let world = sandbox.world();
    let user = world.create_user(UserAttributes::default()).unwrap();
    let form = |code: &str| -> Vec<Value> {
        let fields = world.institution_credentials(code).into_iter();
        fields
            .map(|field| json!({ "guid": field.guid, "value": "anything" }))
            .collect()
    };
    let create = async |products: Value| {
        let body = json!({
            "member": { "institution_code": "mxbank", "credentials": form("mxbank") },
            "data_request": { "products": products },
        });
        let path = format!("/users/{}/members", user.guid);
        let answer = ask(&sandbox, Method::POST, &path).json(&body).send().await;
        let answer = answer.unwrap();
        let status = answer.status().as_u16();
        let body: Value = answer.json().await.unwrap();
        (status, body["error"]["type"].clone())
    };
    let block = |block| {
        world.set_client_profile(ClientProfile {
            blocked_institutions: [("mxbank".to_owned(), block)].into(),
            ..ClientProfile::default()
        });
    };
    for (kind, name) in [
        (InstitutionBlock::Prevented, "institution_prevented_error"),
        (
            InstitutionBlock::PreventNew,
            "institution_prevent_new_error",
        ),
        (
            InstitutionBlock::PreventVerification,
            "institution_prevent_verification_error",
        ),
    ] {
        block(kind);
        let refusal = create(json!(["account_verification"])).await;
        assert_eq!(refusal, (400, json!(name)));
    }
    // What isn't verified is let through, and verified only once the block is gone.
    assert_eq!(create(json!(["transactions"])).await.0, 202);
    let member = world.members(&user.guid).pop().unwrap();
    while world
        .member(&user.guid, &member.guid)
        .unwrap()
        .is_being_aggregated
    {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let path = format!("/users/{}/members/{}/verify", user.guid, member.guid);
    let refused = ask(&sandbox, Method::POST, &path).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    block(InstitutionBlock::PreventNew);
    let verified = ask(&sandbox, Method::POST, &path).send().await.unwrap();
    assert_eq!(verified.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_account_added_by_hand_is_told_from_a_banks() {
    let sandbox = controlled().await;
    let world = sandbox.world();
    let user = world.create_user(UserAttributes::default()).unwrap().guid;
    let details = ManualAccount {
        account_type: AccountType::Property,
        name: "Boat".to_owned(),
        balance: 1_250_000,
    };
    let added = world.add_manual_account(&user, details).unwrap();

    let account = &read(&sandbox, &format!("/users/{user}/accounts")).await["accounts"][0];
    assert_eq!(account["guid"], added.account.guid);
    assert_eq!(account["is_manual"], true);
    assert_eq!(account["type"], "PROPERTY");
    assert_eq!(account["balance"], 12_500.0);
    assert_eq!(account["account_number"], Value::Null);
    for (wanted, count) in [("true", 1), ("false", 0)] {
        let list = read(
            &sandbox,
            &format!("/users/{user}/accounts?is_manual={wanted}"),
        )
        .await;
        assert_eq!(list["accounts"].as_array().unwrap().len(), count);
    }
    let member = &read(&sandbox, &format!("/users/{user}/members")).await["members"][0];
    assert_eq!(member["is_manual"], true);
    assert_eq!(member["connection_status"], Value::Null);
    // No job reads it, nobody finds its institution, and it outlives a restart.
    let job = world.start_job(&user, &added.member.guid, Job::verification());
    assert!(job.is_err());
    assert!(world.institution_by_code("manual_institution").is_none());
    let saved = world.to_json().unwrap();
    world.restore(&saved).unwrap();
    let restored = world.accounts_of_user(&user).pop().unwrap();
    assert_eq!(restored.account, added.account);
}
