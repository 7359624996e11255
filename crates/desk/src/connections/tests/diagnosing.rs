//! What the diagnostics find, on a desk whose world does as told.

use super::*;
use crate::{
    diagnostics::{Surroundings, Target},
    policy::{Organisation, PolicyFile},
    view::{CheckOutcome as Outcome, DiagnosticCheck, DiagnosticsReport},
};

fn around() -> Surroundings {
    Surroundings {
        system: "Debian GNU/Linux 13 (x86_64)".to_owned(),
        webview: Some("2.50.1".to_owned()),
        proxy: false,
    }
}

fn check<'a>(report: &'a DiagnosticsReport, id: &str) -> &'a DiagnosticCheck {
    report.checks.iter().find(|check| check.id == id).unwrap()
}

/// A desk connected to a gateway on this computer that nobody runs.
async fn connected() -> (tempfile::TempDir, Arc<World>, Desk) {
    let (folder, world, desk) = rig();
    let input = ConnectionInput {
        kind: EnvironmentKind::Custom,
        api_base_url: Some("http://127.0.0.1:9/some/path".to_owned()),
        widget_origins: vec!["http://127.0.0.1:9".to_owned()],
        ..form("client-id-1234", KEY)
    };
    desk.save_connection(input, KeepKeys::Keychain)
        .await
        .unwrap();
    (folder, world, desk)
}

#[tokio::test]
async fn a_desk_without_a_connection_is_looked_at_as_far_as_it_goes() {
    let (_folder, _world, desk) = rig();
    let report = desk.diagnose(Target::InUse, &around()).await;
    for (id, outcome) in [
        ("app", Outcome::Good),
        ("webview", Outcome::Good),
        ("policy", Outcome::Good),
        ("keychain", Outcome::Good),
        ("storage", Outcome::Good),
        ("audit", Outcome::Good),
        ("connection", Outcome::Skipped),
        ("api_reachable", Outcome::Skipped),
        ("credentials", Outcome::Skipped),
        ("allow_list", Outcome::Skipped),
        ("clock", Outcome::Skipped),
        ("widget", Outcome::Skipped),
        ("proxy", Outcome::Good),
    ] {
        let check = check(&report, id);
        assert_eq!(check.outcome, outcome, "{check:?}");
        assert!(report.text.contains(&check.text), "{id} is in the text");
        assert_eq!(
            check.next_step.is_some(),
            matches!(outcome, Outcome::Bad | Outcome::Attention)
        );
    }
    assert_eq!(report.checks.len(), 13);
}

#[tokio::test]
async fn the_text_for_support_holds_no_secret() {
    let (_folder, world, desk) = connected().await;
    *locked(&world.mx_says) = Some(MxProblemKind::CredentialsRefused);
    let report = desk.diagnose(Target::Last, &around()).await;
    let all = format!("{report:?}");
    assert!(all.contains("127.0.0.1:9"), "the host");
    for secret in [KEY, "client-id", "some/path", "probe"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[tokio::test]
async fn what_mx_says_is_told_apart() {
    use MxProblemKind as Kind;
    let (_folder, world, desk) = connected().await;
    // reachable, credentials, allow-list
    for (says, expected) in [
        (None, [Outcome::Good, Outcome::Good, Outcome::Good]),
        (
            Some(Kind::CredentialsRefused),
            [Outcome::Good, Outcome::Bad, Outcome::Skipped],
        ),
        (
            Some(Kind::NotAllowed),
            [Outcome::Good, Outcome::Good, Outcome::Bad],
        ),
        (
            Some(Kind::Unavailable),
            [Outcome::Good, Outcome::Attention, Outcome::Skipped],
        ),
        (
            Some(Kind::Offline),
            [Outcome::Bad, Outcome::Skipped, Outcome::Skipped],
        ),
        (
            Some(Kind::Tls),
            [Outcome::Bad, Outcome::Skipped, Outcome::Skipped],
        ),
        (
            Some(Kind::TimedOut),
            [Outcome::Bad, Outcome::Skipped, Outcome::Skipped],
        ),
    ] {
        *locked(&world.mx_says) = says;
        let report = desk.diagnose(Target::Last, &around()).await;
        let found =
            ["api_reachable", "credentials", "allow_list"].map(|id| check(&report, id).outcome);
        assert_eq!(found, expected, "{says:?}");
        assert_eq!(check(&report, "widget").outcome, Outcome::Bad);
    }
}

#[tokio::test]
async fn a_keychain_that_fails_is_said_and_the_rest_is_looked_at_all_the_same() {
    let (_folder, world, desk) = connected().await;
    *locked(&world.keychain_fails) = Some(VaultError::Locked);
    let report = desk.diagnose(Target::Last, &around()).await;
    assert_eq!(check(&report, "keychain").outcome, Outcome::Bad);
    assert!(check(&report, "keychain").text.contains("locked"));
    assert_eq!(check(&report, "connection").outcome, Outcome::Bad);
    assert_eq!(check(&report, "credentials").outcome, Outcome::Skipped);
    assert_eq!(check(&report, "storage").outcome, Outcome::Good);
    // What is in use needs no keychain.
    let report = desk.diagnose(Target::InUse, &around()).await;
    assert_eq!(check(&report, "credentials").outcome, Outcome::Good);
}

#[tokio::test]
async fn a_proxy_is_said_and_the_widget_not_tried_past_it() {
    let (_folder, _world, desk) = connected().await;
    let report = desk
        .diagnose(
            Target::InUse,
            &Surroundings {
                proxy: true,
                webview: None,
                ..around()
            },
        )
        .await;
    assert_eq!(check(&report, "widget").outcome, Outcome::Skipped);
    assert_eq!(check(&report, "webview").outcome, Outcome::Bad);
    assert!(check(&report, "proxy").text.contains("names a proxy"));
}

#[tokio::test]
async fn a_policy_file_that_anybody_can_change_holds_and_is_pointed_at() {
    for (text, is_writable, outcome) in [
        (r#"{"version":1}"#, false, Outcome::Good),
        (r#"{"version":1}"#, true, Outcome::Attention),
        (r#"{"version":9}"#, false, Outcome::Bad),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let world = Arc::new(World::default());
        let organisation = Organisation::read(&PolicyFile::Found(text.into()), is_writable);
        let desk = Desk::open_under(organisation, folder.path(), ports(&world), "1.2.3");
        let report = desk.diagnose(Target::InUse, &around()).await;
        assert_eq!(check(&report, "policy").outcome, outcome, "{text}");
    }
}

#[tokio::test]
async fn diagnosing_connects_and_resumes_nothing() {
    let (folder, world, desk) = connected().await;
    drop(desk);
    let desk = open(folder.path(), &world);
    desk.diagnose(Target::Last, &around()).await;
    desk.diagnose(Target::Sandbox, &around()).await;
    assert_eq!(kind(&desk), None);
    assert!(desk.view().sessions.is_empty());
    let files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        !files.iter().any(|name| name.starts_with("probe")),
        "{files:?}"
    );
}
