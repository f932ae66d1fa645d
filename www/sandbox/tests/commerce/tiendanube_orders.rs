//! Tiendanube: orders, carts, checkouts, coupons.
use crate::support::Shops;
use serde_json::{Value, json};

fn sold(shops: &Shops) -> (Value, u64) {
    let products = shops.tn("GET", "/products?per_page=200", Value::Null).is(200);
    let variants =
        products.as_array().unwrap().iter().flat_map(|product| product["variants"].as_array().unwrap().clone());
    let found = variants.into_iter().find(|it| it["price"].is_string() && it["stock"].as_u64() > Some(9)).unwrap();
    (found["id"].clone(), found["stock"].as_u64().unwrap())
}

#[test]
fn an_order_can_be_placed_and_is_kept() {
    let shops = Shops::start();
    let (variant, stock) = sold(&shops);
    let order = json!({
        "contact_name": "Ada Byron", "contact_email": "ada@example.com",
        "products": [{"variant_id": variant, "quantity": 2, "price": "19.90"}],
    });
    let placed = shops.tn("POST", "/orders", order).is(201);
    assert_eq!((&placed["number"], &placed["total"]), (&json!(145), &json!("39.80")));
    assert_eq!((&placed["status"], &placed["payment_status"]), (&json!("open"), &json!("pending")));
    assert_eq!(placed["customer"]["name"], "Ada Byron");
    let kept = shops.tn("GET", &format!("/orders/{}", placed["id"]), Value::Null).is(200);
    assert_eq!(kept, placed);
    assert_eq!(shops.tn("GET", "/orders", Value::Null).number("x-total-count"), 46);
    assert_eq!(shops.tn("GET", "/customers?q=ada@", Value::Null).number("x-total-count"), 1);
    let product = placed["products"][0]["product_id"].to_string().replace('"', "");
    let variants = shops.tn("GET", &format!("/products/{product}/variants"), Value::Null).is(200);
    let left = variants.as_array().unwrap().iter().find(|it| it["id"] == variant).unwrap();
    assert_eq!(left["stock"], stock - 2);
}

#[test]
fn an_order_that_cannot_be_is_refused_by_field() {
    let shops = Shops::start();
    let (variant, _) = sold(&shops);
    let refused = |order: Value| shops.tn("POST", "/orders", order).is(422);
    assert_eq!(refused(json!({})), json!({"contact_email": ["can't be blank"], "products": ["can't be blank"]}));
    let of = |products: Value| json!({"contact_email": "a@example.com", "products": products});
    assert_eq!(refused(of(json!([{"variant_id": 1}]))), json!({"products": ["variant does not exist"]}));
    let many = of(json!([{"variant_id": variant, "quantity": 100_000}]));
    assert_eq!(refused(many), json!({"products": ["variant has not enough stock"]}));
}

#[test]
fn orders_have_the_unsteady_types_of_the_system() {
    let shops = Shops::start();
    let orders = shops.tn("GET", "/orders?per_page=200", Value::Null).is(200);
    let lines: Vec<&Value> =
        orders.as_array().unwrap().iter().flat_map(|it| it["products"].as_array().unwrap()).collect();
    assert!(
        lines.iter().any(|line| line["quantity"].is_string()) && lines.iter().any(|line| line["quantity"].is_number())
    );
    assert!(lines.iter().any(|line| line["variant_id"].is_string()));
    // Beyond what a double holds.
    assert!(lines.iter().all(|line| line["id"].as_u64().unwrap() > 1 << 53));
    assert!(orders.as_array().unwrap().iter().any(|order| order["storefront"] == "meli"));
}

#[test]
fn an_order_is_packed_fulfilled_closed_and_cancelled() {
    let shops = Shops::start();
    let act = |action: &str, body: Value| shops.tn("POST", &format!("/orders/450000002/{action}"), body);
    assert_eq!(act("pack", Value::Null).is(200)["shipping_status"], "unshipped");
    assert_eq!(act("fulfill", json!({"shipping_tracking_number": "1"})).is(200)["shipping_status"], "shipped");
    assert_eq!(act("close", Value::Null).is(200)["status"], "closed");
    assert_eq!(act("open", Value::Null).is(200)["status"], "open");
    let cancelled = act("cancel", json!({"reason": "customer"})).is(200);
    assert_eq!((&cancelled["status"], &cancelled["cancel_reason"]), (&json!("cancelled"), &json!("customer")));
    assert_eq!(act("explode", Value::Null).status, 404);
    assert_eq!(
        shops.tn("PUT", "/orders/450000002", json!({"owner_note": "x", "total": "0"})).is(200)["owner_note"],
        "x"
    );
}

#[test]
fn carts_and_checkouts_are_read_and_edited_line_by_line() {
    let shops = Shops::start();
    let cart = shops.tn("GET", "/carts/900000001", Value::Null).is(200);
    let line = &cart["products"][0]["id"];
    shops.tn("DELETE", &format!("/carts/900000001/line-items/{line}"), Value::Null).is(200);
    let left = shops.tn("GET", "/carts/900000001", Value::Null).is(200);
    assert_eq!(left["products"].as_array().unwrap().len(), 1);
    assert_eq!(shops.tn("POST", "/carts", json!({"x": 1})).status, 405);
    let checkout = shops.tn("GET", "/checkouts", Value::Null).is(200)[0].clone();
    assert!(checkout["abandoned_checkout_url"].as_str().unwrap().starts_with("https://"));
    let coupon = shops.tn("POST", "/coupons", json!({"code": "HOLA", "type": "percentage", "value": "5.00"})).is(201);
    let path = format!("/checkouts/{}/coupons", checkout["id"]);
    let with = shops.tn("POST", &path, json!({"coupon_id": coupon["id"]})).is(200);
    assert_eq!(with["coupon"][0]["code"], "HOLA");
    let draft = json!({"contact_email": "a@example.com", "products": [{"variant_id": sold(&shops).0}]});
    assert!(shops.tn("POST", "/draft_orders", draft).is(201)["abandoned_checkout_url"].is_string());
}
