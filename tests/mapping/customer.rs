//! The Customer API.

use crate::{seen, with};
use serde_json::{Value, json};
use vitrine::commerce::map::customer::{self, Options};

fn options(given: Value) -> Options {
    serde_json::from_value(given).unwrap()
}

fn product() -> Value {
    json!({"_type": "Product", "code": "A-100", "brand": "Bosch", "name": "Drill", "price": {"amount": "99.90", "currency": "EUR"}, "availability": {"quantity": 4}})
}

#[test]
fn a_buyers_price_is_not_the_catalogues() {
    let (read, problems) =
        seen(customer::product(&product(), &options(json!({"currency": "EUR", "variation": "dealers"}))));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        read,
        json!({"product_id": "A-100", "name": "Drill", "brand": "Bosch", "availability": "InStock",
        "variations": {"dealers": {"price": 99.9, "price_currency_code": "EUR", "availability": "InStock", "available": true, "discounted": false}}})
    );
    for given in [json!({}), json!({"currency": "EUR"}), json!({"variation": "dealers"})] {
        assert!(!seen(customer::product(&product(), &options(given))).0.to_string().contains("99.9"));
    }
}

#[test]
fn availability() {
    for (given, wanted) in [
        (json!(true), json!("InStock")),
        (json!(0), json!("OutOfStock")),
        (json!("3"), json!("InStock")),
        (json!(null), json!(null)),
        (json!("soon"), json!(null)),
    ] {
        let read = seen(customer::product(
            &with(&product(), json!({"availability": {"quantity": given}})),
            &Options::default(),
        ))
        .0;
        assert_eq!(read["availability"], wanted, "{given}");
    }
}

#[test]
fn a_cart_of_the_host_page() {
    let lines = json!([
        with(&product(), json!({"quantity": 2})),
        with(&product(), json!({"code": 7, "price": {"amount": 5}, "quantity": "0"}))
    ]);
    let (read, problems) = seen(customer::cart(&lines, &options(json!({"currency": "EUR"}))));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        read,
        json!({"items": [{"product_id": "A-100", "sku_id": "A-100", "name": "Drill", "unit_price": 99.9, "price_currency_code": "EUR", "quantity": 2}]})
    );
    assert_eq!(
        seen(customer::cart(&lines, &Options::default())),
        (Value::Null, vec!["cart: the option currency is missing".into()])
    );
    assert_eq!(seen(customer::cart(&json!([]), &options(json!({"currency": "EUR"})))).0, json!({"items": []}));
    for none in [json!(null), json!(5), json!({})] {
        assert_eq!(seen(customer::cart(&none, &options(json!({"currency": "EUR"})))).0, Value::Null, "{none}");
    }
}

#[test]
fn the_buyer() {
    let given = json!({"email": "ada@example.com", "first_name": "Ada", "newsletter": false, "sub": "d194b033", "client_id": "d194b033"});
    assert_eq!(
        seen(customer::customer(&given, &Options::default())).0,
        json!({"email": "ada@example.com", "first_name": "Ada", "newsletter": false})
    );
    assert_eq!(seen(customer::customer(&Value::Null, &Options::default())).0, json!({}), "logged out");
    assert_eq!(
        seen(customer::customer(&json!({"sub": "d194b033"}), &Options::default())).0,
        Value::Null,
        "a token's id is no customer"
    );
}

#[test]
fn an_order_by_the_members_of_the_profile() {
    let order = json!({"_type": "Order", "id": 5, "no": "2026-5", "state": "packed", "items": [{"sku": "A-100", "title": "Drill", "qty": 1, "net": "99.90"}]});
    let fields = json!({"code": "sku", "name": "title", "linePrice": "net", "quantity": "qty", "lines": "items", "number": "no", "status": "state"});
    let (read, problems) = seen(customer::order(&order, &options(json!({"currency": "EUR", "fields": fields}))));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        read,
        json!({"external_order_ref": "5", "order_status": "packed", "info": {"order_number": "2026-5", "type": "order"},
        "items": [{"product_id": "A-100", "sku_id": "A-100", "name": "Drill", "unit_price": 99.9, "price_currency_code": "EUR", "quantity": 1}]})
    );
    assert_eq!(seen(customer::order(&order, &options(json!({"currency": "EUR"})))).1, ["order.lines: missing"]);
}

#[test]
fn codes_that_two_makers_have() {
    let order = json!({"number": "20260001", "processing_status": "new", "created_at": "2026-03-01T10:00:00+01:00",
        "lines": [{"code": "1001", "brand": "Bosch", "quantity": 2, "unit_price": "9.95"}, {"code": "1001", "quantity": 1, "unit_price": "1"}]});
    let (read, problems) =
        seen(customer::order(&order, &options(json!({"currency": "EUR", "productId": "{brand}/{code}"}))));
    assert_eq!(problems, ["order.lines[1].brand: missing"]);
    assert_eq!(
        read,
        json!({"external_order_ref": "20260001", "created_at": "2026-03-01T09:00:00Z", "order_status": "new",
        "info": {"order_number": "20260001", "type": "order"},
        "items": [{"product_id": "Bosch/1001", "sku_id": "Bosch/1001", "name": "1001", "unit_price": 9.95, "price_currency_code": "EUR", "quantity": 2}]})
    );
}
