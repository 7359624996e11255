//! One name in many spellings: capitals, accents, punctuation.

use unicode_normalization::UnicodeNormalization;

/// The words of a name, without case, accents and punctuation. A hyphen separates words.
pub(super) fn fold(name: &str) -> Vec<String> {
    words(name).into_iter().map(|word| word.folded).collect()
}

/// One word of a name.
pub(super) struct Word {
    /// Without case and accents.
    pub(super) folded: String,
    /// In lower case, as it is written.
    pub(super) accented: String,
}

/// The words of a name. A hyphen separates words, an apostrophe is no letter.
pub(super) fn words(name: &str) -> Vec<Word> {
    let kept: String = name
        .nfkc()
        .filter(|c| !is_apostrophe(*c) && !is_invisible(*c))
        .map(|c| {
            if c.is_alphanumeric() || is_mark(c) {
                c
            } else {
                ' '
            }
        })
        .collect();
    kept.split_whitespace()
        .map(|word| Word {
            folded: fold_word(word),
            accented: word.to_lowercase().nfkc().collect(),
        })
        .filter(|word| !word.folded.is_empty())
        .collect()
}

/// A word without case and accents. Marks are taken off Latin and Greek letters alone: elsewhere
/// they make another letter, or a vowel.
fn fold_word(word: &str) -> String {
    let mut folded = String::new();
    let mut base = ' ';
    for c in word.nfkd().flat_map(char::to_lowercase) {
        if ('\u{0300}'..='\u{036F}').contains(&c) {
            if !base.is_ascii_alphabetic() && !is_greek(base) {
                folded.push(c);
            }
            continue;
        }
        base = c;
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded
}

/// The same with the two letters that stand for an umlaut where there are no umlauts: *Müller*,
/// *Mueller*.
pub(super) fn fold_spelled_out(accented: &str) -> String {
    let mut spelled = String::new();
    for c in accented.chars() {
        match c {
            'ä' => spelled.push_str("ae"),
            'ö' | 'ø' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'å' => spelled.push_str("aa"),
            other => spelled.push(other),
        }
    }
    fold_word(&spelled)
}

/// One of several people in one line.
pub(super) struct Part {
    pub(super) name: String,
    /// Their last name stands with somebody else only.
    pub(super) is_completed: bool,
}

/// The people in one line: `John and Jane Doe`, `DOE, JOHN & JANE`, `JOHN DOE / JANE ROE`. Who has
/// no last name there shares another's.
pub(super) fn parts_of_joint(name: &str) -> Vec<Part> {
    let spaced: String = name
        .chars()
        .map(|c| match c {
            '/' | ';' | '&' | '+' => " & ".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for word in spaced.split_whitespace() {
        let is_between =
            word == "&" || ["and", "or", "et", "und"].contains(&fold_word(word).as_str());
        match parts.last_mut() {
            Some(part) if !is_between => part.push(word),
            _ => parts.push(Vec::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    let whole = |name: &str| Part {
        name: name.to_owned(),
        is_completed: false,
    };
    let ([first, ..], Some([.., last_word])) = (parts.as_slice(), parts.last().map(Vec::as_slice))
    else {
        return vec![whole(name)];
    };
    if parts.len() == 1 {
        return vec![whole(name)];
    }
    // `DOE, JOHN & JANE` or `JOHN & JANE DOE`.
    let leading = first
        .first()
        .filter(|word| word.ends_with(',') && first.len() > 1);
    parts
        .iter()
        .map(|part| match (part.as_slice(), leading) {
            ([alone], Some(last_name)) => Part {
                name: format!("{last_name} {alone}"),
                is_completed: true,
            },
            ([alone], None) if alone != last_word => Part {
                name: format!("{alone} {last_word}"),
                is_completed: true,
            },
            (words, _) => whole(&words.join(" ")),
        })
        .collect()
}

/// Whether the letters are all of the Latin script, once folded.
pub(super) fn is_latin(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʹ' | '′')
}

/// Takes no room and changes no letter.
fn is_invisible(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_greek(c: char) -> bool {
    ('\u{0370}'..='\u{03FF}').contains(&c)
}
