//! A person's name, and how it compares with another's.

use super::{
    different, exact, likely,
    spelling::{Word, fold_spelled_out, is_latin, words},
};
use crate::view::NameVerdict;

const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "hon", "sir", "mme", "mlle",
];
const DEGREES: &[&str] = &["md", "phd", "esq", "cpa", "dds", "dvm", "rn"];

/// One name, taken apart.
pub(super) struct Person {
    /// First name first, folded.
    names: Vec<String>,
    /// The same with umlauts spelled out.
    spelled_out: Vec<String>,
    /// The same, in lower case with accents.
    accented: Vec<String>,
    suffix: Option<Suffix>,
    /// It was written last name first, with a comma.
    is_turned: bool,
    /// A title or a degree was left out.
    had_title: bool,
    /// It was written with a hyphen.
    has_hyphen: bool,
}

#[derive(Clone, PartialEq, Eq)]
struct Suffix {
    written: String,
    means: &'static str,
}

impl Person {
    pub(super) fn read(name: &str) -> Self {
        let mut suffix = None;
        let mut had_title = false;
        let mut segments: Vec<Vec<Word>> = name.split(',').map(words).collect();
        let mut count: usize = segments.iter().map(Vec::len).sum();
        for segment in &mut segments {
            if count > 2
                && segment
                    .first()
                    .is_some_and(|word| TITLES.contains(&word.folded.as_str()))
            {
                segment.remove(0);
                had_title = true;
                count -= 1;
            }
            while count > 2
                && let Some(last) = segment.last()
            {
                if let Some(found) = suffix_of(&last.folded)
                    && suffix.is_none()
                {
                    suffix = Some(found);
                } else if DEGREES.contains(&last.folded.as_str()) {
                    had_title = true;
                } else {
                    break;
                }
                segment.pop();
                count -= 1;
            }
        }
        segments.retain(|segment| !segment.is_empty());
        let is_turned = segments.len() == 2;
        if is_turned {
            segments.swap(0, 1);
        }
        let words: Vec<Word> = segments.into_iter().flatten().collect();
        Self {
            spelled_out: words
                .iter()
                .map(|word| fold_spelled_out(&word.accented))
                .collect(),
            accented: words.iter().map(|word| word.accented.clone()).collect(),
            names: words.into_iter().map(|word| word.folded).collect(),
            suffix,
            is_turned,
            had_title,
            has_hyphen: name.contains(['-', '‐', '‑', '–']),
        }
    }

    pub(super) fn compare(&self, other: &Self) -> NameVerdict {
        if let (Some(one), Some(two)) = (&self.suffix, &other.suffix)
            && one.means != two.means
        {
            return different(format!(
                "“{}” on one side, “{}” on the other: two people of one name.",
                one.written, two.written
            ));
        }
        if self.is_latin() != other.is_latin() {
            return different("The names are written in different scripts and can't be compared.");
        }
        match self.compare_names(other) {
            Ok(explained) => self.conclude(other, explained),
            Err(why) => different(why),
        }
    }

    fn is_latin(&self) -> bool {
        self.names.iter().all(|name| is_latin(name))
    }

    /// The names are the same, or what explains that they aren't.
    fn compare_names(&self, other: &Self) -> Result<Vec<&'static str>, &'static str> {
        const TURNED: &str = "the last name comes first in one of them";
        const UMLAUT: &str = "an umlaut is written as two letters";
        if self.names == other.names {
            let mut explained = Vec::new();
            if self.is_turned != other.is_turned {
                explained.push(TURNED);
            }
            if self.has_hyphen != other.has_hyphen {
                explained.push("with and without a hyphen");
            }
            if is_initial(self.names.first()) || is_initial(self.names.last()) {
                explained.push("only an initial is known");
            }
            return Ok(explained);
        }
        // Umlauts spelled out on one side or the other.
        let spellings = [
            (&self.names, &other.names, false),
            (&self.spelled_out, &other.names, true),
            (&self.names, &other.spelled_out, true),
        ];
        if spellings.iter().any(|(one, two, _)| one == two) {
            return Ok(vec![UMLAUT]);
        }
        if self.names.concat() == other.names.concat() {
            return Ok(vec!["written with other spaces or hyphens"]);
        }
        if self.names.len() < 2 || other.names.len() < 2 {
            return Err("One of them is part of a name only.");
        }
        if has_same_words(&self.names, &other.names) {
            return Ok(vec!["the names are in another order"]);
        }
        let mut explained = Err("Another name.");
        for (one, two, is_spelled_out) in spellings {
            let aligned = align(one, two);
            if explained.is_err() && (aligned.is_ok() || !is_spelled_out) {
                explained = aligned.map(|mut explained| {
                    explained.extend(is_spelled_out.then_some(UMLAUT));
                    explained
                });
            }
        }
        let mut explained = explained?;
        if self.is_turned != other.is_turned {
            explained.push(TURNED);
        }
        Ok(explained)
    }

    fn conclude(&self, other: &Self, mut explained: Vec<&'static str>) -> NameVerdict {
        if self.had_title != other.had_title {
            explained.push("a title is left out in one of them");
        }
        let suffix = match (&self.suffix, &other.suffix) {
            (Some(one), Some(two)) if one.written != two.written => {
                explained.push("the suffix is written another way");
                None
            }
            (Some(one), None) | (None, Some(one)) => Some(one.written.as_str()),
            _ => None,
        };
        let mut reasons: Vec<String> = explained.iter().map(|&reason| reason.to_owned()).collect();
        if let Some(suffix) = suffix {
            reasons.push(format!(
                "“{suffix}” is on one side only: it can be a relative"
            ));
        }
        if !reasons.is_empty() {
            return likely(sentence(&reasons));
        }
        if self.accented == other.accented {
            exact("The same name.")
        } else {
            exact("The same name, but for accents.")
        }
    }
}

/// First names with first names, last with last, and what is between.
fn align(one: &[String], other: &[String]) -> Result<Vec<&'static str>, &'static str> {
    let mut explained = Vec::new();
    let ([first, mine @ .., last], [other_first, theirs @ .., other_last]) = (one, other) else {
        return Err("One of them is part of a name only.");
    };
    let has_same_first = first == other_first;
    let may_be_first = has_same_first || is_initial_of(first, other_first);
    if last != other_last {
        return Err(if may_be_first {
            "The first name is the same, the last name is another."
        } else {
            "Another name."
        });
    }
    if is_initial(Some(last)) {
        return Err("Of the last name only an initial is known.");
    }
    if !may_be_first {
        return Err("The last name is the same, the first name is another.");
    }
    if !has_same_first {
        explained.push("an initial stands for a name");
    }
    let (fewer, more) = if mine.len() <= theirs.len() {
        (mine, theirs)
    } else {
        (theirs, mine)
    };
    let mut rest = more.iter();
    let mut has_initials = false;
    for name in fewer {
        let found = rest.find(|candidate| *candidate == name || is_initial_of(name, candidate));
        match found {
            Some(found) => has_initials |= found != name,
            None => return Err("First and last name are the same, the middle name is another."),
        }
    }
    if has_initials && has_same_first {
        explained.push("an initial stands for a name");
    }
    if fewer.len() < more.len() {
        explained.push("a middle name is left out in one of them");
    }
    Ok(explained)
}

fn sentence(reasons: &[String]) -> String {
    let text = reasons.join("; ");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), chars.as_str()),
        None => text,
    }
}

fn suffix_of(word: &str) -> Option<Suffix> {
    let means = match word {
        "jr" | "junior" => "jr",
        "sr" | "senior" => "sr",
        "ii" | "2nd" => "2",
        "iii" | "3rd" => "3",
        "iv" | "4th" => "4",
        _ => return None,
    };
    Some(Suffix {
        written: word.to_owned(),
        means,
    })
}

fn is_initial(name: Option<&String>) -> bool {
    name.is_some_and(|name| name.chars().count() == 1)
}

/// One of the two is the other's first letter.
fn is_initial_of(one: &str, two: &str) -> bool {
    let starts = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    starts(one, two) || starts(two, one)
}

fn has_same_words(one: &[String], two: &[String]) -> bool {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    let has_initials = one.iter().any(|name| is_initial(Some(name)));
    !has_initials && sorted(one) == sorted(two)
}
