//! Two kinds of chance: unpredictable for tokens and keys, repeatable for simulated data.

use uuid::Uuid;

use crate::error::SandboxError;

const ALPHANUMERIC: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// An unpredictable token of letters and digits.
pub(crate) fn token(length: usize) -> Result<String, SandboxError> {
    let mut text = String::with_capacity(length);
    let mut bytes = [0_u8; 64];
    while text.len() < length {
        getrandom::fill(&mut bytes).map_err(|_| SandboxError::Randomness)?;
        // Bytes from 248 up would make the first letters likelier than the rest.
        let fair = bytes.iter().filter(|byte| **byte < 248);
        for byte in fair.take(length - text.len()) {
            text.push(char::from(ALPHANUMERIC[usize::from(byte % 62)]));
        }
    }
    Ok(text)
}

/// A new identifier in MX's form: a prefix and a lower-case UUID.
pub(crate) fn guid(prefix: &str) -> String {
    format!("{prefix}-{}", Uuid::new_v4())
}

/// An identifier that is the same in every run, for what MX defines and no caller creates.
pub(crate) fn fixed_guid(prefix: &str, name: &str) -> String {
    let mut bytes = [0_u8; 16];
    bytes[..8].copy_from_slice(&hash(1, &[prefix, name]).to_be_bytes());
    bytes[8..].copy_from_slice(&hash(2, &[prefix, name]).to_be_bytes());
    let uuid = uuid::Builder::from_random_bytes(bytes).into_uuid();
    format!("{prefix}-{uuid}")
}

/// FNV-1a over the parts, then mixed: the same parts give the same value in every run.
pub(crate) fn hash(seed: u64, parts: &[&str]) -> u64 {
    let mut value = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        // The terminator keeps ("ab", "c") and ("a", "bc") apart.
        for byte in part.bytes().chain([0xff]) {
            value = (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    value ^= value >> 30;
    value = value.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value ^= value >> 27;
    value = value.wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
