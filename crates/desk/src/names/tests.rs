use proptest::prelude::*;

use super::*;
use NameLikeness::{Different, Exact, Likely};

fn table() -> Vec<(&'static str, &'static str, NameLikeness, &'static str)> {
    vec![
        // Case, space, punctuation and accents.
        ("Jane Doe", "Jane Doe", Exact, "The same name."),
        ("Jane Doe", "JANE DOE", Exact, "The same name."),
        ("  jane   doe ", "Jane Doe", Exact, ""),
        ("José García", "JOSE GARCIA", Exact, "but for accents"),
        ("Zoë Brontë", "Zoe Bronte", Exact, "accents"),
        (
            "Jose\u{301} Garci\u{301}a",
            "José García",
            Exact,
            "The same name.",
        ),
        ("Conor O'Brien", "CONOR OBRIEN", Exact, ""),
        ("Conor O’Brien", "Conor O'Brien", Exact, ""),
        ("Łukasz Żółć", "LUKASZ ZOLC", Exact, "accents"),
        ("Søren Ærø", "SOREN AERO", Exact, "accents"),
        ("Jane Doe", "Ｊａｎｅ Ｄｏｅ", Exact, ""),
        ("Jane\u{200B} Doe\u{202E}", "Jane Doe", Exact, ""),
        ("İlkay Işık", "Ilkay Isik", Exact, ""),
        ("Madonna", "MADONNA", Exact, ""),
        ("Иван Петров", "ИВАН ПЕТРОВ", Exact, ""),
        // Order.
        ("Jane Doe", "Doe, Jane", Likely, "last name comes first"),
        ("Doe, Jane", "DOE, JANE", Exact, ""),
        ("Jane Doe", "DOE JANE", Likely, "another order"),
        (
            "Jane Q. Doe",
            "DOE, JANE Q",
            Likely,
            "last name comes first",
        ),
        (
            "Jane Doe",
            "Doe, Jane Quinn",
            Likely,
            "middle name is left out",
        ),
        // Initials and middle names.
        ("Jane Doe", "J. Doe", Likely, "initial stands for a name"),
        ("J Doe", "J DOE", Likely, "only an initial is known"),
        ("Jane D", "Jane D", Likely, "only an initial is known"),
        (
            "Jane Q. Doe",
            "Jane Quinn Doe",
            Likely,
            "initial stands for a name",
        ),
        ("Jane Q Doe", "JANE Q DOE", Exact, ""),
        (
            "Jane Doe",
            "Jane Quinn Doe",
            Likely,
            "middle name is left out",
        ),
        ("J. Q. Doe", "Jane Quinn Doe", Likely, "initial stands"),
        (
            "Jane Quinn Doe",
            "Jane Rose Doe",
            Different,
            "middle name is another",
        ),
        (
            "Jane Q Doe",
            "Jane R Doe",
            Different,
            "middle name is another",
        ),
        ("K. Doe", "Jane Doe", Different, "first name is another"),
        ("Jane D", "Jane Doe", Different, "last name is another"),
        ("J D", "Jane Doe", Different, ""),
        // Hyphens, spaces and particles.
        ("Anne-Marie Smith", "Anne Marie Smith", Likely, "hyphen"),
        ("Jane Smith-Jones", "JANE SMITH JONES", Likely, "hyphen"),
        ("Jane Smith-Jones", "Jane Smith-Jones", Exact, ""),
        ("Jan van Dyke", "Jan VanDyke", Likely, "spaces"),
        ("Ann Amaria", "Anna Maria", Likely, "spaces"),
        ("Jane Smith-Jones", "Jane Jones", Likely, "left out"),
        ("Maria de la Cruz", "MARIA DE LA CRUZ", Exact, ""),
        // Umlauts.
        ("Hans Müller", "HANS MUELLER", Likely, "umlaut"),
        ("Hans Müller", "HANS MULLER", Exact, "accents"),
        ("Hans Peter Müller", "Hans Mueller", Likely, "umlaut"),
        ("Jürgen Groß", "Juergen Gross", Likely, "umlaut"),
        // Suffixes and titles.
        ("John Doe", "John Doe Jr.", Likely, "one side only"),
        ("John Doe Jr", "JOHN DOE JR", Exact, ""),
        ("John Doe, Jr.", "John Doe Jr", Exact, ""),
        (
            "John Doe Jr",
            "John Doe Sr",
            Different,
            "two people of one name",
        ),
        (
            "John Doe II",
            "John Doe III",
            Different,
            "two people of one name",
        ),
        (
            "John Doe Junior",
            "John Doe Jr.",
            Likely,
            "suffix is written another way",
        ),
        ("Dr. Jane Doe", "Jane Doe", Likely, "title"),
        ("Jane Doe, MD", "Jane Doe", Likely, "title"),
        ("Jane Junior", "JANE JUNIOR", Exact, ""),
        // Other people.
        ("Jane Doe", "John Doe", Different, "first name is another"),
        ("Jane Doe", "Jane Roe", Different, "last name is another"),
        ("Jane Doe", "Richard Miles", Different, "Another name."),
        ("Doe", "Jane Doe", Different, "part of a name"),
        ("Jane", "Jane Doe", Different, "part of a name"),
        ("Ivan Petrov", "Иван Петров", Different, "different scripts"),
        ("Jane Doe", "J\u{0430}ne Doe", Different, "scripts"),
        ("Иван Петров", "Иван Петровй", Different, ""),
        ("Андрей Йод", "Андреи Иод", Different, ""),
        ("", "Jane Doe", Different, "no name"),
        ("Jane Doe", "  .,- ", Different, "no name"),
        // Several owners in one line.
        (
            "Jane Doe",
            "John Doe and Jane Doe",
            Exact,
            "One of two owners.",
        ),
        ("Jane Doe", "JOHN & JANE DOE", Exact, "One of two owners."),
        (
            "John Doe",
            "JOHN & JANE DOE",
            Likely,
            "stands once for both. One of two owners.",
        ),
        ("Jane Doe", "DOE, JOHN & JANE", Likely, "One of two owners."),
        (
            "Jane Roe",
            "JOHN DOE / JANE ROE",
            Exact,
            "One of two owners.",
        ),
        ("Jane Roe", "John Doe or Jane Doe", Different, ""),
        ("John Doe and Jane Doe", "Jane Doe and John Doe", Exact, ""),
        ("John Doe and Jane Roe", "John Doe", Different, ""),
        ("Or Cohen", "OR COHEN", Exact, ""),
        // Organisations.
        ("Acme Tools LLC", "ACME TOOLS LLC", Exact, ""),
        ("Acme Tools", "Acme Tools, Inc.", Likely, "legal form"),
        (
            "Smith & Sons Ltd",
            "Smith and Sons Limited",
            Likely,
            "legal form",
        ),
        (
            "Acme Tools LLC",
            "Apex Tools LLC",
            Different,
            "Another organisation.",
        ),
        ("Jane Doe", "Doe Family Trust", Different, "an organisation"),
        ("Jane Doe", "Jane Doe LLC", Likely, "legal form"),
        (
            "Johnson and Johnson Inc",
            "Johnson and Johnson Inc",
            Exact,
            "",
        ),
    ]
}

#[test]
fn every_case_of_the_table() {
    let wrong: Vec<_> = table()
        .into_iter()
        .map(|(given, owner, likeness, why)| (compare(given, owner), given, owner, likeness, why))
        .filter(|(verdict, _, _, likeness, why)| {
            let reason = verdict.reason.to_lowercase();
            verdict.likeness != *likeness
                || !reason.contains(&why.to_lowercase())
                || !reason.ends_with('.')
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn people_compare_the_same_from_either_side() {
    for (given, owner, likeness, _) in table() {
        let several = [given, owner]
            .iter()
            .any(|name| parts_of_joint(name).len() > 1);
        if !several {
            assert_eq!(
                compare(owner, given).likeness,
                likeness,
                "{owner} / {given}"
            );
        }
    }
}

fn owner(account: &str, name: &str) -> AccountOwnerView {
    AccountOwnerView {
        account_guids: vec![account.to_owned()],
        name: name.to_owned(),
        address: None,
        email: None,
        phone: None,
        verdict: None,
    }
}

#[test]
fn one_of_two_owners_of_an_account_is_an_owner() {
    let mut owners = [owner("ACT-1", "JOHN DOE"), owner("ACT-1", "JANE DOE")];
    let verdict = compare_all("Jane Doe", &mut owners).unwrap();
    assert_eq!(verdict.likeness, Exact);
    assert_eq!(verdict.reason, "The same name. One of two owners.");
    let each: Vec<_> = owners
        .iter()
        .map(|o| o.verdict.as_ref().unwrap().likeness)
        .collect();
    assert_eq!(each, [Different, Exact]);
}

#[test]
fn every_account_must_be_theirs() {
    let mut owners = [owner("ACT-1", "Jane Doe"), owner("ACT-2", "Richard Miles")];
    let verdict = compare_all("Jane Doe", &mut owners).unwrap();
    assert_eq!(verdict.likeness, Likely);
    assert!(
        verdict.reason.contains("1 of 2 accounts"),
        "{}",
        verdict.reason
    );
    let mut owners = [owner("ACT-1", "Jane Doe"), owner("ACT-2", "J Doe")];
    assert_eq!(
        compare_all("Jane Doe", &mut owners).unwrap().likeness,
        Likely
    );
    let mut owners = [owner("ACT-1", "Jane Doe"), owner("ACT-2", "JANE DOE")];
    assert_eq!(
        compare_all("Jane Doe", &mut owners).unwrap().reason,
        "The same name."
    );
    assert_eq!(compare_all("Jane Doe", &mut []), None);
}

#[test]
fn names_without_end_are_not_cut_to_fit() {
    let long = "Jane ".repeat(60);
    assert_eq!(compare(&long, &long).likeness, Different);
}

fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            3 => "[A-Z][a-zé]{1,6}",
            1 => "[A-Z]\\.?",
            1 => prop::sample::select(vec!["Jr", "Sr", "Dr.", "de", "Müller", "Smith-Jones", "O'Hara"]).prop_map(str::to_owned),
        ],
        1..5,
    )
    .prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(given in ".{0,60}", owner in ".{0,60}") {
        prop_assert!(!compare(&given, &owner).reason.is_empty());
    }

    #[test]
    fn it_does_not_matter_who_is_who(one in name(), two in name()) {
        prop_assert_eq!(compare(&one, &two).likeness, compare(&two, &one).likeness);
    }

    #[test]
    fn exact_is_only_said_of_the_same_words(one in name(), two in name()) {
        if compare(&one, &two).likeness == Exact {
            prop_assert_eq!(fold(&one), fold(&two));
        }
    }

    #[test]
    fn a_name_is_never_different_from_itself(one in name()) {
        prop_assert!(compare(&one, &one.to_uppercase()).likeness > Different);
    }
}
