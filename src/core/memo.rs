//! What the server is known to know already, by what any page or tab of the shop told it.
//!
//! The façade keeps it and hands over what still counts: `{"cart":"token","customer":1,"orders":{"195":…}}`.
//! Another script may have written what is kept, so it can only ever make a message longer or shorter.

use super::json;

/// What the server knows.
#[derive(Clone, Copy, Debug)]
pub struct Memo<'a>(pub &'a str);

impl Memo<'_> {
    /// Whether it was told a `name` (`cart`, `customer`) lately, by whomever.
    pub fn has(&self, name: &str) -> bool {
        json::get(self.0, name).is_some()
    }

    /// Whether the cart it knows is the one with this token.
    pub fn has_cart(&self, token: &str) -> bool {
        json::get(self.0, "cart").map(json::bare) == Some(token)
    }

    /// Whether it accepted the order with the raw `number`.
    pub fn has_order(&self, number: &str) -> bool {
        json::get(self.0, "orders").and_then(|orders| json::get(orders, json::bare(number))).is_some()
    }
}

/// A short name for a cart of a visitor: 64 bits that differ where those do. Eight bytes at a time, as carts are long.
pub fn token(cart: &str, visitor: Option<&str>) -> String {
    let mut hash = cart.len() as u64;
    for text in [visitor.unwrap_or(""), cart] {
        for bytes in text.as_bytes().chunks(8) {
            let word = bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
            // An odd factor carries every bit upwards and loses none; the rotation brings the high ones down again.
            hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        }
    }
    let mut digits = String::new();
    while hash > 0 {
        json::push_hex(&mut digits, hash as u8 & 15);
        hash >>= 4;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_the_server_knows() {
        let memo = Memo(r#"{"cart":"AB","orders":{"A-1":5}}"#);
        assert!(memo.has("cart") && memo.has_cart("AB") && memo.has_order("\"A-1\""));
        assert!(!memo.has("customer") && !memo.has_cart("A") && !memo.has_order("\"A\""));
    }

    #[test]
    fn what_another_script_wrote_there_does_no_harm() {
        for memo in ["", "null", "[]", r#"{"cart":5,"orders":"x"}"#, "{\"cart\":[1,\"a\""] {
            assert!(!Memo(memo).has_cart("AB") && !Memo(memo).has_order("\"1\""));
        }
    }

    #[test]
    fn tokens_differ_by_cart_and_by_visitor() {
        assert_eq!(token("[1]", Some("v")), token("[1]", Some("v")));
        assert_ne!(token("[1]", Some("v")), token("[2]", Some("v")));
        assert_ne!(token("[1]", Some("v")), token("[1]", None));
    }

    #[test]
    fn every_byte_of_a_cart_counts_and_so_does_its_place() {
        let cart = "[{\"product_id\":\"a\",\"quantity\":12,\"unit_price\":9.95}]";
        let mut seen = std::collections::HashSet::from([token(cart, None)]);
        for at in 0..cart.len() {
            for byte in "0\0~".chars() {
                let (before, after) = cart.split_at(at);
                assert!(seen.insert(token(&format!("{before}{byte}{after}"), None)), "{byte:?} at {at}");
            }
        }
        for at in 8..cart.len() {
            let (before, after) = cart.split_at(at);
            assert!(seen.insert(token(&format!("{after}{before}"), None)), "turned at {at}");
        }
    }
}
