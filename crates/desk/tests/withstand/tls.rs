//! What the person is told when there is no secure connection.

use desk::{
    environment::Environment,
    mx::{MxProblemKind, PlatformConnector, Reach},
    ports::Connector,
    vault::Credentials,
    view::{Problem, ProblemCode},
};
use secrecy::SecretString;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// A server that reads the beginning of what it is sent, says this, and goes.
async fn says(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(answer).await;
        }
    });
    format!("https://{address}/")
}

#[tokio::test]
async fn no_secure_connection_is_told_from_no_connection() {
    let cases: [(&[u8], MxProblemKind, Reach, &str); 2] = [
        (
            b"",
            MxProblemKind::HandshakeBroken,
            Reach::BrokenOff,
            "broke off",
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            MxProblemKind::NoTls,
            Reach::NotTrusted,
            "TLS",
        ),
    ];
    for (answer, kind, reach, word) in cases {
        let base = says(answer).await;
        let environment = Environment::custom(&base, &[base.trim_end_matches('/').to_owned()]);
        let credentials = Credentials {
            client_id: "client".to_owned(),
            api_key: SecretString::from("key"),
        };
        let api = PlatformConnector
            .connect(&environment.unwrap(), &credentials)
            .unwrap();
        let probe = api.probe().await;
        assert_eq!(probe.reach, reach);
        let problem = probe.answer.unwrap_err();
        assert_eq!(problem.kind, kind);
        let problem = Problem::from(problem);
        assert_eq!(problem.code, ProblemCode::TlsFailed);
        assert!(problem.message.contains(word), "{}", problem.message);
    }
}
