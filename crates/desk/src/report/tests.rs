//! What is in a report, and what isn't.

use std::{fs, process::Command};

use super::{data::*, *};
use crate::{session::Question, view::Validation};

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
        verified: true,
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
        owner_names: Some(vec!["MULLER, JORG".to_owned()]),
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
        requests: [Question::Status, Question::Numbers, Question::Accounts]
            .into_iter()
            .enumerate()
            .map(|(n, asked)| Request {
                asked,
                request_id: format!("3f2a9b{n:026}"),
                answered_at: "2026-11-20T09:30:11Z".to_owned(),
            })
            .collect(),
        requests_left_out: 0,
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
        "MX validation: passed · ABA check digit: fits",
        "MULLER, JORG",
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
fn the_requests_are_named_with_what_was_asked_and_when() {
    let pdf = pdf::render(&report(1, false)).unwrap();
    let Some(text) = read(&pdf) else { return };
    let text = one_line(&text);
    for said in [
        "Verified. 2 account numbers at MX Bank.",
        "Requests at MX",
        "Status of the connection",
        "20 Nov 2026, 09:30:11 UTC",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    for n in 0..3 {
        assert!(text.contains(&format!("3f2a9b{n:026}")), "{n} in {text}");
    }
    assert!(text.contains("Page 1 of 1"), "{text}");
}

#[test]
fn two_accounts_with_all_there_is_to_say_are_on_one_page() {
    let mut full = report(2, false);
    full.accounts[0].name = "Everyday checking".to_owned();
    for account in &mut full.accounts {
        account.available = Some("1200.00 USD".to_owned());
    }
    for asked in [Question::Connection, Question::Owners, Question::Balances] {
        full.requests.push(Request {
            asked,
            // The form of a UUID, which is longer than the simulated MX's.
            request_id: "3f2a9b10-6c1d-4e7f-9a55-0c1d2e3f4a5b".to_owned(),
            answered_at: "2026-11-20T09:31:40Z".to_owned(),
        });
    }
    let pdf = pdf::render(&full).unwrap();
    let Some(text) = read(&pdf) else { return };
    assert!(text.contains("Page 1 of 1"), "{text}");
    assert!(text.contains("1,234.50 USD · 1,200.00 USD available"));
}

#[test]
fn without_ids_there_is_no_place_for_them() {
    let mut none = report(1, false);
    none.requests.clear();
    let pdf = pdf::render(&none).unwrap();
    let Some(text) = read(&pdf) else { return };
    assert!(!text.contains("Requests at MX"));
    let csv = String::from_utf8(none.csv()).unwrap();
    assert!(csv.trim_end().ends_with(','), "{csv}");
}

#[test]
fn the_longest_ids_and_many_of_them_lose_nothing() {
    let mut many = report(3, false);
    many.requests = (0..60)
        .map(|n| Request {
            asked: Question::NumbersByAccount,
            request_id: format!("{n:02}-{}", "W".repeat(125)),
            answered_at: "2026-11-20T09:30:11Z".to_owned(),
        })
        .collect();
    many.requests_left_out = 7;
    let pdf = pdf::render(&many).unwrap();
    let Some(text) = read(&pdf) else { return };
    let letters: String = text.split_whitespace().collect();
    for n in 0..60 {
        assert!(letters.contains(&format!("{n:02}-W")), "{n}");
    }
    assert_eq!(
        letters.matches('W').count(),
        60 * 125 + "Wolfeschlegel".matches('W').count()
    );
    assert!(text.contains("and 7 more"));
    let csv = String::from_utf8(many.csv()).unwrap();
    assert!(csv.contains("2026-11-20T09:30:11Z; 7 left out\r\n"));
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
    let request = serde_json::json!({
        "asked": "account_numbers",
        "request_id": format!("3f2a9b{:026}", 1),
        "answered_at": "2026-11-20T09:30:11Z",
    });
    assert_eq!(json["requests"][1], request);
    let csv = String::from_utf8(report.csv()).unwrap();
    let lines: Vec<&str> = csv.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[2].starts_with("customer-20931,Société Générale d’Épargne,Savings 1,CHECKING,"));
    assert!(lines[2].contains(",•••• 7801,no,091000019,,,passed,yes,yes,"));
    let request = format!("; account_numbers 3f2a9b{:026} 2026-11-20T09:30:11Z; ", 1);
    assert!(lines[2].contains(&request), "{}", lines[2]);
}
