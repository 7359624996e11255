use mx_sandbox::{Effect, Fault, Sandbox};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, answer};

#[tokio::test]
async fn what_is_asked_and_answered_is_written_down_but_no_key_and_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let builder = Sandbox::builder().exchanges(folder.path());
    let client = Client::start_with(builder).await;
    let body = json!({ "user": { "id": "u" } });
    client.post("/users?page=2", body.clone()).await;
    client.get_2011("/users/USR-none").await;
    let faults = client.sandbox.faults();
    faults.add(Fault::status("GET", "/institutions", 503));
    assert_eq!(client.get("/institutions").await.code, 503);
    faults.add(Fault::on("GET", "/users/u", Effect::InvalidJson));
    assert_eq!(client.get("/users/u").await.body, Value::Null);
    answer(client.bare(Method::GET, "/md/connect/nowhere")).await;
    let key = client.sandbox.api_key().to_owned();
    client.sandbox.shutdown().await;

    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap();
    let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
    assert!(!text.contains(&key) && !text.contains("Basic"));
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let [created, missing, refused, spoilt] = &lines[..] else {
        panic!("{lines:?}");
    };
    let sent = &created["sent"];
    assert_eq!(sent["method"], "POST");
    assert_eq!(
        (&sent["path"], &sent["query"]),
        (&json!("/users"), &json!("page=2"))
    );
    assert_eq!(sent["accept_version"], "v20250224");
    assert_eq!(sent["body"], body);
    assert_eq!(created["answer"]["status"], 200);
    assert_eq!(created["answer"]["body"]["user"]["id"], "u");
    assert_eq!(missing["answer"]["status"], 404);
    assert_eq!(
        missing["answer"]["content_type"],
        "application/vnd.mx.api.v1+json"
    );
    assert_eq!(
        (&refused["injected"], &refused["answer"]),
        (&json!(true), &Value::Null)
    );
    // What the API said before it was spoilt.
    assert_eq!(spoilt["answer"]["body"]["user"]["id"], "u");
}
