//! What is in a report, and what isn't.

use std::{fs, process::Command};

use super::{data::*, *};
use crate::view::Validation;

const FULL: &str = "0012345678";

fn report(accounts: usize, full: bool) -> Report {
    let number = |n: usize| Number {
        number: if full {
            format!("{FULL}{n:02}")
        } else {
            format!("•••• 78{n:02}")
        },
        routing_number: Some("091000019".to_owned()),
        institution_number: None,
        transit_number: None,
        mx_validation: Validation::Passed,
        check_digit_fits: Some(true),
        is_tokenized: n == 1,
    };
    Report {
        company: Some("Prairie Credit Union".to_owned()),
        simulated: true,
        environment: "sandbox".to_owned(),
        api_host: "127.0.0.1:4000".to_owned(),
        customer_id: "customer-20931".to_owned(),
        institution: Some("Société Générale d’Épargne".to_owned()),
        status: Some("2 account numbers at MX Bank.".to_owned()),
        connection_status: Some("CONNECTED".to_owned()),
        deposit_status: None,
        method: "Verified by signing in at the bank through MX Connect".to_owned(),
        obtained_at: Some("2026-11-20T09:30:00Z".to_owned()),
        verified_at: Some("2026-11-20T09:30:12Z".to_owned()),
        accounts: (0..accounts)
            .map(|n| Account {
                guid: format!("ACT-{n:032}"),
                name: if n == 0 {
                    "Everyday checking of the Household of Ångström & Łukasiewicz, Survivors of the \
                     Estate of Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft"
                        .to_owned()
                } else {
                    format!("Savings {n}")
                },
                kind: Some("CHECKING".to_owned()),
                balance: Some("1234.50 USD".to_owned()),
                available: None,
                numbers: vec![number(n)],
            })
            .collect(),
        owners: Some(Owners {
            given_name: "Jörg Müller".to_owned(),
            likeness: "likely".to_owned(),
            reason: "The accents are left out.".to_owned(),
        }),
        full_numbers: full,
        reason: full.then(|| "wire transfer".to_owned()),
        session_id: "7a3c1f0e-0000-4000-8000-000000000001".to_owned(),
        user_guid: Some("USR-1".to_owned()),
        member_guid: Some("MBR-1".to_owned()),
        microdeposit_guid: None,
        request_id: None,
        saved_at: "2026-11-21T07:00:00Z".to_owned(),
        saved_by: "agent.a".to_owned(),
        app_version: "0.1.0".to_owned(),
    }
}

/// What poppler reads out of the file; none where poppler is not installed.
fn read(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    fs::write(&path, pdf).unwrap();
    let out = Command::new("pdftotext")
        .arg(&path)
        .arg("-")
        .output()
        .ok()?;
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    Some(String::from_utf8(out.stdout).unwrap())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_page_says_everything_and_no_full_number() {
    let pdf = pdf::render(&report(1, false)).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let Some(text) = read(&pdf) else { return };
    let text = one_line(&text);
    for said in [
        "Bank account verification",
        "SIMULATED",
        "Prairie Credit Union",
        "customer-20931",
        "Société Générale d’Épargne",
        "Ångström & Łukasiewicz",
        "•••• 7800",
        "091000019",
        "Passed",
        "Fits",
        "Likely the same name. The accents are left out.",
        "MBR-1",
        "Connect Desk 0.1.0",
        "Page 1 of 1",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(!text.contains(FULL), "{text}");
    assert!(!text.contains("holds full account numbers"));
}

#[test]
fn full_numbers_are_there_when_they_were_chosen_and_the_page_says_so() {
    let pdf = pdf::render(&report(1, true)).unwrap();
    let Some(text) = read(&pdf) else { return };
    let text = one_line(&text);
    assert!(text.contains(FULL) && text.contains("holds full account numbers"));
    assert!(text.contains("wire transfer"));
}

#[test]
fn twelve_accounts_go_on_to_further_pages_and_none_is_lost() {
    let pdf = pdf::render(&report(12, false)).unwrap();
    let Some(text) = read(&pdf) else { return };
    for n in 0..12 {
        assert!(text.contains(&format!("•••• 78{n:02}")), "account {n}");
        assert!(text.contains(&format!("ACT-{n:032}")), "account {n}");
    }
    let pages = text.matches('\u{c}').count();
    assert!(pages > 1);
    assert!(text.contains(&format!("Page {pages} of {pages}")));
    assert_eq!(text.matches("SIMULATED · Session").count(), pages);
}

#[test]
fn what_the_font_lacks_is_spelled_out() {
    let mut odd = report(1, false);
    odd.accounts[0].name = "普通 account\nof \u{202E}someone".to_owned();
    let pdf = pdf::render(&odd).unwrap();
    let Some(text) = read(&pdf) else { return };
    let text = one_line(&text);
    assert!(text.contains("[U+666E][U+901A] account of"), "{text}");
}

#[test]
fn a_line_is_never_wider_than_its_room() {
    let face = page::Face::new(page::REGULAR).unwrap();
    let text = format!(
        "short {} {}",
        "W".repeat(300),
        "a few more words ".repeat(20)
    );
    let lines = face.wrap(&text, 10.0, 120.0);
    assert!(lines.iter().all(|line| face.width(line, 10.0) <= 120.0));
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(
        lines.iter().map(|line| letters(line)).sum::<usize>(),
        letters(&text)
    );
}

#[test]
fn data_forms_hold_the_same() {
    let report = report(2, false);
    let json: serde_json::Value = serde_json::from_slice(&report.json().unwrap()).unwrap();
    assert_eq!(json["simulated"], true);
    assert_eq!(json["accounts"][1]["numbers"][0]["number"], "•••• 7801");
    assert_eq!(json["accounts"][0]["numbers"][0]["mx_validation"], "passed");
    let csv = String::from_utf8(report.csv()).unwrap();
    let lines: Vec<&str> = csv.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[2].starts_with("customer-20931,Société Générale d’Épargne,Savings 1,CHECKING,"));
    assert!(lines[2].contains(",•••• 7801,no,091000019,,,passed,yes,yes,"));
}
