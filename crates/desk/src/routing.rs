//! US routing numbers (ABA).

/// Weights of the nine digits (ABA, routing number policy).
const WEIGHTS: [u32; 9] = [3, 7, 1, 3, 7, 1, 3, 7, 1];

/// Whether the last digit is the one the first eight lead to. What isn't nine digits has none that
/// could. It finds every single mistyped digit; it says nothing about whether a bank has the
/// number.
pub(crate) fn check_digit_fits(routing_number: &str) -> bool {
    let digits: Option<Vec<u32>> = routing_number.chars().map(|c| c.to_digit(10)).collect();
    digits.is_some_and(|digits| {
        let sum: u32 = digits
            .iter()
            .zip(WEIGHTS)
            .map(|(d, weight)| d * weight)
            .sum();
        digits.len() == WEIGHTS.len() && sum.is_multiple_of(10) && sum > 0
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_of_the_federal_reserve_fit() {
        for good in ["091000019", "011000015", "021001208", "990000026"] {
            assert!(check_digit_fits(good), "{good}");
        }
    }

    #[test]
    fn what_is_not_nine_digits_does_not() {
        for bad in [
            "",
            "09100001",
            "0910000190",
            "68899990000000",
            "09100001x",
            "٠٩١٠٠٠٠١٩",
            " 91000019",
            "000000000",
        ] {
            assert!(!check_digit_fits(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_one_wrong_digit_is_found(
            eight in prop::collection::vec(0_u32..10, 8),
            place in 0_usize..9,
            off_by in 1_u32..10,
        ) {
            prop_assume!(eight.iter().any(|digit| *digit != 0));
            let sum: u32 = eight.iter().zip(WEIGHTS).map(|(d, weight)| d * weight).sum();
            let mut digits = eight;
            digits.push((10 - sum % 10) % 10);
            let text = |digits: &[u32]| -> String {
                digits.iter().filter_map(|d| char::from_digit(*d, 10)).collect()
            };
            prop_assert!(check_digit_fits(&text(&digits)));
            digits[place] = (digits[place] + off_by) % 10;
            prop_assert!(!check_digit_fits(&text(&digits)));
        }

        #[test]
        fn nothing_makes_it_panic(text in ".*") {
            check_digit_fits(&text);
        }
    }
}
