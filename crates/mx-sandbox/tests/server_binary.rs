//! The `mx-sandbox` program as somebody starts it from a shell.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

use std::process::Stdio;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

struct Server {
    process: Child,
    output: Lines<BufReader<ChildStdout>>,
    ready: Value,
}

async fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Server {
    let mut process = Command::new(env!("CARGO_BIN_EXE_mx-sandbox"))
        .args(arguments)
        .env_remove("MX_CLIENT_ID")
        .env_remove("MX_API_KEY")
        .envs(environment.iter().copied())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
    let line = output.next_line().await.unwrap().unwrap();
    Server {
        process,
        output,
        ready: serde_json::from_str(&line).unwrap(),
    }
}

async fn users(ready: &Value) -> u16 {
    let text = |key: &str| ready[key].as_str().unwrap().to_owned();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client
        .get(format!("{}/users", text("api_base_url")))
        .basic_auth(text("client_id"), Some(text("api_key")))
        .header("accept-version", "v20250224");
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn it_says_where_it_is_in_one_line_and_ends_well_when_told() {
    for signal in ["-TERM", "-INT"] {
        let mut server = start(&["--speed", "10"], &[]).await;
        assert_eq!(users(&server.ready).await, 200);
        let id = server.process.id().unwrap().to_string();
        let told = Command::new("kill").args([signal, &id]).status().await;
        assert!(told.unwrap().success());
        assert_eq!(server.output.next_line().await.unwrap(), None);
        assert!(server.process.wait().await.unwrap().success(), "{signal}");
    }
}

#[tokio::test]
async fn it_takes_credentials_from_the_environment_and_an_origin_for_its_urls() {
    let environment = [("MX_CLIENT_ID", "client"), ("MX_API_KEY", "key")];
    let arguments = ["--public-origin", "https://connect.example"];
    let server = start(&arguments, &environment).await;
    assert_eq!(server.ready["client_id"], "client");
    assert_eq!(server.ready["api_key"], "key");
    assert_eq!(server.ready["widget_origin"], "https://connect.example");
    assert_eq!(users(&server.ready).await, 200);
}

#[tokio::test]
async fn its_page_opens_on_a_disclosure_when_told() {
    for (arguments, kind) in [(&["--disclosure"][..], "disclosure"), (&[], "search")] {
        let server = start(arguments, &[]).await;
        let text = |key: &str| server.ready[key].as_str().unwrap().to_owned();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let asks = |path: &str, body: Value| {
            client
                .post(format!("{}{path}", text("api_base_url")))
                .basic_auth(text("client_id"), Some(text("api_key")))
                .header("accept-version", "v20250224")
                .json(&body)
                .send()
        };
        let created = asks("/users", json!({ "user": { "id": "reader" } })).await;
        assert_eq!(created.unwrap().status(), 200);
        let wanted = json!({ "widget_url": { "widget_type": "connect_widget" } });
        let answer = asks("/users/reader/widget_urls", wanted).await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        let url = answer["widget_url"]["url"].as_str().unwrap();
        let page = client.get(url).send().await.unwrap().text().await.unwrap();
        let (_, rest) = page.split_once("data-session=\"").unwrap();
        let (key, _) = rest.split_once('"').unwrap();
        let session = format!("/md/connect/session/{key}");
        let reply = asks(&session, json!({ "intent": "open" })).await.unwrap();
        let reply: Value = reply.json().await.unwrap();
        assert_eq!(reply["view"]["kind"], kind);
    }
}

#[tokio::test]
async fn it_takes_the_clients_profile_and_no_bank_it_doesnt_have() {
    let arguments = [
        "--control",
        "--consent",
        "--existing-member",
        "--additional-product",
        "transactions",
        "--block",
        "mxbank",
        "--block",
        "quillmere_bank=prevent_new",
    ];
    let server = start(&arguments, &[]).await;
    let text = |key: &str| server.ready[key].as_str().unwrap().to_owned();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let profile = client
        .get(format!("{}/_sandbox/client_profile", text("api_base_url")))
        .basic_auth(text("client_id"), Some(text("api_key")));
    let profile: Value = profile.send().await.unwrap().json().await.unwrap();
    assert_eq!(
        profile,
        json!({
            "disclosure": false,
            "consent": true,
            "manual_accounts": false,
            "additional_product": "transactions",
            "demo": false,
            "existing_member": true,
            "blocked_institutions": { "mxbank": "prevented", "quillmere_bank": "prevent_new" },
        })
    );
    for wrong in ["no_such_bank", "mxbank=for_a_while"] {
        let mut process = Command::new(env!("CARGO_BIN_EXE_mx-sandbox"));
        let ended = process.args(["--block", wrong]).output().await.unwrap();
        assert!(!ended.status.success(), "{wrong}");
        assert!(ended.stdout.is_empty(), "it isn't ready: {wrong}");
    }
}

/// Starts it, waits until it is ready, ends it, and gives what it wrote for people.
async fn written_for_people(arguments: &[&str], environment: &[(&str, &str)]) -> (Value, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_mx-sandbox"))
        .args(arguments)
        .env_remove("MX_CLIENT_ID")
        .env_remove("MX_API_KEY")
        .envs(environment.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
    let ready = output.next_line().await.unwrap().unwrap();
    let id = process.id().unwrap().to_string();
    Command::new("kill").arg(id).status().await.unwrap();
    let ended = process.wait_with_output().await.unwrap();
    let text = String::from_utf8(ended.stderr).unwrap();
    (serde_json::from_str(&ready).unwrap(), text)
}

#[tokio::test]
async fn people_get_a_line_to_try_and_no_key_of_their_own() {
    let (ready, text) = written_for_people(&[], &[]).await;
    let base = ready["api_base_url"].as_str().unwrap();
    let line = text.lines().find(|line| line.contains("curl")).unwrap();
    assert!(line.contains(base) && line.contains(ready["api_key"].as_str().unwrap()));

    let environment = [("MX_CLIENT_ID", "client"), ("MX_API_KEY", "a-real-key")];
    let (_, text) = written_for_people(&[], &environment).await;
    assert!(text.contains("$MX_API_KEY") && !text.contains("a-real-key"));
}

#[tokio::test]
async fn its_state_outlives_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let arguments = ["--state", file.to_str().unwrap()];
    let mut server = start(&arguments, &[]).await;
    let text = |key: &str| server.ready[key].as_str().unwrap().to_owned();
    let created = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .post(format!("{}/users", text("api_base_url")))
        .basic_auth(text("client_id"), Some(text("api_key")))
        .header("accept-version", "v20250224")
        .json(&json!({ "user": { "id": "kept" } }));
    assert_eq!(created.send().await.unwrap().status(), 200);
    let id = server.process.id().unwrap().to_string();
    Command::new("kill").arg(id).status().await.unwrap();
    assert!(server.process.wait().await.unwrap().success());
    written_for_people(&arguments, &[]).await;
    assert!(std::fs::read_to_string(&file).unwrap().contains("\"kept\""));
}
