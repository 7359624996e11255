//! A gateway before the simulated MX, as a company has one: the same server under TLS. Whom it says
//! it is can be changed while the app runs.

use std::{
    io::{BufReader, Write},
    net::{Shutdown, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

use super::front::Request;

/// What somebody gets who asks for a secure connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shown {
    /// A certificate of the authority that the app's system trusts.
    Trusted,
    /// The same, but its time is over.
    OutOfDate,
    /// A certificate that anybody could have made.
    Forged,
    /// The end of the connection.
    Nothing,
}

/// The running gateway. It goes on until the tests end.
pub(crate) struct Gateway {
    authority: Issuer<'static, KeyPair>,
    trusted: PathBuf,
    shown: Arc<Mutex<Option<Arc<ServerConfig>>>>,
    port: u16,
}

impl Gateway {
    /// Starts it before a server that speaks plainly, given by host and port. Its authority's
    /// certificate is kept in the folder.
    pub(crate) fn start(behind: String, folder: &Path) -> Result<Self> {
        let (certificate, authority) = authority()?;
        let trusted = folder.join("authority.pem");
        std::fs::write(&trusted, certificate)?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let gateway = Self {
            authority,
            trusted,
            shown: Arc::default(),
            port: listener.local_addr()?.port(),
        };
        gateway.shows(Shown::Trusted)?;
        let shown = Arc::clone(&gateway.shown);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let now = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let behind = behind.clone();
                std::thread::spawn(move || {
                    // Whoever does not trust it goes away in the middle.
                    let _ = answer(stream, now, &behind);
                });
            }
        });
        Ok(gateway)
    }

    /// What it shows from the next connection on.
    pub(crate) fn shows(&self, what: Shown) -> Result<()> {
        let config = match what {
            Shown::Trusted => Some(of(&self.authority, false)?),
            Shown::OutOfDate => Some(of(&self.authority, true)?),
            Shown::Forged => Some(of(&authority()?.1, false)?),
            Shown::Nothing => None,
        };
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = config.map(Arc::new);
        Ok(())
    }

    pub(crate) fn origin(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    /// What tells programs on this system to trust it: name and value of an environment variable.
    pub(crate) fn trust(&self) -> (String, String) {
        let file = self.trusted.display().to_string();
        ("SSL_CERT_FILE".to_owned(), file)
    }
}

/// A new authority, with its certificate as PEM.
fn authority() -> Result<(String, Issuer<'static, KeyPair>)> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let certificate = params.self_signed(&key)?;
    Ok((certificate.pem(), Issuer::new(params, key)))
}

fn of(authority: &Issuer<'_, KeyPair>, out_of_date: bool) -> Result<ServerConfig> {
    let mut params = CertificateParams::new(["127.0.0.1".to_owned()])?;
    if out_of_date {
        params.not_after = date_time_ymd(2020, 1, 1);
    }
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, authority)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)?;
    Ok(config)
}

/// One request and its answer, as the server behind wants it.
fn answer(client: TcpStream, shown: Option<Arc<ServerConfig>>, behind: &str) -> Result<()> {
    let Some(config) = shown else {
        return Ok(client.shutdown(Shutdown::Both)?);
    };
    client.set_read_timeout(Some(Duration::from_secs(30)))?;
    let secured = StreamOwned::new(ServerConnection::new(config)?, client);
    let mut reader = BufReader::new(secured);
    let Some(request) = Request::read(&mut reader)? else {
        return Ok(());
    };
    let mut server = TcpStream::connect(behind).context("nothing is behind the gateway")?;
    server.write_all(&request.head)?;
    server.write_all(&request.body)?;
    let client = reader.get_mut();
    std::io::copy(&mut server, client)?;
    client.conn.send_close_notify();
    Ok(client.flush()?)
}
