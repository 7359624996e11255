//! A simulated MX and a client for it.

use std::time::Duration;

use mx_platform::{
    ApiVersion, Client, ClientBuilder, CredentialValue, Credentials, Error, JobKind, Member,
    MemberCreateRequest, MemberStatus, Members, Product, RetryPolicy, UserRequest,
};
use mx_sandbox::Sandbox;
use tokio::time::sleep;

/// A login takes the test bank a seventh of a second, and its questions wait for three.
const SPEED: f64 = 100.0;
const PAUSE: Duration = Duration::from_millis(5);
const PATIENCE: Duration = Duration::from_secs(10);

/// Repeats a read at once, three times at most.
pub(crate) const QUICK: RetryPolicy = RetryPolicy {
    attempts: 4,
    base: Duration::from_millis(1),
    cap: Duration::from_millis(2),
};

pub(crate) struct Mx {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) version: ApiVersion,
}

/// Does the same in both generations of the API, side by side.
pub(crate) async fn in_both(scenario: impl AsyncFn(Mx)) {
    in_both_at(SPEED, scenario).await;
}

/// The same, of a simulated MX that is this many times as fast as MX.
pub(crate) async fn in_both_at(speed: f64, scenario: impl AsyncFn(Mx)) {
    let newer = Mx::start_as(ApiVersion::V20250224, speed, |builder| builder).await;
    let older = Mx::start_as(ApiVersion::V20111101, speed, |builder| builder).await;
    tokio::join!(scenario(newer), scenario(older));
}

impl Mx {
    pub(crate) async fn start(settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        Self::start_as(ApiVersion::default(), SPEED, settings).await
    }

    async fn start_as(
        version: ApiVersion,
        speed: f64,
        settings: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Self {
        let sandbox = Sandbox::builder().speed(speed).start().await.unwrap();
        let builder = Client::builder(Credentials::new(sandbox.client_id(), sandbox.api_key()))
            .base_url(sandbox.api_base_url())
            .api_version(version)
            .retry(RetryPolicy::NEVER);
        let client = settings(builder).build().unwrap();
        Self {
            sandbox,
            client,
            version,
        }
    }

    pub(crate) fn is_newer(&self) -> bool {
        self.version == ApiVersion::V20250224
    }

    /// Creates a user, and gives its guid.
    pub(crate) async fn user(&self, id: &str) -> String {
        let user = self.client.users().create(&customer(id)).await.unwrap();
        user.guid.unwrap()
    }

    /// Begins to connect a user to a bank with this password.
    pub(crate) async fn sign_in(
        &self,
        user: &str,
        bank: &str,
        password: &str,
        products: &[Product],
    ) -> Result<Member, Error> {
        let asked = self.client.institutions().credentials(bank).all().await?;
        let values = asked
            .into_iter()
            .zip(["mxuser", password])
            .map(|(credential, value)| CredentialValue::new(credential.guid.unwrap(), value));
        let member = MemberCreateRequest::with_credentials(bank, values, products.iter().cloned());
        self.client.members(user).create(&member).await
    }

    /// A user at the test bank, verified: the guids of the user and of the member.
    pub(crate) async fn verified(&self) -> (String, String) {
        let user = self.user("verified").await;
        let product = Product::AccountVerification;
        let member = self.sign_in(&user, "mxbank", "fine", &[product]).await;
        let member = member.unwrap().guid.unwrap();
        let members = self.client.members(&user);
        settled(&members, &member).await;
        if !self.is_newer() {
            // There, the member's first job only reads accounts and transactions.
            let run = members.verify(&member).await.unwrap();
            assert_eq!(run.kind(), JobKind::Verification);
            settled(&members, &member).await;
        }
        (user, member)
    }
}

pub(crate) fn customer(id: &str) -> UserRequest {
    UserRequest {
        id: Some(id.to_owned()),
        ..UserRequest::default()
    }
}

/// Reads the member's status until no job runs, more often than MX would like.
pub(crate) async fn settled(members: &Members, member: &str) -> MemberStatus {
    eventually(async || {
        let status = members.status(member).await.unwrap();
        (status.is_being_aggregated == Some(false)).then_some(status)
    })
    .await
}

/// Asks until there is an answer.
pub(crate) async fn eventually<T>(ask: impl AsyncFn() -> Option<T>) -> T {
    let answer = async {
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            sleep(PAUSE).await;
        }
    };
    tokio::time::timeout(PATIENCE, answer).await.unwrap()
}
