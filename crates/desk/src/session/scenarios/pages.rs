//! Bank pages, in the system's browser.

use super::*;

fn bank() -> Url {
    Url::parse("https://bank.example/login?state=1").expect("a URL")
}

fn oauth(url: &Url) -> Event {
    Event::OauthRequested {
        url: Some(url.as_str().into()),
        member_guid: Some(M.to_owned()),
    }
}

fn opened(rig: &Rig) -> usize {
    rig.wanted
        .iter()
        .filter(|effect| matches!(effect, Effect::OpenInBrowser(_)))
        .count()
}

#[test]
fn a_bank_s_page_opens_once_however_it_is_asked_for() {
    let mut rig = Rig::connecting(M);
    rig.message(oauth(&bank()));
    rig.feed(Input::WindowRequested(bank()));
    rig.message(oauth(&bank()));
    assert_eq!(opened(&rig), 1);
    assert!(rig.take(&Effect::OpenInBrowser(BrowserPage(bank()))));
}

#[test]
fn a_page_waits_until_the_member_is_known_to_be_the_customer_s() {
    let mut rig = Rig::open();
    rig.message(oauth(&bank()));
    assert_eq!(opened(&rig), 0);
    rig.member(M, S::Pending, false);
    assert_eq!(opened(&rig), 1);
}

#[test]
fn unsafe_pages_are_refused() {
    let mut rig = Rig::connecting(M);
    for bad in [
        "http://bank.example/",
        "file:///etc/passwd",
        "https://mx.com@evil.example/",
    ] {
        rig.feed(Input::WindowRequested(Url::parse(bad).expect("a URL")));
    }
    assert_eq!(opened(&rig), 0);
    assert_eq!(rig.view().refused_messages, 3);
}

#[test]
fn a_widget_on_this_computer_may_have_its_bank_s_page_beside_it() {
    let mut rig = Rig::connecting(M);
    rig.machine.widget.origin = Some("http://127.0.0.1:4000".to_owned());
    for page in ["http://127.0.0.1:4001/login", "http://127.0.0.1:4000/login"] {
        rig.feed(Input::WindowRequested(Url::parse(page).expect("a URL")));
    }
    assert_eq!(opened(&rig), 1);
    assert_eq!(rig.view().refused_messages, 1);
}

#[test]
fn a_frame_can_not_open_a_hundred_pages() {
    let mut rig = Rig::connecting(M);
    for n in 0..100 {
        rig.feed(Input::WindowRequested(
            Url::parse(&format!("https://bank.example/{n}")).expect("a URL"),
        ));
    }
    assert_eq!(opened(&rig), 5);
}

#[test]
fn no_page_opens_without_a_widget_on_screen() {
    let mut rig = Rig::open();
    rig.act(A::CloseWidget);
    rig.feed(Input::WindowRequested(bank()));
    assert_eq!(opened(&rig), 0);
}

/// A session whose status MX has just given, so that it would not be asked for a while.
fn just_told() -> Rig {
    let mut rig = Rig::connecting(M);
    while !rig.wants(Read::Status, M) {
        rig.advance(100);
    }
    rig.status(M, S::Pending, false);
    rig
}

#[test]
fn who_comes_back_from_a_bank_s_page_is_followed_at_once_and_no_oftener_than_mx_allows() {
    let mut rig = just_told();
    rig.message(oauth(&bank()));
    let before = rig.status_asked.len();
    rig.advance(3_200);
    assert_eq!(rig.status_asked.len(), before, "MX is asked all the time");
    for _ in 0..50 {
        rig.feed(Input::ReturnedFromBank);
    }
    rig.advance(100);
    assert_eq!(rig.status_asked.len(), before + 1);
}

#[test]
fn nobody_comes_back_from_a_page_that_was_not_opened() {
    let mut rig = just_told();
    let before = rig.status_asked.len();
    rig.advance(3_200);
    rig.feed(Input::ReturnedFromBank);
    rig.advance(100);
    assert_eq!(rig.status_asked.len(), before);
}
