//! A page with somebody before it, and the host that frames it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    World,
    connect::{
        delivery::{Delivery, Form},
        session::{Intent, PageSession, Reply},
        view::{Kind, View},
    },
    world::{
        ClientProfile, Language, Member, Mode, OauthDecision, UserAttributes, WidgetConfig,
        WidgetSession,
    },
};

const POLL: Duration = Duration::from_secs(3);

/// What a page for account numbers is asked for with.
pub(crate) fn verification() -> WidgetConfig {
    WidgetConfig {
        requested_mode: Some(Mode::Verification),
        ..WidgetConfig::default()
    }
}

/// The same, for the form of an institution.
pub(crate) fn at(code: &str) -> WidgetConfig {
    WidgetConfig {
        current_institution_code: Some(code.to_owned()),
        ..verification()
    }
}

/// A new user's page for a client with this profile, past its opening messages.
pub(crate) fn opened(profile: ClientProfile, config: WidgetConfig) -> Page {
    let world = World::new(1.0, 1, "http://127.0.0.1:1");
    world.set_client_profile(profile);
    let user = world.create_user(UserAttributes::default()).unwrap();
    let mut page = Page::open_for(world, user.guid, config);
    page.inbox.clear();
    page
}

/// A page, the world it is about, and what its host has received.
pub(crate) struct Page {
    pub(crate) world: World,
    pub(crate) user_guid: String,
    session: PageSession,
    pub(crate) inbox: Vec<Delivery>,
    pub(crate) view: View,
}

impl Page {
    /// A page for a new user, its opening messages in the inbox.
    pub(crate) fn open(config: WidgetConfig) -> Self {
        let world = World::new(1.0, 1, "http://127.0.0.1:1");
        let user = world.create_user(UserAttributes::default()).unwrap();
        Self::open_for(world, user.guid, config)
    }

    /// The same with nothing in the inbox.
    pub(crate) fn after_opening(config: WidgetConfig) -> Self {
        let mut page = Self::open(config);
        page.inbox.clear();
        page
    }

    pub(crate) fn open_for(world: World, user_guid: String, config: WidgetConfig) -> Self {
        let session = WidgetSession {
            session_guid: "ANS-1".to_owned(),
            user_guid: user_guid.clone(),
            config,
            language: Language::English,
        };
        let mut session = PageSession::new(session, &world);
        let reply = session.handle(Intent::Open, &world);
        Self {
            view: reply.view.unwrap(),
            inbox: reply.posts,
            world,
            user_guid,
            session,
        }
    }

    /// The same user opens another page.
    pub(crate) fn again(&self, config: WidgetConfig) -> Self {
        Self::open_for(self.world.clone(), self.user_guid.clone(), config)
    }

    pub(crate) fn does(&mut self, intent: Value) -> &mut Self {
        let intent = serde_json::from_value(intent).unwrap();
        let Reply { posts, view, .. } = self.session.handle(intent, &self.world);
        self.inbox.extend(posts);
        if let Some(view) = view {
            self.view = view;
        }
        self
    }

    /// Presses a button that asks for nothing more.
    pub(crate) fn presses(&mut self, intent: &str) -> &mut Self {
        self.does(json!({"intent": intent}))
    }

    pub(crate) fn selects(&mut self, code: &str) -> &mut Self {
        let institution = self.world.institution_by_code(code).unwrap().guid;
        self.does(json!({"intent": "select", "institution": institution}))
    }

    /// Fills the form in that is shown.
    pub(crate) fn signs_in(&mut self, password: &str) -> &mut Self {
        let Kind::Credentials { .. } = &self.view.kind else {
            panic!("no sign-in form: {:?}", self.view);
        };
        let view = serde_json::to_value(&self.view).unwrap();
        let answers: Vec<Value> = view["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| {
                let secret = field["kind"] == "password";
                json!({"guid": field["guid"], "value": if secret { password } else { "mxuser" }})
            })
            .collect();
        self.does(json!({"intent": "credentials", "answers": answers}))
    }

    pub(crate) fn answers(&mut self, value: &str) -> &mut Self {
        let view = serde_json::to_value(&self.view).unwrap();
        let guid = &view["prompts"][0]["guid"];
        self.does(json!({"intent": "mfa", "answers": [{"guid": guid, "value": value}]}))
    }

    /// Fills in the microdeposit form that is shown.
    pub(crate) fn enters(&mut self, answers: &[(&str, &str)]) -> &mut Self {
        let answers: Vec<Value> = answers
            .iter()
            .map(|(guid, value)| json!({"guid": guid, "value": value}))
            .collect();
        self.does(json!({"intent": "details", "answers": answers}))
    }

    /// The view as the page's script gets it.
    pub(crate) fn drawn(&self) -> Value {
        serde_json::to_value(&self.view).unwrap()
    }

    /// The intents of the buttons of the view.
    pub(crate) fn buttons(&self) -> Vec<String> {
        let drawn = self.drawn();
        let actions = drawn["actions"].as_array().unwrap();
        actions
            .iter()
            .map(|action| action["intent"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Opens the bank's page that the view leads to, and decides there.
    pub(crate) fn decides_at_the_bank(&mut self, decision: OauthDecision) -> &mut Self {
        let url = self.drawn()["url"].as_str().unwrap().to_owned();
        self.does(json!({"intent": "go_to_login"}));
        let token = url.rsplit('/').next().unwrap();
        let prompt = self.world.open_oauth(token).unwrap();
        assert!(self.world.decide_oauth(&prompt.key, decision).is_ok());
        self.does(json!({"intent": "login_poll"}))
    }

    /// Polls as the page does, until it leaves the connecting step.
    pub(crate) async fn connects(&mut self) -> &mut Self {
        for _ in 0..200 {
            if !matches!(self.view.kind, Kind::Connecting { .. }) {
                return self;
            }
            tokio::time::advance(POLL).await;
            self.does(json!({"intent": "poll"}));
        }
        panic!("still connecting");
    }

    /// What came since the last look, each message in a few words.
    pub(crate) fn received(&mut self) -> Vec<String> {
        self.inbox.drain(..).map(|post| in_words(&post)).collect()
    }

    pub(crate) fn member(&self) -> Member {
        self.world.members(&self.user_guid).pop().unwrap()
    }
}

pub(crate) fn message(post: &Delivery) -> &Value {
    match &post.form {
        Form::Message(message) => message,
        Form::Url(url) => panic!("a navigation: {url}"),
    }
}

pub(crate) fn in_words(post: &Delivery) -> String {
    let message = message(post);
    assert_eq!(message["mx"], true);
    let type_name = message["type"].as_str().unwrap();
    let name = type_name.strip_prefix("mx/connect/").unwrap_or(type_name);
    let said = &message["metadata"];
    let detail = match name {
        "stepChange" => format!(
            "{}>{}",
            said.get("previous")
                .map_or("", |step| step.as_str().unwrap()),
            said["current"].as_str().unwrap()
        ),
        "loaded" => said["initial_step"].as_str().unwrap().to_owned(),
        "institutionSearch" => said["query"].as_str().unwrap().to_owned(),
        "selectedInstitution" => said["code"].as_str().unwrap().to_owned(),
        "memberStatusUpdate" => said["connection_status"].to_string(),
        "memberError" | "memberError/primaryAction" => {
            said["member"]["connection_status"].to_string()
        }
        "invalidData" => said["member"]["code"].to_string(),
        "oauthError" => said["error_reason"].as_str().unwrap().to_owned(),
        "microdeposits/loaded" => said["initial_step"].as_str().unwrap().to_owned(),
        "microdeposits/blockedRoutingNumber" => format!(
            "{} {}",
            said["routing_number"].as_str().unwrap(),
            said["reason"].as_str().unwrap()
        ),
        "microdeposits/error/primaryAction" => said["status"].to_string(),
        "backToSearch" => said["context"].as_str().unwrap_or_default().to_owned(),
        "mx/navigation" => said["did_go_back"].to_string(),
        _ => String::new(),
    };
    format!("{name} {detail}").trim_end().to_owned()
}
