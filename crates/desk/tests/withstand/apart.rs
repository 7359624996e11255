//! Desks in processes of their own: this test program, started once more to be one of them.

use std::{
    env,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::{disk, kills, windowless::Address};

/// Says in the environment of such a process what it is to be.
const ROLE: &str = "DESK_APART";

/// A command that runs this program as a desk with this role and these words to it.
pub(crate) fn desk_apart(role: &str, mut words: Value) -> Command {
    words["role"] = role.into();
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "apart::another_desk", "--nocapture"])
        .env(ROLE, words.to_string())
        .env_remove("MX_EXCHANGES_DIR")
        .stdin(Stdio::null());
    command
}

/// An address, as words for another process.
pub(crate) fn told(mx: &Address) -> Value {
    json!({
        "api_base_url": mx.api_base_url,
        "widget_origin": mx.widget_origin,
        "client_id": mx.client_id,
        "api_key": mx.api_key,
    })
}

/// The address back from the words.
pub(crate) fn address(words: &Value) -> Address {
    let word = |name: &str| words[name].as_str().unwrap().to_owned();
    Address {
        api_base_url: word("api_base_url"),
        widget_origin: word("widget_origin"),
        client_id: word("client_id"),
        api_key: word("api_key"),
    }
}

/// What those processes run. Among the tests of a run it has nothing to do.
#[tokio::test(flavor = "multi_thread")]
async fn another_desk() {
    let Ok(words) = env::var(ROLE) else { return };
    let words: Value = serde_json::from_str(&words).unwrap();
    match words["role"].as_str().unwrap() {
        "driven until killed" => kills::driven(&words).await,
        "on a disk that fills up" => disk::filled(&words).await,
        "in a folder that can't be written" => disk::read_only(&words).await,
        other => panic!("no such role: {other}"),
    }
}
