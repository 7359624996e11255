//! Whether the owner of an account is the person (or organisation) the agent was told it is.
//!
//! Banks write names in capitals, without accents, last name first, with initials, two people in
//! one line. *Exact* is said only of the same words in the same order; everything that can be
//! explained is *likely*, with the explanation; the rest is *different*. A bank's own rules may
//! ask for more than this.

mod person;
mod spelling;
#[cfg(test)]
mod tests;

use self::{
    person::Person,
    spelling::{Part, fold, parts_of_joint},
};
use crate::view::{AccountOwnerView, NameLikeness, NameVerdict};

/// Longest name that is compared; MX's own fields are shorter.
pub(crate) const LONGEST_NAME: usize = 200;

/// Words that only organisations have in their names. The first ones say the legal form and
/// nothing else.
const LEGAL_FORMS: &[&str] = &[
    "llc",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "co",
    "company",
    "llp",
    "lllp",
    "pllc",
    "plc",
    "gmbh",
    "ulc",
    "ltee",
];
const ORGANISATIONS: &[&str] = &[
    "trust",
    "foundation",
    "association",
    "assn",
    "partnership",
    "holdings",
    "enterprises",
    "industries",
    "ministries",
    "university",
    "department",
];

const NO_NAME: &str = "There is no name to compare.";

/// Compares the name the agent was given with one owner's name. An owner's name may hold two
/// people.
pub(crate) fn compare(given: &str, owner: &str) -> NameVerdict {
    if [given, owner]
        .iter()
        .any(|name| name.chars().count() > LONGEST_NAME)
    {
        return different("The name is too long to compare.");
    }
    let words = [fold(given), fold(owner)];
    if words.iter().any(Vec::is_empty) {
        return different(NO_NAME);
    }
    if words.iter().any(|words| is_organisation(words)) {
        return compare_organisations(&words[0], &words[1]);
    }
    let (named, owners) = (parts_of_joint(given), parts_of_joint(owner));
    match (named.len(), owners.len()) {
        (1, 1) => compare_people(given, owner),
        (1, count) => one_of(among(given, &owners), count),
        _ => {
            // Everybody who was named must be among the owners.
            let worst = named
                .iter()
                .map(|part| completed(part, among(&part.name, &owners)))
                .min_by_key(|verdict| verdict.likeness);
            match worst {
                Some(worst)
                    if worst.likeness > NameLikeness::Different && named.len() < owners.len() =>
                {
                    likely(format!("{} Not every owner was named.", worst.reason))
                }
                Some(worst) => worst,
                None => different(NO_NAME),
            }
        }
    }
}

/// How a name compares with the one of several that is most like it.
fn among(name: &str, owners: &[Part]) -> NameVerdict {
    best_of(
        owners
            .iter()
            .map(|owner| completed(owner, compare_people(name, &owner.name))),
    )
}

/// A last name that was taken from somebody else's is never certain.
fn completed(part: &Part, verdict: NameVerdict) -> NameVerdict {
    if part.is_completed && verdict.likeness == NameLikeness::Exact {
        likely("The first name is the same; the last name stands once for both.")
    } else {
        verdict
    }
}

/// Compares the given name with everybody the bank named, and says for each how it compares. The
/// answer is the verdict on all of it: an account with several owners is theirs too, but every
/// account must be.
pub(crate) fn compare_all(given: &str, owners: &mut [AccountOwnerView]) -> Option<NameVerdict> {
    for owner in owners.iter_mut() {
        owner.verdict = Some(compare(given, &owner.name));
    }
    let mut accounts: Vec<&str> = Vec::new();
    for guid in owners.iter().flat_map(|owner| &owner.account_guids) {
        if !accounts.contains(&guid.as_str()) {
            accounts.push(guid);
        }
    }
    let of_each: Vec<NameVerdict> = accounts
        .iter()
        .map(|account| {
            let of_account: Vec<&AccountOwnerView> = owners
                .iter()
                .filter(|owner| owner.account_guids.iter().any(|guid| guid == account))
                .collect();
            let names: Vec<String> = of_account.iter().map(|o| fold(&o.name).join(" ")).collect();
            let distinct = (0..names.len()).filter(|n| !names[..*n].contains(&names[*n]));
            let best = best_of(of_account.iter().filter_map(|owner| owner.verdict.clone()));
            one_of(best, distinct.count())
        })
        .collect();
    let matching = of_each
        .iter()
        .filter(|verdict| verdict.likeness > NameLikeness::Different)
        .count();
    let worst = of_each.iter().min_by_key(|verdict| verdict.likeness)?;
    if matching == 0 || matching == of_each.len() {
        return Some(worst.clone());
    }
    Some(likely(format!(
        "It is the name of the owner of {matching} of {} accounts; the others are somebody else's.",
        of_each.len()
    )))
}

fn compare_people(given: &str, owner: &str) -> NameVerdict {
    Person::read(given).compare(&Person::read(owner))
}

/// A name that belongs to one of several owners.
fn one_of(verdict: NameVerdict, owners: usize) -> NameVerdict {
    if verdict.likeness == NameLikeness::Different || owners < 2 {
        return verdict;
    }
    let count = match owners {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        n => n.to_string(),
    };
    NameVerdict {
        reason: format!("{} One of {count} owners.", verdict.reason),
        ..verdict
    }
}

fn best_of(verdicts: impl Iterator<Item = NameVerdict>) -> NameVerdict {
    // Of the same likeness the first: its reason is as good as another's.
    verdicts
        .reduce(|best, next| {
            if next.likeness > best.likeness {
                next
            } else {
                best
            }
        })
        .unwrap_or_else(|| different(NO_NAME))
}

fn is_organisation(words: &[String]) -> bool {
    let is_one = |word: &String| {
        LEGAL_FORMS.contains(&word.as_str()) || ORGANISATIONS.contains(&word.as_str())
    };
    // Not the first word: names such as *Co* or *Trust* exist, and no legal form comes first.
    words.iter().skip(1).any(is_one) && words.len() > 1
}

fn compare_organisations(given: &[String], owner: &[String]) -> NameVerdict {
    if given == owner {
        return exact("The same name.");
    }
    let bare = |words: &[String]| -> Vec<String> {
        words
            .iter()
            .filter(|word| {
                !LEGAL_FORMS.contains(&word.as_str()) && *word != "the" && *word != "and"
            })
            .cloned()
            .collect()
    };
    let (bare_given, bare_owner) = (bare(given), bare(owner));
    if !bare_given.is_empty() && bare_given == bare_owner {
        return likely("The same organisation, but for its legal form or small words.");
    }
    if is_organisation(given) == is_organisation(owner) {
        different("Another organisation.")
    } else {
        different("One is a person, the other an organisation.")
    }
}

fn exact(reason: impl Into<String>) -> NameVerdict {
    verdict(NameLikeness::Exact, reason)
}

fn likely(reason: impl Into<String>) -> NameVerdict {
    verdict(NameLikeness::Likely, reason)
}

fn different(reason: impl Into<String>) -> NameVerdict {
    verdict(NameLikeness::Different, reason)
}

fn verdict(likeness: NameLikeness, reason: impl Into<String>) -> NameVerdict {
    NameVerdict {
        likeness,
        reason: reason.into(),
    }
}
