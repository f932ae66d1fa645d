//! What the shop and the back end rely on.
use super::{Catalogue, Currency, Money};
use std::collections::HashSet;

#[test]
fn is_large_enough_and_every_id_is_unique() {
    let catalogue = Catalogue::load();
    assert!(catalogue.products().len() >= 120, "{}", catalogue.products().len());
    assert!(catalogue.categories().len() >= 8);
    let ids: HashSet<_> = catalogue.products().iter().map(|product| &product.id).collect();
    assert_eq!(ids.len(), catalogue.products().len());
    let skus: Vec<_> = catalogue.products().iter().flat_map(|p| &p.variants).collect();
    let unique: HashSet<_> = skus.iter().map(|variant| &variant.id).collect();
    assert_eq!(unique.len(), skus.len());
    assert!(skus.iter().any(|variant| !variant.available));
}

#[test]
fn every_product_can_be_bought_and_drawn() {
    let catalogue = Catalogue::load();
    for product in catalogue.products() {
        assert!(product.variants[0].available, "{}", product.id);
        assert!(super::colour::is_known(product.colour), "{} of {}", product.colour, product.id);
        assert!(catalogue.category(product.category).is_some());
        let svg = catalogue.picture_svg(&product.id).unwrap();
        assert!(!svg.contains('@'), "{svg}");
        assert!(
            product
                .list_price
                .is_none_or(|list| list.in_currency(Currency::Usd) > product.price.in_currency(Currency::Usd))
        );
    }
}

#[test]
fn search_ranks_names_before_tags_and_needs_every_word() {
    let catalogue = Catalogue::load();
    let found = catalogue.search("linen");
    assert!(found.len() > 5);
    assert!(found[0].name.contains("Linen"));
    assert!(catalogue.search("linen submarine").is_empty());
    assert!(catalogue.search("  ").is_empty());
    let one = catalogue.search("COURT sneaker");
    assert_eq!(one[0].id, "court-sneaker");
}

#[test]
fn money_is_exact_in_both_currencies() {
    let price = Money::from_euro_cents(12_345);
    assert_eq!(price.to_string(), "123.45");
    assert_eq!(price.in_currency(Currency::Usd).to_string(), "138.45");
    assert_eq!(serde_json::to_string(&price).unwrap(), r#"{"EUR":123.45,"USD":138.45}"#);
    let thrice = Money::from_euro_cents(10).in_currency(Currency::Eur) * 3;
    assert_eq!(serde_json::to_string(&thrice).unwrap(), "0.3");
    assert_eq!(serde_json::to_string(&Money::from_euro_cents(99_900).in_currency(Currency::Eur)).unwrap(), "999");
}
