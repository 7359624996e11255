//! The report as a page to read: tagged, so that a screen reader can too.

use std::num::NonZeroU16;

use krilla::{
    Document,
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, SpanTag, Tag, TagGroup, TagKind, TagTree,
    },
    text::{Font, GlyphId, KrillaGlyph},
};

use super::{
    data::{Account, Number, Report},
    page::{BOLD, Face, HEIGHT, Ink, MARGIN, Mark, Pages, REGULAR, Role, WIDTH},
    reading,
};
use crate::{session::Question, view::Validation};

const INDENT: f32 = 12.0;

/// The file's bytes. `None` can only be a mistake in here: there is nothing in a report that a
/// page can't hold.
pub(super) fn render(report: &Report) -> Option<Vec<u8>> {
    let mut pages = Pages::new()?;
    head(&mut pages, report);
    for (index, account) in report.accounts.iter().enumerate() {
        // Test deposits make no account at MX; the microdeposit is named at the end.
        let is_deposit = report.microdeposit_guid.as_ref() == Some(&account.guid);
        let of = report.accounts.len();
        self::account(&mut pages, account, index + 1, of, is_deposit);
    }
    tail(&mut pages, report);
    footers(&mut pages, report);
    draw(&pages, report)
}

fn head(pages: &mut Pages, report: &Report) {
    if let Some(company) = &report.company {
        pages.block(company, 10.0, true, Ink::Grey, Role::Text);
        pages.gap(2.0);
    }
    let title = "Bank account verification";
    pages.block(title, 20.0, true, Ink::Black, Role::Title);
    pages.gap(6.0);
    if report.simulated {
        pages.banner("SIMULATED: made with the simulated MX. No bank was asked.");
        pages.gap(8.0);
    }
    if report.full_numbers {
        pages.banner("This report holds full account numbers. Keep it as you keep those.");
        pages.gap(8.0);
    }
    pages.rule();
    pages.gap(6.0);
    pages.pair("Customer", &report.customer_id, 0.0);
    maybe(pages, "Institution", report.institution.as_deref(), 0.0);
    let outcome = report.status.as_ref().map(|status| {
        let verified = if report.verified { "Verified. " } else { "" };
        format!("{verified}{status}")
    });
    maybe(pages, "Outcome", outcome.as_deref(), 0.0);
    maybe(
        pages,
        "Connection at MX",
        report.connection_status.as_deref(),
        0.0,
    );
    maybe(
        pages,
        "Test deposits at MX",
        report.deposit_status.as_deref(),
        0.0,
    );
    pages.pair("How", &report.method, 0.0);
    let at = |time: &Option<String>| time.as_deref().map(reading::moment);
    let (obtained, ended) = (at(&report.obtained_at), at(&report.verified_at));
    maybe(pages, "Obtained by MX", obtained.as_deref(), 0.0);
    let verdict = if report.verified {
        "Verified"
    } else {
        "Session ended"
    };
    maybe(pages, verdict, ended.as_deref(), 0.0);
    if let Some(names) = &report.owner_names {
        let said = match names.as_slice() {
            [] => "The bank named no owner".to_owned(),
            names => names.join(", "),
        };
        pages.pair("Owners at the bank", &said, 0.0);
    }
    if let Some(owners) = &report.owners {
        let likeness = match owners.likeness.as_str() {
            "exact" => "The same name",
            "likely" => "Likely the same name",
            _ => "A different name",
        };
        let given = &owners.given_name;
        let compared = format!("{given} · {likeness}. {}", owners.reason);
        pages.pair("Name given", &compared, 0.0);
    }
}

fn account(pages: &mut Pages, account: &Account, index: usize, of: usize, is_deposit: bool) {
    pages.gap(12.0);
    // A heading stays with what it is about.
    pages.need(110.0);
    let heading = if of == 1 {
        account.name.clone()
    } else {
        format!("{index} of {of}: {}", account.name)
    };
    pages.block(&heading, 12.5, true, Ink::Black, Role::Heading);
    pages.gap(2.0);
    let kind = account.kind.as_deref().map(reading::kind);
    maybe(pages, "Type", kind.as_deref(), INDENT);
    if account.numbers.is_empty() {
        pages.pair("Account number", "MX has none for this account", INDENT);
    }
    for number in &account.numbers {
        self::number(pages, number);
    }
    let read = |money: &Option<String>| money.as_deref().map(reading::amount);
    let balance = match (read(&account.balance), read(&account.available)) {
        (Some(balance), Some(available)) => Some(format!("{balance} · {available} available")),
        (Some(balance), None) => Some(balance),
        (None, Some(available)) => Some(format!("{available} available")),
        (None, None) => None,
    };
    maybe(pages, "Balance", balance.as_deref(), INDENT);
    if !is_deposit {
        pages.pair("MX account", &account.guid, INDENT);
    }
}

fn number(pages: &mut Pages, number: &Number) {
    pages.pair("Account number", &number.number, INDENT);
    if number.is_tokenized {
        pages.pair(
            "",
            "A token of the bank's in place of the number: it works for ACH with this routing \
             number only.",
            INDENT,
        );
    }
    maybe(
        pages,
        "Routing number",
        number.routing_number.as_deref(),
        INDENT,
    );
    maybe(
        pages,
        "Institution number",
        number.institution_number.as_deref(),
        INDENT,
    );
    maybe(
        pages,
        "Transit number",
        number.transit_number.as_deref(),
        INDENT,
    );
    let verdict = match number.mx_validation {
        Validation::Passed => "MX validation: passed",
        Validation::Failed => "MX validation: failed",
        Validation::NotChecked => "MX validation: not checked",
    };
    let digit = match number.check_digit_fits {
        Some(true) => " · ABA check digit: fits",
        Some(false) => " · ABA check digit: does not fit",
        None => "",
    };
    pages.pair("Checks", &format!("{verdict}{digit}"), INDENT);
}

fn tail(pages: &mut Pages, report: &Report) {
    pages.gap(12.0);
    pages.need(120.0);
    pages.rule();
    pages.gap(6.0);
    let environment = format!("{} ({})", report.environment, report.api_host);
    let saved = format!(
        "{} by {}",
        reading::moment(&report.saved_at),
        report.saved_by
    );
    let made_with = format!("Connect Desk {}", report.app_version);
    for (label, value) in [
        ("MX environment", Some(&environment)),
        ("MX user", report.user_guid.as_ref()),
        ("MX member", report.member_guid.as_ref()),
        ("MX microdeposit", report.microdeposit_guid.as_ref()),
        ("MX request", report.request_id.as_ref()),
        ("Session", Some(&report.session_id)),
        ("Saved", Some(&saved)),
        ("Reason", report.reason.as_ref()),
        ("Made with", Some(&made_with)),
    ] {
        if let Some(value) = value {
            pages.small_pair(label, value);
        }
    }
    requests(pages, report);
}

/// What an auditor, or MX's support, looks the answers up by.
fn requests(pages: &mut Pages, report: &Report) {
    if report.requests.is_empty() {
        return;
    }
    pages.gap(6.0);
    // A heading stays with what it is about.
    pages.need(46.0);
    pages.block("Requests at MX", 9.0, true, Ink::Black, Role::Heading);
    for request in &report.requests {
        let asked = words(request.asked);
        let answered = reading::moment(&request.answered_at);
        pages.dated(asked, &request.request_id, &answered);
    }
    if report.requests_left_out > 0 {
        pages.small_pair("", &format!("and {} more", report.requests_left_out));
    }
}

fn words(asked: Question) -> &'static str {
    match asked {
        Question::Connection => "The customer's connection",
        Question::Status => "Status of the connection",
        Question::Numbers => "Account numbers",
        Question::NumbersByAccount => "Account numbers, by account",
        Question::Accounts => "Accounts",
        Question::Owners => "Account owners",
        Question::Balances => "Balances",
        Question::Deposits => "Test deposits",
    }
}

fn maybe(pages: &mut Pages, label: &str, value: Option<&str>, indent: f32) {
    if let Some(value) = value {
        pages.pair(label, value, indent);
    }
}

fn footers(pages: &mut Pages, report: &Report) {
    const SIZE: f32 = 8.0;
    let of = pages.done.len();
    for index in 0..of {
        let simulated = if report.simulated {
            "SIMULATED · "
        } else {
            ""
        };
        let left = format!("{simulated}Session {}", report.session_id);
        let right = format!("Page {} of {of}", index + 1);
        let width = pages.regular.width(&right, SIZE);
        for (x, text) in [(MARGIN, left), (WIDTH - MARGIN - width, right)] {
            let paragraph = pages.paragraph();
            pages.done[index].push(Mark::Text {
                x,
                y: HEIGHT - 38.0,
                size: SIZE,
                bold: false,
                ink: Ink::Grey,
                text,
                role: Role::Footer,
                paragraph,
            });
        }
    }
}

fn draw(pages: &Pages, report: &Report) -> Option<Vec<u8>> {
    let regular = (Font::new(REGULAR.into(), 0)?, &pages.regular);
    let bold = (Font::new(BOLD.into(), 0)?, &pages.bold);
    let mut document = Document::new();
    let mut said: Vec<(usize, Role, Vec<Identifier>)> = Vec::new();
    for marks in &pages.done {
        let mut page = document.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT)?);
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Bar {
                    x,
                    y,
                    width,
                    height,
                    ink,
                } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
                        ArtifactType::Layout,
                    )));
                    bar(
                        &mut surface,
                        Rect::from_xywh(*x, *y, *width, *height)?,
                        *ink,
                    );
                    surface.end_tagged();
                }
                Mark::Text {
                    x,
                    y,
                    size,
                    bold: is_bold,
                    ink,
                    text,
                    role,
                    paragraph,
                } => {
                    let (font, face) = if *is_bold { &bold } else { &regular };
                    let id = surface.start_tagged(match role {
                        Role::Footer => {
                            ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout))
                        }
                        Role::Title | Role::Heading | Role::Text => {
                            ContentTag::Span(SpanTag::empty())
                        }
                    });
                    surface.set_fill(Some(fill(*ink)));
                    write(
                        &mut surface,
                        Point::from_xy(*x, *y),
                        font,
                        face,
                        text,
                        *size,
                    );
                    surface.end_tagged();
                    match said.last_mut() {
                        _ if *role == Role::Footer => {}
                        Some((last, _, ids)) if last == paragraph => ids.push(id),
                        _ => said.push((*paragraph, *role, vec![id])),
                    }
                }
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(read_out(said));
    document.set_metadata(
        Metadata::new()
            .title(format!("Bank account verification: {}", report.customer_id))
            .language("en".to_owned())
            .creator(format!("Connect Desk {}", report.app_version)),
    );
    document.finish().ok()
}

/// What a screen reader reads out: headings and paragraphs, in their order.
fn read_out(said: Vec<(usize, Role, Vec<Identifier>)>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
    for (_, role, ids) in said {
        let kind: TagKind = match role {
            Role::Title => Tag::Hn(NonZeroU16::MIN, None).into(),
            Role::Heading => Tag::Hn(NonZeroU16::MIN.saturating_add(1), None).into(),
            Role::Text | Role::Footer => Tag::P.into(),
        };
        let children = ids.into_iter().map(Into::into).collect();
        tree.push(TagGroup::with_children(kind, children));
    }
    tree
}

fn write(surface: &mut Surface<'_>, at: Point, font: &Font, face: &Face, text: &str, size: f32) {
    let glyphs: Vec<KrillaGlyph> = face
        .place(text)
        .into_iter()
        .map(|(glyph, advance, range)| {
            KrillaGlyph::new(GlyphId::new(glyph), advance, 0.0, 0.0, 0.0, range, None)
        })
        .collect();
    surface.draw_glyphs(at, &glyphs, font.clone(), text, size, false);
}

fn bar(surface: &mut Surface<'_>, area: Rect, ink: Ink) {
    let mut path = PathBuilder::new();
    path.push_rect(area);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(ink)));
        surface.draw_path(&path);
    }
}

fn fill(ink: Ink) -> Fill {
    let (red, green, blue) = match ink {
        Ink::Black => (17, 24, 32),
        Ink::Grey => (92, 102, 112),
        Ink::Warning => (150, 70, 0),
        Ink::White => (255, 255, 255),
    };
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}
