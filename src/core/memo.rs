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

/// A short name for a cart of a visitor: 64 bits that differ where those do (FNV-1a).
pub fn token(cart: &str, visitor: Option<&str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in visitor.unwrap_or("").bytes().chain(cart.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
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
}
