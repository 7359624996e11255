//! Over TLS, as MX is reached: with certificates of an authority that the system is told to trust.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use mx_platform::{Error, TlsFailure};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use serde_json::json;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use crate::common::{Mx, builder, listen, run_alone};

/// What the server in the other process is, for the half of a test that asks it.
const SERVER: &str = "SERVER_UNDER_TLS";
/// The name that [`Certificate::Good`] is for, beside the address.
const NAME: &str = "localhost";

/// Whom the server says it is.
#[derive(Clone, Copy)]
enum Certificate {
    Good,
    /// For another name.
    OfAnother,
    OutOfDate,
    NotYetValid,
    /// Of an authority nobody trusts.
    Unknown,
}

/// An authority of the test's own.
fn authority() -> (rcgen::Certificate, Issuer<'static, KeyPair>) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    (params.self_signed(&key).unwrap(), Issuer::new(params, key))
}

fn tls(issuer: &Issuer<'_, KeyPair>, shown: Certificate, protocols: &[&str]) -> TlsAcceptor {
    let name = match shown {
        Certificate::OfAnother => "mx.example",
        _ => NAME,
    };
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    match shown {
        Certificate::OutOfDate => params.not_after = date_time_ymd(2020, 1, 1),
        Certificate::NotYetValid => params.not_before = date_time_ymd(2500, 1, 1),
        _ => {}
    }
    let unknown = authority().1;
    let issuer = match shown {
        Certificate::Unknown => &unknown,
        _ => issuer,
    };
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, issuer).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|it| it.as_bytes().to_vec()).collect();
    TlsAcceptor::from(Arc::new(config))
}

/// Which protocol each connection agreed on.
type Agreed = Arc<Mutex<Vec<Option<String>>>>;

/// A server under TLS before one that speaks plainly.
async fn before(plain: SocketAddr, acceptor: TlsAcceptor) -> (SocketAddr, Agreed) {
    let agreed = Agreed::default();
    let noted = Arc::clone(&agreed);
    let address = listen(move |stream| {
        let (acceptor, noted) = (acceptor.clone(), Arc::clone(&noted));
        async move {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            let protocol = stream.get_ref().1.alpn_protocol();
            let protocol = protocol.map(|it| String::from_utf8_lossy(it).into_owned());
            noted.lock().unwrap().push(protocol);
            let mut plain = TcpStream::connect(plain).await.unwrap();
            // Whoever goes first, the other one notices.
            let _ = tokio::io::copy_bidirectional(&mut stream, &mut plain).await;
        }
    })
    .await;
    (address, agreed)
}

/// Has `test` ask a server under TLS, in a process that trusts the authority. What they agreed on.
async fn asked(test: &str, shown: Certificate, protocols: &[&str]) -> Vec<Option<String>> {
    let (certificate, issuer) = authority();
    let trusted = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&trusted, certificate.pem()).unwrap();
    let mx = Mx::start().await;
    let user = json!({ "user": { "guid": "USR-1", "id": "customer-17" } });
    mx.on("GET", "/users/USR-1", user).await;
    let acceptor = tls(&issuer, shown, protocols);
    let (address, agreed) = before(*mx.server.address(), acceptor).await;
    let server = format!("https://{NAME}:{}", address.port());
    let trusted = trusted.path().to_str().unwrap();
    let passed = run_alone(test, &[("SSL_CERT_FILE", trusted), (SERVER, &server)]).await;
    assert!(passed, "{test}");
    let agreed = agreed.lock().unwrap().clone();
    // Nothing is said to a server that is not who it should be.
    let is_good = matches!(shown, Certificate::Good);
    assert_eq!(mx.requests().await.is_empty(), !is_good);
    agreed
}

/// What reading a user comes to. None in the process that does not ask.
async fn read_user() -> Option<Result<Option<String>, Error>> {
    let server = std::env::var(SERVER).ok()?;
    let client = builder(server).build().unwrap();
    let mut last = None;
    for _ in 0..3 {
        last = Some(client.users().read("USR-1").await.map(|user| user.id));
    }
    last
}

#[tokio::test]
async fn mx_is_reached_over_http_2_and_one_connection_serves_all() {
    let agreed = asked("tls::reaches", Certificate::Good, &["h2", "http/1.1"]).await;
    assert_eq!(agreed, [Some("h2".to_owned())]);
}

#[tokio::test]
async fn mx_is_reached_over_http_1_where_there_is_no_other() {
    let agreed = asked("tls::reaches", Certificate::Good, &["http/1.1"]).await;
    assert_eq!(agreed, [Some("http/1.1".to_owned())]);
    // A server that never heard of such agreements.
    let agreed = asked("tls::reaches", Certificate::Good, &[]).await;
    assert_eq!(agreed, [None]);
}

/// Run by the tests above.
#[tokio::test]
async fn reaches() {
    if let Some(read) = read_user().await {
        assert_eq!(read, Ok(Some("customer-17".to_owned())));
    }
}

macro_rules! refuses {
    ($($test:ident: $shown:ident in $asks:ident is $why:ident;)*) => {$(
        #[tokio::test]
        async fn $test() {
            let test = concat!("tls::", stringify!($asks));
            asked(test, Certificate::$shown, &["h2", "http/1.1"]).await;
        }

        /// Run by the test above.
        #[tokio::test]
        async fn $asks() {
            if let Some(read) = read_user().await {
                assert_eq!(read, Err(Error::Tls { why: TlsFailure::$why }));
            }
        }
    )*};
}

refuses! {
    a_certificate_of_an_unknown_authority_is_refused: Unknown in asks_unknown is Untrusted;
    a_certificate_for_another_name_is_refused: OfAnother in asks_another is WrongName;
    a_certificate_of_yesterday_is_refused: OutOfDate in asks_out_of_date is OutOfDate;
    a_certificate_of_tomorrow_is_refused: NotYetValid in asks_not_yet_valid is OutOfDate;
}
