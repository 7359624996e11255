use mx_sandbox::Sandbox;
use tokio::net::TcpStream;

use crate::client::Client;

#[tokio::test]
async fn stopping_frees_the_port() {
    let client = Client::start().await;
    client.get("/users").await;
    let address = client.sandbox.api_base_url().replace("http://", "");
    assert!(TcpStream::connect(&address).await.is_ok());
    client.sandbox.shutdown().await;
    assert!(TcpStream::connect(&address).await.is_err());
}

#[tokio::test]
async fn two_run_side_by_side_and_share_nothing() {
    let first = Client::start().await;
    let second = Client::start().await;
    assert_ne!(first.sandbox.api_key(), second.sandbox.api_key());
    assert_ne!(first.sandbox.client_id(), second.sandbox.client_id());
    first.user("u").await;
    assert_eq!(second.get("/users/u").await.code, 404);
}

#[tokio::test]
async fn nothing_printed_shows_the_key() {
    let builder = Sandbox::builder().credentials("the-client", "the-secret-key");
    assert!(!format!("{builder:?}").contains("the-secret-key"));
    let sandbox = builder.start().await.unwrap();
    assert_eq!(sandbox.api_key(), "the-secret-key");
    assert!(!format!("{sandbox:?} {:?}", sandbox.world()).contains("the-secret-key"));
}

#[tokio::test]
async fn a_speed_must_be_above_zero() {
    for speed in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(Sandbox::builder().speed(speed).start().await.is_err());
    }
}

#[tokio::test]
async fn a_port_taken_is_said() {
    let first = Sandbox::builder().start().await.unwrap();
    let address = first.api_base_url().replace("http://", "").parse().unwrap();
    let refused = Sandbox::builder()
        .address(address)
        .start()
        .await
        .unwrap_err();
    assert_eq!(refused.to_string(), format!("can't listen on {address}"));
}
