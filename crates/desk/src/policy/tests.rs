use serde_json::json;

use super::*;
use crate::view::{EnvironmentKind as Kind, ExportPolicy, PolicyItem as Item};

fn under(contents: &serde_json::Value) -> PolicyView {
    under_text(&contents.to_string())
}

fn under_text(text: &str) -> PolicyView {
    let file = PolicyFile::Found(text.as_bytes().to_vec());
    holding(&Organisation::read(&file, false), &Preferences::default())
}

fn faults(view: &PolicyView) -> &str {
    view.problem.as_ref().map_or("", |problem| &problem.message)
}

const EVERY_ITEM: [Item; 8] = [
    Item::Environments,
    Item::RevealReason,
    Item::Export,
    Item::LinkHandOver,
    Item::AutoLockMinutes,
    Item::RetentionDays,
    Item::CompanyName,
    Item::Tray,
];

fn assert_strictest(view: &PolicyView) {
    assert!(view.environments.is_empty());
    assert!(view.reveal_reason);
    assert_eq!(view.export, ExportPolicy::None);
    assert!(!view.link_hand_over);
    assert_eq!(view.auto_lock_minutes, Some(1));
    assert_eq!(view.retention_days, None, "nothing is deleted by mistake");
    assert_eq!(view.company_name, None);
    assert!(!view.tray);
    assert_eq!(view.set_by_organisation, EVERY_ITEM);
    assert!(view.problem.is_some());
}

#[test]
fn without_a_file_nothing_is_set() {
    let organisation = Organisation::read(&PolicyFile::Absent, false);
    let view = holding(&organisation, &Preferences::default());
    assert_eq!(view, PolicyView::unrestricted());
    assert_eq!(under(&json!({"version": 1})), PolicyView::unrestricted());
}

#[test]
fn a_full_file_sets_everything() {
    let view = under(&json!({
        "version": 1,
        "environments": ["integration", "custom"],
        "reveal_reason": true,
        "export": "masked",
        "link_hand_over": false,
        "auto_lock_minutes": 10,
        "retention_days": 90,
        "company_name": " Meridian Payroll ",
        "tray": false,
    }));
    assert_eq!(view.environments, [Kind::Integration, Kind::Custom]);
    assert!(view.reveal_reason);
    assert_eq!(view.export, ExportPolicy::Masked);
    assert!(!view.link_hand_over);
    assert_eq!(view.auto_lock_minutes, Some(10));
    assert_eq!(view.retention_days, Some(90));
    assert_eq!(view.company_name.as_deref(), Some("Meridian Payroll"));
    assert!(!view.tray);
    assert_eq!(view.set_by_organisation, EVERY_ITEM);
    assert_eq!(view.problem, None);
}

#[test]
fn a_key_that_is_not_there_is_left_to_the_person() {
    let view = under(&json!({"version": 1, "reveal_reason": false}));
    assert_eq!(view.set_by_organisation, [Item::RevealReason]);
    assert_eq!(view.export, ExportPolicy::Full);
    assert_eq!(view.problem, None);
}

#[test]
fn a_value_that_cannot_be_read_counts_as_forbidden_and_the_rest_holds() {
    let view = under(&json!({
        "version": 1,
        "environments": ["integration", "staging"],
        "reveal_reason": "yes",
        "export": "some",
        "link_hand_over": 1,
        "auto_lock_minutes": 0,
        "company_name": "Meridian",
        "tray": "no",
    }));
    assert!(view.environments.is_empty());
    assert!(view.reveal_reason);
    assert_eq!(view.export, ExportPolicy::None);
    assert!(!view.link_hand_over);
    assert_eq!(view.auto_lock_minutes, Some(1));
    assert_eq!(view.company_name.as_deref(), Some("Meridian"));
    assert!(!view.tray);
    for key in [
        "environments",
        "reveal_reason",
        "export",
        "link_hand_over",
        "auto_lock_minutes",
        "tray",
    ] {
        assert!(faults(&view).contains(&format!("`{key}` must be")), "{key}");
    }
    assert!(!faults(&view).contains("company_name"));
}

#[test]
fn values_out_of_bounds_cannot_be_read() {
    for (key, value) in [
        ("auto_lock_minutes", json!(481)),
        ("auto_lock_minutes", json!(1.5)),
        ("auto_lock_minutes", json!(null)),
        ("retention_days", json!(0)),
        ("retention_days", json!(3651)),
        ("retention_days", json!("90")),
        ("company_name", json!("")),
        ("company_name", json!("a".repeat(61))),
        ("company_name", json!("two\nlines")),
        ("environments", json!("production")),
    ] {
        let view = under(&json!({"version": 1, key: value}));
        assert!(faults(&view).contains(key), "{key}: {value}");
        assert_eq!(view.set_by_organisation.len(), 1, "{key}: {value}");
    }
}

#[test]
fn a_misspelt_key_closes_everything_that_is_not_said_otherwise() {
    let view = under(&json!({
        "version": 1,
        "enviroments": ["sandbox"],
        "link_hand_over": true,
    }));
    assert!(view.environments.is_empty());
    assert_eq!(view.export, ExportPolicy::None);
    assert!(view.link_hand_over, "said in a known way");
    assert!(faults(&view).contains("`enviroments` is not a key"));
}

#[test]
fn a_file_that_cannot_be_read_at_all_closes_everything() {
    for text in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"version": "1"}"#,
        r#"{"version": 0}"#,
        r#"{"version": 2, "environments": ["production"]}"#,
        "\u{feff}{\"version\": 1}",
    ] {
        assert_strictest(&under_text(text));
    }
    let unreadable = Organisation::read(&PolicyFile::Unreadable, true);
    assert_strictest(&holding(&unreadable, &Preferences::default()));
}

#[test]
fn what_is_said_about_the_file_stays_one_short_line() {
    let key = format!("a\nb{}", "c".repeat(500));
    let view = under(&json!({"version": 1, key: 1}));
    assert!(!faults(&view).contains('\n'));
    assert!(faults(&view).len() < 200, "{}", faults(&view));
}

fn input() -> PreferencesInput {
    PreferencesInput {
        reveal_reason: false,
        auto_lock_minutes: None,
        retention_days: None,
        company_name: None,
    }
}

#[test]
fn the_person_chooses_what_the_organisation_leaves_open() {
    let chosen = Preferences::default()
        .changed(
            PreferencesInput {
                reveal_reason: true,
                auto_lock_minutes: Some(5),
                retention_days: Some(30),
                company_name: Some("  Meridian ".to_owned()),
            },
            &Organisation::silent(),
        )
        .unwrap();
    let view = holding(&Organisation::silent(), &chosen);
    assert!(view.reveal_reason);
    assert_eq!(view.auto_lock_minutes, Some(5));
    assert_eq!(view.retention_days, Some(30));
    assert_eq!(view.company_name.as_deref(), Some("Meridian"));
    assert!(view.set_by_organisation.is_empty());
}

#[test]
fn choices_out_of_bounds_are_refused() {
    for bad in [
        PreferencesInput {
            auto_lock_minutes: Some(0),
            ..input()
        },
        PreferencesInput {
            auto_lock_minutes: Some(481),
            ..input()
        },
        PreferencesInput {
            retention_days: Some(0),
            ..input()
        },
        PreferencesInput {
            retention_days: Some(3651),
            ..input()
        },
        PreferencesInput {
            company_name: Some("x".repeat(61)),
            ..input()
        },
    ] {
        let refused = Preferences::default().changed(bad.clone(), &Organisation::silent());
        assert_eq!(
            refused.unwrap_err().code,
            ProblemCode::InvalidInput,
            "{bad:?}"
        );
    }
}

#[test]
fn what_the_organisation_set_cannot_be_changed_and_comes_back_when_it_lets_go() {
    let before = Preferences {
        auto_lock_minutes: Some(60),
        ..Preferences::default()
    };
    let file = json!({"version": 1, "auto_lock_minutes": 5}).to_string();
    let organisation = Organisation::read(&PolicyFile::Found(file.into_bytes()), false);
    assert_eq!(holding(&organisation, &before).auto_lock_minutes, Some(5));

    for minutes in [None, Some(4), Some(60)] {
        let refused = before.changed(
            PreferencesInput {
                auto_lock_minutes: minutes,
                ..input()
            },
            &organisation,
        );
        assert_eq!(refused.unwrap_err().code, ProblemCode::ForbiddenByPolicy);
    }
    // The form sends everything: what it shows for the set item is no attempt to change it.
    let kept = before
        .changed(
            PreferencesInput {
                auto_lock_minutes: Some(5),
                reveal_reason: true,
                ..input()
            },
            &organisation,
        )
        .unwrap();
    assert!(holding(&organisation, &kept).reveal_reason);
    assert_eq!(
        holding(&Organisation::silent(), &kept).auto_lock_minutes,
        Some(60)
    );
}
