//! Every endpoint, in both generations of the API.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use mx_platform::{
    AccountType, AccountUpdateRequest, AggregateParts, ApiVersion, CallReport, Client,
    CredentialValue, Decimal, Error, MemberCreateRequest, MemberUpdateRequest, MicrodepositRequest,
    OauthWindowRequest, Observer, Product, TransactionInclude, Transactions, UseCase, UserRequest,
    WidgetUrlRequest,
};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::common::{Mx, header};

/// How many the client has in each generation: each has one that the other lacks.
pub(crate) const ENDPOINTS: usize = 44;

/// An answer for every question.
fn anything() -> Value {
    let mut answer = json!({ "account_verifications": [] });
    for (one, many) in [
        ("user", "users"),
        ("member", "members"),
        ("account", "accounts"),
        ("account_number", "account_numbers"),
        ("account_owner", "account_owners"),
        ("challenge", "challenges"),
        ("credential", "credentials"),
        ("institution", "institutions"),
        ("micro_deposit", "micro_deposits"),
        ("transaction", "transactions"),
        ("widget_url", "widget_urls"),
    ] {
        answer[one] = json!({});
        answer[many] = json!([]);
    }
    answer
}

#[derive(Default)]
struct Endpoints(Mutex<BTreeSet<(&'static str, &'static str)>>);

impl Observer for Endpoints {
    fn observe(&self, report: &CallReport) {
        self.0.lock().unwrap().insert((report.method, report.path));
    }
}

#[tokio::test]
async fn every_endpoint_is_spoken_to_in_either_generation() {
    for version in [ApiVersion::V20250224, ApiVersion::V20111101] {
        let endpoints = Arc::new(Endpoints::default());
        let observer = Arc::clone(&endpoints);
        let mx = Mx::start_with(|builder| builder.api_version(version).observer(observer)).await;
        mx.answer(ResponseTemplate::new(200).set_body_json(anything()))
            .await;
        users(&mx.client).await.unwrap();
        members(&mx.client).await.unwrap();
        jobs(&mx.client).await.unwrap();
        accounts(&mx.client).await.unwrap();
        transactions(mx.client.transactions("USR-1")).await.unwrap();
        institutions(&mx.client).await.unwrap();
        microdeposits(&mx.client).await.unwrap();
        if version == ApiVersion::V20111101 {
            let widgets = mx.client.widget_urls("USR-1");
            let widget = WidgetUrlRequest::verification();
            widgets.create_deprecated(&widget).await.unwrap();
        }

        let endpoints = std::mem::take(&mut *endpoints.0.lock().unwrap());
        assert_eq!(endpoints.len(), ENDPOINTS, "{endpoints:#?}");
        for request in mx.requests().await {
            let (accept, dated) = match version {
                ApiVersion::V20250224 => ("application/json", Some("v20250224")),
                _ => ("application/vnd.mx.api.v1+json", None),
            };
            assert_eq!(header(&request, "accept"), Some(accept));
            assert_eq!(header(&request, "accept-version"), dated);
        }
    }
}

async fn users(client: &Client) -> Result<(), Error> {
    let users = client.users();
    users.list().all().await?;
    let user = UserRequest {
        id: Some("customer-17".to_owned()),
        email: Some("a@example.com".to_owned()),
        is_disabled: Some(false),
        metadata: Some("m".to_owned()),
    };
    users.create(&user).await?;
    users.read("USR-1").await?;
    users.update("USR-1", &user).await?;
    users.delete("USR-1").await?;
    let widgets = client.widget_urls("USR-1");
    widgets.create(&WidgetUrlRequest::verification()).await?;
    widgets.create(&WidgetUrlRequest::aggregation()).await?;
    Ok(())
}

async fn members(client: &Client) -> Result<(), Error> {
    let members = client.members("USR-1");
    members.list().use_case(&UseCase::Pfm).all().await?;
    let values = || vec![CredentialValue::new("CRD-1", "mxuser")];
    let products = || [Product::AccountVerification];
    let mut member = MemberCreateRequest::with_credentials("mxbank", values(), products());
    member.skip_aggregation = Some(true);
    members.create(&member).await?;
    let mut member = MemberCreateRequest::oauth("mx_bank_oauth", products());
    member.oauth.enable_app2app = Some(false);
    members.create(&member).await?;
    members.read("MBR-1").await?;
    let change = MemberUpdateRequest {
        credentials: values(),
        id: Some("ours-1".to_owned()),
        metadata: Some("m".to_owned()),
        background_aggregation_is_disabled: Some(true),
        use_cases: Some(vec![UseCase::Pfm]),
        skip_aggregation: Some(true),
    };
    members.update("MBR-1", &change).await?;
    members.delete("MBR-1").await?;
    members.status("MBR-1").await?;
    members.challenges("MBR-1").all().await?;
    members.credentials("MBR-1").all().await?;
    members.resume("MBR-1", &values()).await?;
    let mut window = OauthWindowRequest::default();
    window.skip_aggregation = Some(true);
    members.oauth_window("MBR-1", &window).await?;
    Ok(())
}

async fn jobs(client: &Client) -> Result<(), Error> {
    let members = client.members("USR-1");
    let mut parts = AggregateParts::default();
    parts.include_holdings = Some(true);
    parts.include_transactions = Some(true);
    for run in [
        members.aggregate_parts("MBR-1", parts).await?,
        members.verify("MBR-1").await?,
        members.check_balance("MBR-1").await?,
        members.identify("MBR-1").await?,
        members.extend_history("MBR-1").await?,
        members.fetch_statements("MBR-1").await?,
    ] {
        assert_eq!(run.member(), "MBR-1");
    }
    Ok(())
}

async fn accounts(client: &Client) -> Result<(), Error> {
    let accounts = client.accounts("USR-1");
    accounts.list().is_manual(false).all().await?;
    accounts.by_member("MBR-1").all().await?;
    accounts.read("ACT-1").await?;
    accounts.read_of_member("MBR-1", "ACT-1").await?;
    let change = AccountUpdateRequest {
        is_hidden: Some(true),
        balance: Some(Decimal::new(10, 2)),
        ..AccountUpdateRequest::default()
    };
    accounts.update_of_member("MBR-1", "ACT-1", &change).await?;
    let numbers = client.account_numbers("USR-1");
    numbers.by_member("MBR-1").all().await?;
    numbers.by_account("ACT-1").all().await?;
    let owners = client.account_owners("USR-1");
    owners.by_member("MBR-1").all().await?;
    Ok(())
}

async fn transactions(transactions: Transactions) -> Result<(), Error> {
    let (first, last) = ("2026-01-02".parse().unwrap(), "2026-03-31".parse().unwrap());
    for list in [
        transactions
            .list()
            .use_case(&UseCase::Pfm)
            .category_guids(["CAT-1"]),
        transactions.by_member("MBR-1"),
        transactions.by_account("ACT-1"),
        transactions.by_member_account("MBR-1", "ACT-1"),
    ] {
        let list = list
            .dated(first..=last)
            .created(first..=last)
            .updated(first..=last)
            .including(&[TransactionInclude::Merchants]);
        list.all().await?;
    }
    Ok(())
}

async fn institutions(client: &Client) -> Result<(), Error> {
    let institutions = client.institutions();
    let list = institutions.list().name("bank").iso_country_codes(["US"]);
    let list = list.supporting(&[Product::AccountVerification, Product::TransactionHistory]);
    list.all().await?;
    institutions.favorites().all().await?;
    institutions.read("mxbank").await?;
    institutions.credentials("mxbank").all().await?;
    Ok(())
}

async fn microdeposits(client: &Client) -> Result<(), Error> {
    let microdeposits = client.microdeposits("USR-1");
    microdeposits.list().all().await?;
    let account = MicrodepositRequest::account("0042", "091000019", AccountType::Checking);
    microdeposits.create(&account).await?;
    let person = MicrodepositRequest::person("ada@example.com", "Ada", "Lovelace");
    microdeposits.create(&person).await?;
    microdeposits.read("MIC-1").await?;
    microdeposits.delete("MIC-1").await?;
    let amounts = [Decimal::new(9, 2), Decimal::new(10, 2)];
    microdeposits.verify("MIC-1", amounts).await?;
    microdeposits.account_verifications().await?;
    Ok(())
}
