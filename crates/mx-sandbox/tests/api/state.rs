use mx_sandbox::{Sandbox, SandboxError};
use serde_json::Value;

use crate::client::{Client, eventually};

#[tokio::test]
async fn a_world_goes_on_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let builder = || {
        Sandbox::builder()
            .speed(100.0)
            .credentials("client", "key")
            .state_file(&file)
    };
    let client = Client::start_with(builder()).await;
    let (user, member) = client.verified().await;
    let asked = client.user("asked").await;
    let challenged = client.member(&asked, "image").await;
    client.settled(&challenged).await;
    let working = client.user("working").await;
    let working = client
        .at(&working, "tarrywater_savings", "fine", &["transactions"])
        .await;
    let paths = [
        format!("/users/{user}"),
        member.clone(),
        format!("{member}/accounts"),
        format!("{member}/account_numbers"),
        format!("{challenged}/challenges"),
    ];
    let read = async |client: &Client| {
        let mut bodies = Vec::<Value>::new();
        for path in &paths {
            bodies.push(client.get(path).await.body);
        }
        bodies
    };
    let before = read(&client).await;
    client.sandbox.shutdown().await;

    let client = Client::start_with(builder()).await;
    assert_eq!(read(&client).await, before);
    assert_eq!(
        client.settled(&working).await["connection_status"],
        "CONNECTED"
    );
    // The key of the API is nobody's business.
    assert!(!std::fs::read_to_string(&file).unwrap().contains("\"key\""));
}

#[tokio::test]
async fn a_change_is_saved_before_anybody_stops_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("world.json");
    let client = Client::start_with(Sandbox::builder().state_file(&file)).await;
    let user = client.user("u").await;
    let saved = eventually(async || std::fs::read_to_string(&file).ok()).await;
    assert!(saved.contains(&user));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_file_that_holds_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "my notes").unwrap();
    let refusal = Sandbox::builder().state_file(&file).start().await;
    assert!(matches!(refusal, Err(SandboxError::State)));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "my notes");
}
