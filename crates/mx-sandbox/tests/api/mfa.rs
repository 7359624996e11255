use serde_json::{Value, json};

use crate::client::{Answer, Client, refused};

/// A member that waits for an answer: its path and its challenge.
async fn challenged(client: &Client, id: &str, password: &str) -> (String, Value) {
    let user = client.user(id).await;
    let member = client.member(&user, password).await;
    let status = client.settled(&member).await;
    assert_eq!(status["connection_status"], "CHALLENGED");
    assert_eq!(status["challenges"].as_array().unwrap().len(), 1);
    (member, status["challenges"][0].clone())
}

async fn resume(client: &Client, member: &str, guid: &Value, value: &Value) -> Answer {
    let body = json!({ "member": { "challenges": [{ "guid": guid, "value": value }] } });
    client.put(&format!("{member}/resume"), body).await
}

#[tokio::test]
async fn an_answer_leads_where_mx_says() {
    let client = Client::start().await;
    let table = [
        ("correct", "CONNECTED"),
        ("Correct", "REJECTED"),
        ("whatever", "REJECTED"),
        ("", "REJECTED"),
        ("challenge", "CHALLENGED"),
        ("DISABLED", "DENIED"),
        ("SERVER_ERROR", "FAILED"),
        ("UNAVAILABLE", "FAILED"),
    ];
    for (index, (given, expected)) in table.iter().enumerate() {
        let (member, challenge) = challenged(&client, &format!("u{index}"), "challenge").await;
        let resumed = resume(&client, &member, &challenge["guid"], &json!(given)).await;
        assert_eq!(resumed.code, 202);
        assert_eq!(resumed.body["member"]["connection_status"], "RESUMED");
        assert_eq!(resumed.body["member"]["is_being_aggregated"], true);
        let settled = client.settled(&member).await;
        assert_eq!(settled["connection_status"], *expected, "{given}");
        if *expected == "CHALLENGED" {
            assert_ne!(settled["challenges"][0]["guid"], challenge["guid"]);
        } else {
            assert_eq!(settled["challenges"], json!([]));
        }
    }
}

#[tokio::test]
async fn options_are_chosen_by_guid_or_by_value() {
    let client = Client::start().await;
    for (id, key) in [("guid", "guid"), ("value", "value")] {
        let (member, challenge) = challenged(&client, id, "options").await;
        assert_eq!(challenge["type"], "OPTIONS");
        let options = challenge["options"].as_array().unwrap();
        assert!(options.len() > 1);
        let right = options
            .iter()
            .find(|option| option["value"] == "correct")
            .unwrap();
        resume(&client, &member, &challenge["guid"], &right[key]).await;
        assert_eq!(
            client.settled(&member).await["connection_status"],
            "CONNECTED",
            "{key}"
        );
    }
    let (member, challenge) = challenged(&client, "wrong", "options").await;
    let options = challenge["options"].as_array().unwrap();
    let wrong = options
        .iter()
        .find(|option| option["value"] == "incorrect")
        .unwrap();
    resume(&client, &member, &challenge["guid"], &wrong["guid"]).await;
    assert_eq!(
        client.settled(&member).await["connection_status"],
        "REJECTED"
    );
}

#[tokio::test]
async fn questions_have_the_shape_of_their_kind() {
    let client = Client::start().await;
    let (_, text) = challenged(&client, "text", "challenge").await;
    assert_eq!(
        (&text["type"], &text["options"]),
        (&json!("TEXT"), &json!([]))
    );
    assert_eq!(text["image_data"], Value::Null);
    assert!(text["guid"].as_str().unwrap().starts_with("CRD-"));
    let (member, image) = challenged(&client, "image", "image").await;
    assert_eq!(image["type"], "IMAGE_DATA");
    // A PNG in base64 starts so.
    assert!(
        image["image_data"]
            .as_str()
            .unwrap()
            .starts_with("iVBORw0KGgo")
    );
    resume(&client, &member, &image["guid"], &json!("correct")).await;
    assert_eq!(
        client.settled(&member).await["connection_status"],
        "CONNECTED"
    );
}

#[tokio::test]
async fn challenges_are_listed_only_while_one_waits() {
    let client = Client::start().await;
    let (member, challenge) = challenged(&client, "u", "challenge").await;
    let path = format!("{member}/challenges");
    assert_eq!(
        client.get(&path).await.body["challenges"],
        json!([challenge])
    );
    resume(&client, &member, &challenge["guid"], &json!("correct")).await;
    let later = client.get(&path).await;
    assert_eq!((later.code, later.body), (204, Value::Null));
}

#[tokio::test]
async fn answers_to_nothing_are_refused() {
    let client = Client::start().await;
    let (member, challenge) = challenged(&client, "u", "challenge").await;
    let other = resume(&client, &member, &json!("CRD-other"), &json!("correct")).await;
    refused(&other, 400, "bad_request");
    let none = client
        .put(&format!("{member}/resume"), json!({ "member": { "a": 1 } }))
        .await;
    refused(&none, 400, "bad_request");
    resume(&client, &member, &challenge["guid"], &json!("correct")).await;
    client.settled(&member).await;
    let late = resume(&client, &member, &challenge["guid"], &json!("correct")).await;
    refused(&late, 400, "bad_request");
}
