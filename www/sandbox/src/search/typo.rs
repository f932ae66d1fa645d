//! How far two words are apart.

/// How many slips of the finger a word of this length forgives.
pub const fn forgiven(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Letters to insert, remove, replace or swap with the next one, to make one word of the other.
pub fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=one.len()).collect();
    let mut last = None;
    for letter in other.chars() {
        let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
        let mut row = vec![at(&above, 0) + 1];
        for (place, known) in one.iter().enumerate() {
            let replaced = at(&above, place) + usize::from(*known != letter);
            let mut least = replaced.min(at(&above, place + 1) + 1).min(at(&row, place) + 1);
            let swapped = place > 0 && last == Some(*known) && one.get(place - 1) == Some(&letter);
            if swapped {
                least = least.min(at(&before, place - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
        last = Some(letter);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn counts_slips() {
        for (one, other, slips) in [
            ("", "", 0),
            ("lamp", "lamp", 0),
            ("lamp", "lmap", 1),
            ("lamp", "lam", 1),
            ("candle", "kandel", 2),
            ("a", "", 1),
        ] {
            assert_eq!(distance(one, other), slips, "{one} {other}");
            assert_eq!(distance(other, one), slips, "{other} {one}");
        }
    }
}
