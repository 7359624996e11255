//! Many short texts in one long one, so that looking for a word in all of them is one search.

/// The texts, one after the other.
#[derive(Default)]
pub(super) struct Haystack {
    all: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Haystack {
    /// Each text is what `write` adds for its source.
    pub(super) fn new<T>(
        sources: impl IntoIterator<Item = T>,
        write: impl Fn(T, &mut String),
    ) -> Self {
        let mut haystack = Self::default();
        for source in sources {
            write(source, &mut haystack.all);
            // No word that is looked for goes over the end of a line.
            haystack.all.push('\n');
            haystack.ends.push(haystack.all.len());
        }
        haystack
    }

    /// For each text, whether the word is in it. The word holds no white space.
    pub(super) fn holding(&self, word: &str) -> Vec<bool> {
        let mut holding = vec![false; self.ends.len()];
        let mut place = 0;
        for (at, _) in self.all.match_indices(word) {
            while self.ends.get(place).is_some_and(|end| *end <= at) {
                place += 1;
            }
            if let Some(is_held) = holding.get_mut(place) {
                *is_held = true;
            }
        }
        holding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_each_text_that_holds_it_and_never_across_two() {
        let texts = ["coffee shop", "", "shop coffee", "cof", "fee", "äpfel"];
        let haystack = Haystack::new(texts, |text, all| all.push_str(text));
        let holding = |word: &str| -> Vec<usize> {
            let held = haystack.holding(word);
            (0..texts.len()).filter(|place| held[*place]).collect()
        };
        assert_eq!(holding("coffee"), [0, 2]);
        assert_eq!(holding("shop"), [0, 2]);
        assert_eq!(holding("fee"), [0, 2, 4]);
        assert_eq!(holding("pfel"), [5]);
        assert_eq!(holding("tea"), [0; 0]);
        assert_eq!(Haystack::default().holding("x"), [false; 0]);
    }
}
