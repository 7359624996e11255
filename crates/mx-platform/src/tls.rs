//! TLS as the client speaks it: rustls, trusting what the system trusts. Its cryptography is ring's,
//! a tenth of the size of the one reqwest brings along unasked.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::Error;

/// For a base URL that is reached by https, or for one that isn't: that never sees a certificate,
/// and need not wait until those of the system are read.
pub(crate) fn config(is_https: bool) -> Result<ClientConfig, Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| Error::Setup)?;
    let builder = if is_https {
        builder.with_platform_verifier().map_err(|_| Error::Setup)?
    } else {
        builder.with_root_certificates(RootCertStore::empty())
    };
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::config;

    #[test]
    fn http_2_is_offered_first() {
        for is_https in [true, false] {
            let offered = config(is_https).unwrap().alpn_protocols;
            assert_eq!(offered, [b"h2".to_vec(), b"http/1.1".to_vec()]);
        }
    }
}
