//! The last line of defence of the log: what looks like a secret does not reach it.
//!
//! Nothing secret is logged on purpose anywhere. This catches what a dependency prints, or what a
//! later change lets slip: URLs, credentials, opaque tokens, account numbers.

use std::{borrow::Cow, io};

/// Digit runs of this length and more may be (a part of) an account number.
const DIGITS: usize = 5;
/// Digits in groups (`0211 0036 1`, `123-45-6789`) are taken for one number from this many on.
const GROUPED_DIGITS: usize = 9;
/// Letters and digits in one piece of this length and more may be a key or a token.
const TOKEN: usize = 20;
/// A longer line is cut: it can only be a dump of something.
const LONGEST_LINE: usize = 16 * 1024;

/// Takes out of a log line what looks like a secret. MX's guids (`MBR-…`) and RFC 3339 times
/// stay: they say which and when, and give no access.
#[must_use]
pub fn redact(line: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let Some((length, word)) = secret_at(rest, starts_word(line, at)) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if let Some(word) = word {
            out.push_str(&line[copied..at]);
            out.push_str(word);
            copied = at + length;
        }
        at += length;
    }
    if copied == 0 {
        return Cow::Borrowed(line);
    }
    out.push_str(&line[copied..]);
    Cow::Owned(out)
}

/// Length of what begins here and what to write instead; `None` instead of a word: leave it.
fn secret_at(text: &str, starts_word: bool) -> Option<(usize, Option<&'static str>)> {
    if starts_word {
        if let Some(length) = url(text) {
            return Some((length, Some("<url>")));
        }
        if let Some(length) = authorization(text) {
            return Some((length, Some("<credentials>")));
        }
        let word = run(text, is_token_char);
        if is_guid(&text[..word]) || is_time(&text[..run(text, |c| is_token_char(c) || c == ':')]) {
            return Some((run(text, |c| is_token_char(c) || c == ':'), None));
        }
        if word >= TOKEN && is_opaque(&text[..word]) {
            return Some((word, Some("<token>")));
        }
    }
    let (length, digits, longest) = digits(text);
    if longest >= DIGITS || digits >= GROUPED_DIGITS {
        return Some((length, Some("<digits>")));
    }
    (length > 0).then_some((run(text, |c| c.is_ascii_digit()), None))
}

fn starts_word(line: &str, at: usize) -> bool {
    !line[..at]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_ascii_alphanumeric())
}

fn run(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accept(c)).unwrap_or(text.len())
}

fn url(text: &str) -> Option<usize> {
    let scheme = run(text, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-')
    });
    let is_url =
        text.starts_with(|c: char| c.is_ascii_alphabetic()) && text[scheme..].starts_with("://");
    is_url.then(|| {
        run(text, |c| {
            !c.is_whitespace() && !matches!(c, '"' | '\'' | '<' | '>' | '`')
        })
    })
}

fn authorization(text: &str) -> Option<usize> {
    ["basic ", "bearer "].into_iter().find_map(|scheme| {
        let given = text.get(..scheme.len())?;
        if !given.eq_ignore_ascii_case(scheme) {
            return None;
        }
        let value = run(&text[scheme.len()..], |c| {
            is_token_char(c) || matches!(c, '/' | '+' | '=')
        });
        (value >= 8).then_some(scheme.len() + value)
    })
}

fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=')
}

/// Letters and digits mixed, or one long piece without a break: not a word, a path or a name.
fn is_opaque(word: &str) -> bool {
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    let longest = word
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::len)
        .max()
        .unwrap_or(0);
    (has_digit && longest >= 8) || longest >= TOKEN
}

/// `MBR-7c6f361b-e582-15b6-60c0-358f12466b4b` (MX docs, identifiers).
fn is_guid(word: &str) -> bool {
    let mut parts = word.split('-');
    let prefix = parts
        .next()
        .is_some_and(|p| (2..=4).contains(&p.len()) && p.chars().all(|c| c.is_ascii_uppercase()));
    prefix
        && [8, 4, 4, 4, 12].into_iter().all(|length| {
            parts
                .next()
                .is_some_and(|p| p.len() == length && p.chars().all(|c| c.is_ascii_hexdigit()))
        })
        && parts.next().is_none()
}

/// `2026-11-21T02:16:00.123456Z`
fn is_time(word: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00";
    let bytes = word.as_bytes();
    bytes.len() <= SHAPE.len() + 16
        && bytes.len() >= SHAPE.len()
        && SHAPE.iter().zip(bytes).all(|(shape, byte)| match shape {
            b'0' => byte.is_ascii_digit(),
            _ => shape == byte,
        })
        && matches!(
            bytes.get(SHAPE.len()),
            None | Some(b'.' | b'Z' | b'+' | b'-')
        )
}

/// Length of the digits that begin here with single spaces or hyphens between them, how many they
/// are, and the longest unbroken run.
fn digits(text: &str) -> (usize, usize, usize) {
    let (mut length, mut count, mut current, mut longest) = (0, 0, 0, 0);
    let mut after_separator = true;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            count += 1;
            current += 1;
            longest = longest.max(current);
            length = at + 1;
            after_separator = false;
        } else if matches!(c, ' ' | '-') && !after_separator {
            current = 0;
            after_separator = true;
        } else {
            break;
        }
    }
    (length, count, longest)
}

/// Writes whole lines, each of them redacted, to another writer.
///
/// A part of a line waits for its end (or for the drop of this writer), since half a secret can't
/// be recognised. Lines longer than 16 KiB are cut.
pub struct RedactingWriter<W: io::Write> {
    inner: W,
    line: Vec<u8>,
    is_cut: bool,
}

impl<W: io::Write> RedactingWriter<W> {
    /// A writer in front of `inner`.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            line: Vec::new(),
            is_cut: false,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        let room = LONGEST_LINE.saturating_sub(self.line.len());
        self.is_cut |= bytes.len() > room;
        self.line.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn end_line(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let cut = std::mem::take(&mut self.is_cut);
        let line = String::from_utf8_lossy(&line);
        let end = if cut { " … (cut)\n" } else { "\n" };
        // One write, so that lines of several threads don't mix.
        self.inner
            .write_all(format!("{}{end}", redact(&line)).as_bytes())
    }
}

impl<W: io::Write> io::Write for RedactingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut lines = bytes.split(|byte| *byte == b'\n');
        if let Some(first) = lines.next() {
            self.take(first);
        }
        for line in lines {
            self.end_line()?;
            self.take(line);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: io::Write> Drop for RedactingWriter<W> {
    fn drop(&mut self) {
        if !self.line.is_empty() {
            // There is nobody left to tell.
            let _: io::Result<()> = self.end_line();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn secrets_are_taken_out_and_the_rest_stays() {
        for (line, expected) in [
            ("", ""),
            ("session opened, 3 accounts", "session opened, 3 accounts"),
            ("account 3331261", "account <digits>"),
            ("account=0211-0036-12 ok", "account=<digits> ok"),
            ("ssn 123-45-6789", "ssn <digits>"),
            ("x12345y", "x<digits>y"),
            ("•••• 1234 shown", "•••• 1234 shown"),
            ("status 200 in 1234 ms", "status 200 in 1234 ms"),
            ("port 80 of 10 20 30", "port 80 of 10 20 30"),
            (
                "GET https://int-widgets.moneydesktop.com/md/connect/AbC1 failed",
                "GET <url> failed",
            ),
            (
                "url=\"https://a.example/b?c=d\", next",
                "url=\"<url>\", next",
            ),
            ("appscheme://memberConnected?metadata=%7B", "<url>"),
            (
                "Authorization: Basic YWJjZDplZmdoaWprbA==",
                "Authorization: <credentials>",
            ),
            (
                "authorization: bearer abcdefgh",
                "authorization: <credentials>",
            ),
            ("Basic facts of life", "Basic facts of life"),
            (
                "key 0123456789abcdef0123456789abcdef01234567.",
                "key <token>",
            ),
            ("key dGhpc2lzYWtleXRoYXRpc2xvbmc", "key <token>"),
            (
                "member MBR-7c6f361b-e582-15b6-60c0-358f12466b4b connected",
                "member MBR-7c6f361b-e582-15b6-60c0-358f12466b4b connected",
            ),
            (
                "client 7c6f361b-e582-15b6-60c0-358f12466b4b",
                "client <token>",
            ),
            (
                "2026-11-21T02:16:00.123456Z  INFO desk::connections: ready",
                "2026-11-21T02:16:00.123456Z  INFO desk::connections: ready",
            ),
            (
                "crates/desk/src/connections.rs:12 loaded",
                "crates/desk/src/connections.rs:12 loaded",
            ),
            ("número 123456 é", "número <digits> é"),
        ] {
            assert_eq!(redact(line), expected, "{line}");
        }
    }

    #[test]
    fn an_innocent_line_is_not_copied() {
        assert!(matches!(redact("the desk is open"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_secret_in_two_writes_is_still_one() {
        let mut written = Vec::new();
        let mut writer = RedactingWriter::new(&mut written);
        writer.write_all(b"account 33").unwrap();
        writer.flush().unwrap();
        writer.write_all(b"31261\nsecond 1234567").unwrap();
        drop(writer);
        assert_eq!(
            String::from_utf8(written).unwrap(),
            "account <digits>\nsecond <digits>\n"
        );
    }

    #[test]
    fn an_endless_line_is_cut() {
        let mut written = Vec::new();
        let mut writer = RedactingWriter::new(&mut written);
        for _ in 0..100 {
            writer.write_all(&[b' '; 1024]).unwrap();
        }
        writer.write_all(b"\nnext\n").unwrap();
        drop(writer);
        let text = String::from_utf8(written).unwrap();
        assert!(text.len() < 17 * 1024);
        assert!(text.ends_with(" … (cut)\nnext\n"));
    }

    proptest::proptest! {
        #[test]
        fn no_long_digit_run_survives(before in "[^0-9]{0,20}", number in "[0-9]{5,17}", after in "\\PC{0,20}") {
            let line = format!("{before}account {number} {after}");
            let redacted = redact(&line);
            proptest::prop_assert!(!redacted.contains(&number));
        }

        #[test]
        fn any_line_can_be_redacted(line in "\\PC{0,200}") {
            let once = redact(&line).into_owned();
            proptest::prop_assert_eq!(redact(&once).into_owned(), once);
        }
    }
}
