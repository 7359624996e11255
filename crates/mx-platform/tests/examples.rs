//! The programs in `examples/`, run as their first lines say.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

use std::{env, path::PathBuf, process::Stdio};

use mx_sandbox::Sandbox;
use tokio::{io::AsyncWriteExt, process::Command};

struct Ended {
    ok: bool,
    said: String,
    wrote: String,
}

/// Where cargo puts them beside this test, which it does before it runs any.
fn example(name: &str) -> PathBuf {
    let here = env::current_exe().unwrap();
    let built = here.ancestors().nth(2).unwrap().join("examples");
    built.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Runs one against the simulated MX with these lines typed in.
async fn run(name: &str, args: &[&str], sandbox: &Sandbox, typed: &str) -> Ended {
    let mut program = Command::new(example(name))
        .args(args)
        .env("MX_CLIENT_ID", sandbox.client_id())
        .env("MX_API_KEY", sandbox.api_key())
        .env("MX_BASE_URL", sandbox.api_base_url())
        .env_remove("MX_USER_ID")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut stdin = program.stdin.take().unwrap();
    // One that ends early reads no more.
    let _read = stdin.write_all(typed.as_bytes()).await;
    drop(stdin);
    let output = program.wait_with_output().await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended {
        ok: output.status.success(),
        said: text(output.stderr),
        wrote: text(output.stdout),
    }
}

/// A login takes the test bank a second and a half, and its questions wait for half a minute.
async fn sandbox() -> Sandbox {
    Sandbox::builder().speed(10.0).start().await.unwrap()
}

#[tokio::test]
async fn an_account_is_verified_and_its_transactions_exported() {
    let sandbox = sandbox().await;
    let verified = run("verify_account", &[], &sandbox, "mxuser\nfine\n").await;
    assert!(verified.ok, "{}", verified.said);
    let lines: Vec<&str> = verified.wrote.lines().collect();
    assert!(!lines.is_empty());
    for line in lines {
        assert!(line.contains(": account •••• "), "{line}");
        assert!(line.ends_with("passed MX's checks"), "{line}");
        let digits = line.chars().filter(char::is_ascii_digit).count();
        assert_eq!(
            digits,
            4 + 9,
            "four of the account, nine of the routing number: {line}"
        );
    }

    let exported = run("export_transactions", &[], &sandbox, "").await;
    assert!(exported.ok, "{}", exported.said);
    assert!(exported.said.contains("Aggregating MBR-"));
    let mut rows = exported.wrote.lines();
    let head = rows.next().unwrap();
    assert!(head.starts_with("guid,date,status,type,amount,currency_code,"));
    let all: Vec<&str> = rows.collect();
    assert!(all.len() > 500, "{}", all.len());
    assert!(all.iter().all(|row| row.starts_with("TRN-")));

    let day = all[all.len() / 2].split(',').nth(1).unwrap();
    let of_a_day = run("export_transactions", &[day, day], &sandbox, "").await;
    let rows: Vec<&str> = of_a_day.wrote.lines().skip(1).collect();
    assert!(of_a_day.ok && !rows.is_empty() && rows.len() < all.len());
    assert!(rows.iter().all(|row| row.split(',').nth(1) == Some(day)));
}

#[tokio::test]
async fn the_bank_s_question_is_asked_in_the_terminal() {
    let sandbox = sandbox().await;
    let typed = "mxuser\nchallenge\ncorrect\n";
    let asked = run("verify_account", &["mxbank"], &sandbox, typed).await;
    assert!(asked.ok, "{}", asked.said);
    assert!(asked.said.contains("What city were you born in?"));
    assert!(asked.wrote.contains("account •••• "));
}

#[tokio::test]
async fn a_refused_sign_in_is_told_without_what_was_typed() {
    let sandbox = sandbox().await;
    let refused = run("verify_account", &[], &sandbox, "mxuser\nINVALID\n").await;
    assert!(!refused.ok && refused.wrote.is_empty());
    assert!(refused.said.contains("not verified: DENIED"));
    assert!(!refused.said.contains("INVALID") && !refused.said.contains(sandbox.api_key()));
}
