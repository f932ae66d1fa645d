//! Which strategy fills which placement.
use serde::{Deserialize, Serialize};

/// A way to choose products.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// Most ordered, then most added to a cart, then most viewed.
    Bestsellers,
    /// What this visitor saw, latest first.
    RecentlyViewed,
    /// Seen in the same visit as the product of the page.
    ViewedTogether,
    /// Ordered with the product of the page.
    BoughtTogether,
    /// In the cart or in orders with what is in the cart.
    CartCompanions,
    /// The best of the category of the page.
    CategoryTop,
    /// Viewed after the same search, then what matches best.
    SearchTop,
    /// Suits what the visitor seems to like.
    Personal,
    /// Ordered with what was just ordered.
    OrderCompanions,
    /// No products: a banner.
    Banner,
    /// No products: a content block.
    Block,
}

impl Strategy {
    /// As in result ids: `viewed-together`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bestsellers => "bestsellers",
            Self::RecentlyViewed => "recently-viewed",
            Self::ViewedTogether => "viewed-together",
            Self::BoughtTogether => "bought-together",
            Self::CartCompanions => "cart-companions",
            Self::CategoryTop => "category-top",
            Self::SearchTop => "search-top",
            Self::Personal => "personal",
            Self::OrderCompanions => "order-companions",
            Self::Banner => "banner",
            Self::Block => "block",
        }
    }

    /// Content instead of products.
    pub const fn is_content(self) -> bool {
        matches!(self, Self::Banner | Self::Block)
    }

    /// Heading of the campaign.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Bestsellers => "Most loved right now",
            Self::RecentlyViewed => "Recently viewed",
            Self::ViewedTogether => "Others also looked at",
            Self::BoughtTogether => "Often bought together",
            Self::CartCompanions => "Goes well with your cart",
            Self::CategoryTop => "Favourites in this category",
            Self::SearchTop => "Popular for this search",
            Self::Personal => "Picked for you",
            Self::OrderCompanions => "To go with your order",
            Self::Banner => "The autumn house",
            Self::Block => "A content block",
        }
    }
}

/// Placement names, `*` standing for any text; the first that fits counts. The names with
/// `nosto` are those a new account of the hosted service starts with.
const TABLE: [(&str, Strategy); 29] = [
    ("home-1", Strategy::Bestsellers),
    ("home-2", Strategy::RecentlyViewed),
    ("home-3", Strategy::Personal),
    ("*history*", Strategy::RecentlyViewed),
    ("frontpage-*", Strategy::Bestsellers),
    ("bestseller*", Strategy::Bestsellers),
    ("personal-*", Strategy::Personal),
    ("product-1", Strategy::ViewedTogether),
    ("cross-seller", Strategy::ViewedTogether),
    ("productpage-nosto-1", Strategy::ViewedTogether),
    ("product-2", Strategy::BoughtTogether),
    ("productpage-nosto-2", Strategy::BoughtTogether),
    ("productpage-*", Strategy::Personal),
    ("product-3", Strategy::Personal),
    ("cart-*", Strategy::CartCompanions),
    ("cartpage-*", Strategy::CartCompanions),
    ("free-shipper", Strategy::CartCompanions),
    ("category-*", Strategy::CategoryTop),
    ("categorypage-*", Strategy::CategoryTop),
    ("productcategory-*", Strategy::CategoryTop),
    ("search-*", Strategy::SearchTop),
    ("searchpage-*", Strategy::SearchTop),
    ("order-*", Strategy::OrderCompanions),
    ("thankyou-*", Strategy::OrderCompanions),
    ("orderpage-*", Strategy::OrderCompanions),
    ("notfound-*", Strategy::Bestsellers),
    ("other-*", Strategy::Personal),
    ("banner-1", Strategy::Banner),
    ("block-*", Strategy::Block),
];

/// The strategy of a placement; `None` for one nobody set up.
pub fn strategy(placement: &str) -> Option<Strategy> {
    TABLE.iter().find(|(pattern, _)| fits(pattern, placement)).map(|(_, strategy)| *strategy)
}

fn fits(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(tail), Some(_)) => name.contains(tail.trim_end_matches('*')),
        (Some(tail), None) => name.ends_with(tail),
        (None, Some(head)) => name.starts_with(head),
        (None, None) => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::{Strategy, strategy};

    #[test]
    fn names_and_patterns_find_their_strategy() {
        assert_eq!(strategy("home-1"), Some(Strategy::Bestsellers));
        assert_eq!(strategy("frontpage-nosto-9"), Some(Strategy::Bestsellers));
        assert_eq!(strategy("my-history-list"), Some(Strategy::RecentlyViewed));
        assert_eq!(strategy("free-shipper"), Some(Strategy::CartCompanions));
        assert_eq!(strategy("order-1"), Some(Strategy::OrderCompanions));
        assert_eq!(strategy("home-10"), None);
        assert_eq!(strategy("nonsense"), None);
    }
}
