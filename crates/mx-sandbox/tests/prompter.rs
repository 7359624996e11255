//! The prompter of a demonstration: what it can have a page do, and where there is none.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

use std::time::Duration;

use mx_sandbox::{
    Cue, DepositLines, Lines, Prompter, Sandbox,
    world::{
        ConnectionStatus, Language, MicroDepositDetails, MicroDepositStatus, Mode, OauthDecision,
        OauthReason, UserAttributes, WidgetConfig,
    },
};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

const CUSTOMER: &str = "demo-1";

/// A sandbox with a prompter, at a speed at which nothing happens by itself while a test looks.
async fn stage() -> (Sandbox, Prompter) {
    let sandbox = Sandbox::builder().with_prompter().start().await.unwrap();
    let prompter = sandbox.prompter().unwrap();
    (sandbox, prompter)
}

fn user(sandbox: &Sandbox, id: &str) -> String {
    let attributes = UserAttributes {
        id: Some(id.to_owned()),
        ..UserAttributes::default()
    };
    sandbox.world().create_user(attributes).unwrap().guid
}

/// A page, told what is there as a browser's would be.
struct Page {
    address: String,
    view: Value,
    settings: Value,
}

impl Page {
    async fn open(sandbox: &Sandbox, user_guid: &str) -> Self {
        let config = WidgetConfig {
            requested_mode: Some(Mode::Verification),
            ..WidgetConfig::default()
        };
        let world = sandbox.world();
        let url = world.issue_widget_url(user_guid, config, Language::English);
        let page = reqwest::get(url.unwrap().unwrap()).await.unwrap();
        let page = page.text().await.unwrap();
        let (_, rest) = page.split_once("data-session=\"").unwrap();
        let (key, _) = rest.split_once('"').unwrap();
        let mut page = Self {
            address: format!("{}/md/connect/session/{key}", sandbox.widget_origin()),
            view: Value::Null,
            settings: Value::Null,
        };
        page.does(json!({"intent": "open"})).await;
        page
    }

    async fn does(&mut self, intent: Value) {
        let answer = Client::new().post(&self.address).json(&intent).send();
        let reply: Value = answer.await.unwrap().json().await.unwrap();
        self.view = reply["view"].clone();
        if reply["settings"].is_object() {
            self.settings = reply["settings"].clone();
        }
    }

    async fn asks(&self) -> Response {
        let address = format!("{}/cue", self.address);
        Client::new().post(address).send().await.unwrap()
    }

    /// Asks, and is told to do something.
    async fn plays(&self) -> Vec<Value> {
        let answer = self.asks().await;
        assert_eq!(answer.status(), StatusCode::OK, "{}", self.view);
        let play: Value = answer.json().await.unwrap();
        play["gestures"].as_array().unwrap().clone()
    }

    /// Does what it was told, as `hands.js` does.
    async fn plays_and_obeys(&mut self) {
        let mut answers = Vec::new();
        for gesture in self.plays().await {
            match gesture["do"].as_str().unwrap() {
                "type" if gesture["field"] == "query" => {}
                "type" => answers.push(json!({"guid": gesture["field"], "value": gesture["text"]})),
                "choose" => {
                    answers.push(json!({"guid": gesture["field"], "value": gesture["value"]}));
                }
                "send" => {
                    let intent = match self.view["kind"].as_str().unwrap() {
                        "credentials" => "credentials",
                        "mfa" => "mfa",
                        _ => "details",
                    };
                    self.does(json!({"intent": intent, "answers": answers}))
                        .await;
                }
                "press" => {
                    let intent = gesture["intent"].clone();
                    self.does(json!({"intent": intent, "institution": gesture["value"]}))
                        .await;
                }
                other => panic!("no page knows how to {other}"),
            }
        }
        // A page that is done asks again.
        assert_eq!(self.asks().await.status(), StatusCode::NO_CONTENT);
    }
}

fn signs_in(institution_code: &str, password: &str) -> Lines {
    Lines {
        institution_code: Some(institution_code.to_owned()),
        user_name: "mxuser".to_owned(),
        password: password.to_owned(),
        answer: "correct".to_owned(),
        ..Lines::default()
    }
}

#[tokio::test]
async fn a_sandbox_has_no_prompter_unless_it_was_built_with_one() {
    let sandbox = Sandbox::builder().control(true).start().await.unwrap();
    assert!(sandbox.prompter().is_none());
    let page = Page::open(&sandbox, &user(&sandbox, CUSTOMER)).await;
    assert!(page.settings.get("cue_ms").is_none(), "{}", page.settings);
    // No such address: it is taken for one of the API, which wants its keys.
    assert_eq!(page.asks().await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_customer_without_lines_is_left_alone() {
    let (sandbox, prompter) = stage().await;
    prompter.attend(CUSTOMER, signs_in("mxbank", "anything"));
    let page = Page::open(&sandbox, &user(&sandbox, "somebody-else")).await;
    assert!(page.settings.get("cue_ms").is_none(), "{}", page.settings);
    assert_eq!(page.asks().await.status(), StatusCode::NOT_FOUND);
    assert_eq!(prompter.cue("somebody-else"), Cue::NoPage);
    assert_eq!(prompter.cue(CUSTOMER), Cue::NoPage, "no page is open yet");
}

#[tokio::test]
async fn nothing_is_typed_without_a_cue() {
    let (sandbox, prompter) = stage().await;
    prompter.attend(CUSTOMER, signs_in("mxbank", "anything"));
    let page = Page::open(&sandbox, &user(&sandbox, CUSTOMER)).await;
    assert!(page.settings["cue_ms"].as_u64().unwrap() > 0);
    assert_eq!(page.asks().await.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn each_cue_is_one_step_and_a_second_press_is_none() {
    let (sandbox, prompter) = stage().await;
    prompter.attend(CUSTOMER, signs_in("mxbank", "challenge"));
    let guid = user(&sandbox, CUSTOMER);
    let mut page = Page::open(&sandbox, &guid).await;

    assert!(!prompter.is_playing(CUSTOMER));
    assert_eq!(prompter.cue(CUSTOMER), Cue::Taken);
    assert!(prompter.is_playing(CUSTOMER), "in a moment");
    let gestures = page.plays().await;
    assert!(prompter.is_playing(CUSTOMER));
    assert_eq!(gestures[0]["text"], "MX Bank");
    assert_eq!(gestures[1]["intent"], "select");
    // Pressed again while the page is typing.
    assert_eq!(prompter.cue(CUSTOMER), Cue::Taken);
    let institution = gestures[1]["value"].clone();
    page.does(json!({"intent": "select", "institution": institution}))
        .await;
    assert_eq!(page.asks().await.status(), StatusCode::NO_CONTENT);
    assert!(!prompter.is_playing(CUSTOMER));

    assert_eq!(prompter.cue(CUSTOMER), Cue::Taken);
    page.plays_and_obeys().await;
    assert_eq!(page.view["kind"], "connecting");
    assert_eq!(prompter.cue(CUSTOMER), Cue::Nothing, "the bank's turn");

    sandbox.world().hurry(Some(&guid));
    page.does(json!({"intent": "poll"})).await;
    assert_eq!(page.view["kind"], "mfa");
    sandbox.world().hurry(Some(&guid));
    let member = sandbox.world().members(&guid).remove(0);
    let waits = member.connection_status;
    assert_eq!(waits, ConnectionStatus::Challenged, "a question waits");

    assert_eq!(prompter.cue(CUSTOMER), Cue::Taken);
    page.plays_and_obeys().await;
    sandbox.world().hurry(Some(&guid));
    let member = sandbox.world().members(&guid).remove(0);
    assert_eq!(member.connection_status, ConnectionStatus::Connected);
    assert!(!member.is_being_aggregated);
    assert!(!sandbox.world().account_numbers(&member.guid).is_empty());
}

#[tokio::test]
async fn what_is_chosen_holds_the_line() {
    let (sandbox, prompter) = stage().await;
    let lines = Lines {
        answer: "Savings".to_owned(),
        ..signs_in("solitaire_bank", "many")
    };
    prompter.attend(CUSTOMER, lines);
    let guid = user(&sandbox, CUSTOMER);
    let mut page = Page::open(&sandbox, &guid).await;
    for _ in 0..2 {
        assert_eq!(prompter.cue(CUSTOMER), Cue::Taken);
        page.plays_and_obeys().await;
    }
    sandbox.world().hurry(Some(&guid));
    page.does(json!({"intent": "poll"})).await;
    assert_eq!(prompter.cue(CUSTOMER), Cue::Taken, "{}", page.view);
    page.plays_and_obeys().await;
    sandbox.world().hurry(Some(&guid));
    let member = sandbox.world().members(&guid).remove(0);
    let numbers = sandbox.world().account_numbers(&member.guid);
    let accounts = sandbox.world().accounts(&member.guid);
    let chosen = accounts
        .iter()
        .find(|account| account.guid == numbers[0].account_guid)
        .unwrap();
    assert_eq!(numbers.len(), 1);
    assert!(chosen.name.ends_with("Savings"), "{}", chosen.name);
}

#[tokio::test]
async fn at_the_bank_s_own_page_the_line_is_a_decision() {
    for (decision, status) in [
        (OauthDecision::Authorize, ConnectionStatus::Connected),
        (
            OauthDecision::Refuse(OauthReason::Denied),
            ConnectionStatus::Denied,
        ),
    ] {
        let (sandbox, prompter) = stage().await;
        let lines = Lines {
            decision: Some(decision),
            ..signs_in("mx_bank_oauth", "")
        };
        prompter.attend(CUSTOMER, lines);
        let guid = user(&sandbox, CUSTOMER);
        let mut page = Page::open(&sandbox, &guid).await;
        for _ in 0..2 {
            assert_eq!(prompter.cue(CUSTOMER), Cue::Taken);
            page.plays_and_obeys().await;
        }
        assert_eq!(page.view["kind"], "oauth_waiting");
        assert_eq!(prompter.cue(CUSTOMER), Cue::Taken);
        let member = sandbox.world().members(&guid).remove(0);
        assert_eq!(member.connection_status, status);
        assert_eq!(prompter.cue(CUSTOMER), Cue::Nothing, "it is decided once");
    }
}

#[tokio::test]
async fn small_deposits_are_asked_for_and_arrive_at_once_when_hurried() {
    let (sandbox, prompter) = stage().await;
    let lines = Lines {
        deposits: Some(DepositLines {
            routing_number: "990000026".to_owned(),
            account_number: "0000123456".to_owned(),
            first_name: "Ada".to_owned(),
            last_name: "Lovelace".to_owned(),
            email: "ada@customer.example".to_owned(),
            amounts: ["0.09".to_owned(), "0.13".to_owned()],
        }),
        ..Lines::default()
    };
    prompter.attend(CUSTOMER, lines);
    let guid = user(&sandbox, CUSTOMER);
    let mut page = Page::open(&sandbox, &guid).await;
    for _ in 0..6 {
        assert_eq!(prompter.cue(CUSTOMER), Cue::Taken, "{}", page.view);
        page.plays_and_obeys().await;
    }
    let deposit = sandbox.world().micro_deposits(&guid).remove(0);
    assert_eq!(deposit.status, MicroDepositStatus::Initiated);
    assert_eq!(prompter.cue(CUSTOMER), Cue::Taken, "they are done for now");
    page.plays_and_obeys().await;
    assert_eq!(page.view["kind"], "search");
    sandbox.world().hurry(Some(&guid));
    let deposit = sandbox.world().micro_deposits(&guid).remove(0);
    assert_eq!(deposit.status, MicroDepositStatus::Deposited);
}

#[tokio::test]
async fn hurrying_one_customer_leaves_the_others_to_their_banks() {
    let (sandbox, _) = stage().await;
    let details = |number: &str| MicroDepositDetails {
        account_number: number.to_owned(),
        account_type: "CHECKING".to_owned(),
        routing_number: "990000026".to_owned(),
        ..MicroDepositDetails::default()
    };
    let world = sandbox.world();
    let (one, other) = (user(&sandbox, "one"), user(&sandbox, "other"));
    world
        .create_micro_deposit(&one, details("0000123456"))
        .unwrap();
    world
        .create_micro_deposit(&other, details("0000123457"))
        .unwrap();
    world.hurry(Some(&one));
    let status = |guid| world.micro_deposits(guid).remove(0).status;
    assert_eq!(status(&one), MicroDepositStatus::Deposited);
    assert_eq!(status(&other), MicroDepositStatus::Initiated);
}

#[tokio::test]
async fn a_page_that_is_gone_takes_no_cue() {
    let (sandbox, prompter) = stage().await;
    prompter.attend(CUSTOMER, signs_in("mxbank", "anything"));
    let guid = user(&sandbox, CUSTOMER);
    let _gone = Page::open(&sandbox, &guid).await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(31)).await;
    assert_eq!(prompter.cue(CUSTOMER), Cue::NoPage);
}

#[tokio::test]
async fn a_reset_leaves_nothing_but_the_address() {
    let (sandbox, prompter) = stage().await;
    prompter.attend(CUSTOMER, signs_in("mxbank", "anything"));
    let guid = user(&sandbox, CUSTOMER);
    let page = Page::open(&sandbox, &guid).await;
    let (base, key) = (sandbox.api_base_url(), sandbox.api_key().to_owned());
    sandbox.world().set_disclosure(true);
    sandbox.reset();
    assert!(sandbox.world().users().is_empty());
    assert!(!sandbox.world().disclosure());
    assert_eq!(page.asks().await.status(), StatusCode::NOT_FOUND);
    assert_eq!(prompter.cue(CUSTOMER), Cue::NoPage);
    assert_eq!((sandbox.api_base_url(), sandbox.api_key()), (base, &*key));
}
