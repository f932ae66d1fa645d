//! Tiendanube and Nuvemshop.

use crate::{seen, with};
use serde_json::{Value, json};
use vitrine::commerce::map::tiendanube::{self, Options};

fn options(given: Value) -> Options {
    serde_json::from_value(given).unwrap()
}

/// A line of a checkout; ids, amounts and quantities come as numbers and as text.
fn line() -> Value {
    json!({"id": 1234567890123456789u64, "product_id": 111, "variant_id": "169164456", "name": "Remera (Preto)",
        "price": "58.07", "compare_at_price": "70.00", "quantity": "1", "sku": null, "variant_values": ["Preto"]})
}

#[test]
fn lines_of_a_cart() {
    let read = json!({"product_id": "111", "sku_id": "169164456", "name": "Remera (Preto)", "unit_price": 58.07,
        "price_currency_code": "BRL", "quantity": 1});
    let cents =
        json!({"id": 169164456, "product": {"id": 111}, "name": "Remera (Preto)", "unit_price": 5807, "quantity": 1});
    let cases: [(&str, Value, Value, Option<&str>); 15] = [
        ("decimal strings", line(), read.clone(), None),
        ("quantity as a number", with(&line(), json!({"quantity": 5})), with(&read, json!({"quantity": 5})), None),
        ("price as a number", with(&line(), json!({"price": 19.0})), with(&read, json!({"unit_price": 19})), None),
        ("cents", cents.clone(), read.clone(), None),
        (
            "cents, the variant by its own member",
            with(&cents, json!({"id": 7, "variant_id": 169164456})),
            read.clone(),
            None,
        ),
        (
            "64-bit ids",
            with(&line(), json!({"variant_id": 9007199254740993u64})),
            with(&read, json!({"sku_id": "9007199254740993"})),
            None,
        ),
        (
            "no variant",
            with(&line(), json!({"variant_id": null})),
            {
                let mut read = read.clone();
                read.as_object_mut().unwrap().remove("sku_id");
                read
            },
            None,
        ),
        (
            "price on request",
            with(&line(), json!({"price": null})),
            Value::Null,
            Some("cart.products[0].price: missing"),
        ),
        (
            "unreadable price",
            with(&line(), json!({"price": "58,07"})),
            Value::Null,
            Some("cart.products[0].price: expected an amount"),
        ),
        (
            "broken cents",
            with(&cents, json!({"unit_price": 58.07})),
            Value::Null,
            Some("cart.products[0].unit_price: expected a whole number of minor units"),
        ),
        (
            "no product",
            with(&line(), json!({"product_id": null})),
            Value::Null,
            Some("cart.products[0].product_id: missing"),
        ),
        (
            "an id that is a fraction",
            with(&line(), json!({"product_id": 1.5})),
            Value::Null,
            Some("cart.products[0].product_id: expected an id"),
        ),
        ("no name", with(&line(), json!({"name": ""})), Value::Null, Some("cart.products[0].name: missing")),
        (
            "half a piece",
            with(&line(), json!({"quantity": 0.5})),
            Value::Null,
            Some("cart.products[0].quantity: expected a whole number"),
        ),
        ("no object", json!(5), Value::Null, Some("cart.products[0]: expected an object")),
    ];
    for (case, line, wanted, problem) in cases {
        let (cart, problems) =
            seen(tiendanube::cart(&json!({"currency": "BRL", "products": [line]}), &Options::default()));
        assert_eq!(cart["items"].get(0).cloned().unwrap_or_default(), wanted, "{case}");
        assert_eq!(problems.first().map(String::as_str), problem, "{case}");
    }
}

#[test]
fn whole_carts() {
    let full = json!({"currency": "BRL", "products": [line()]});
    let cases = [
        ("empty", json!({"currency": "BRL", "products": []}), json!({"items": []}), None),
        (
            "removed lines",
            json!({"currency": "BRL", "products": [with(&line(), json!({"quantity": 0})), with(&line(), json!({"quantity": "-1"}))]}),
            json!({"items": []}),
            None,
        ),
        (
            "nothing readable",
            json!({"currency": "BRL", "products": [7]}),
            Value::Null,
            Some("cart.products[0]: expected an object"),
        ),
        ("no lines", json!({"currency": "BRL"}), Value::Null, Some("cart.products: missing")),
        (
            "lines that are none",
            json!({"currency": "BRL", "products": "x"}),
            Value::Null,
            Some("cart.products: expected a list"),
        ),
        ("no cart", Value::Null, Value::Null, Some("cart: expected an object")),
        ("no currency", with(&full, json!({"currency": null})), Value::Null, Some("cart.currency: missing")),
    ];
    for (case, given, wanted, problem) in cases {
        let (cart, problems) = seen(tiendanube::cart(&given, &Options::default()));
        assert_eq!(cart, wanted, "{case}");
        assert_eq!(problems.first().map(String::as_str), problem, "{case}");
    }
    let same_twice = json!({"currency": "BRL", "products": [line(), line(), 7]});
    let (cart, problems) = seen(tiendanube::cart(&same_twice, &Options::default()));
    assert_eq!(cart["items"].as_array().unwrap().len(), 2, "lines of one variant stay apart");
    assert_eq!(problems.len(), 1);
    let (cart, _) =
        seen(tiendanube::cart(&with(&full, json!({"currency": null})), &options(json!({"currency": "ARS"}))));
    assert_eq!(cart["items"][0]["price_currency_code"], "ARS");
}

#[test]
fn currencies_without_cents() {
    let cases = [
        (json!({"price": "19990.00"}), json!({}), 19990),
        (json!({"price": "19990"}), json!({}), 19990),
        (json!({"unit_price": 1999000}), json!({}), 19990),
        (json!({"unit_price": 19990}), json!({"minorDigits": 0}), 19990),
    ];
    for (price, given, wanted) in cases {
        let line = with(&json!({"product_id": 1, "name": "Polera", "quantity": 1}), price);
        let (cart, _) = seen(tiendanube::cart(&json!({"currency": "CLP", "items": [line]}), &options(given)));
        assert_eq!(cart["items"][0]["unit_price"], json!(wanted));
    }
}

#[test]
fn the_way_back_to_a_cart() {
    let link = |url| tiendanube::restore_link(&json!({"abandoned_checkout_url": url}));
    assert_eq!(
        link("https://shop.test/checkout/v3/proxy/1/abc").as_deref(),
        Some("https://shop.test/checkout/v3/proxy/1/abc")
    );
    assert_eq!(link("javascript:alert(1)"), None);
    assert_eq!(tiendanube::restore_link(&Value::Null), None);
}

#[test]
fn customers() {
    let ada = json!({"id": 77, "name": "Ada King Lovelace", "email": "ada@example.com", "accepts_marketing": true,
        "identification": "123", "note": "secret", "total_spent": "89.00"});
    let read = json!({"email": "ada@example.com", "first_name": "Ada", "last_name": "King Lovelace", "newsletter": true, "marketing_permission": true});
    let mute = json!({"email": "ada@example.com", "first_name": "Ada", "last_name": "King Lovelace"});
    let in_contact = json!({"id": 77, "contact": {"name": "Ada Lovelace", "email": "ada@example.com", "accepts_marketing": false},
        "shipping_address": {"first_name": "Ada K.", "last_name": "Lovelace"}});
    let cases = [
        ("as the API has it", ada.clone(), json!({}), read.clone()),
        ("consent unknown", with(&ada, json!({"accepts_marketing": null})), json!({}), mute),
        ("one name only", with(&ada, json!({"name": "Ada"})), json!({}), {
            let mut read = read.clone();
            read.as_object_mut().unwrap().remove("last_name");
            read
        }),
        (
            "as NubeSDK has it",
            in_contact,
            json!({}),
            json!({"email": "ada@example.com", "first_name": "Ada K.", "last_name": "Lovelace", "newsletter": false, "marketing_permission": false}),
        ),
        ("with a reference", with(&ada, json!({"email": null})), json!({"customerReference": "b369f1235cf4f081"}), {
            let mut read = with(&read, json!({"customer_reference": "b369f1235cf4f081"}));
            read.as_object_mut().unwrap().remove("email");
            read
        }),
        ("an id says nobody", json!({"id": 77}), json!({}), Value::Null),
        ("logged out", Value::Null, json!({}), json!({})),
        ("no customer at all", json!("77"), json!({}), Value::Null),
    ];
    for (case, given, opts, wanted) in cases {
        let (customer, _) = seen(tiendanube::customer(&given, &options(opts)));
        assert_eq!(customer, wanted, "{case}");
        assert!(!customer.to_string().contains("77"), "{case}: the id stays");
    }
}

fn shirt() -> Value {
    json!({"id": 111, "name": {"es": "Remera", "pt": "Camiseta", "en": ""}, "description": {"es": "<p>Fina</p>", "pt": ""},
        "handle": {"es": "remera", "pt": "camiseta"}, "published": true, "brand": null, "tags": "verano, algodón,,",
        "canonical_url": "https://shop.test/productos/remera/", "categories": [12, 13],
        "images": [{"id": 5, "src": "//cdn.test/5.jpg"}, {"id": 6, "src": "https://cdn.test/6.jpg"}],
        "variants": [
            {"id": 1, "price": "25.00", "promotional_price": "19.00", "stock": 5, "stock_management": true, "sku": "BSG-1", "image_id": 6,
                "barcode": "779", "gender": "female", "age_group": "adult", "cost": "10.00", "values": [{"es": "Rojo", "pt": "Vermelho"}, {"es": "M"}]},
            {"id": "2", "price": "15.00", "promotional_price": null, "stock": 0, "stock_management": true, "sku": null, "values": [{"es": "Azul"}]},
            {"id": 3, "price": null, "stock": null, "stock_management": false, "values": [{"es": "Verde"}]},
            {"id": 4, "price": "1.00", "visible": false, "values": []}],
        "seo_title": "x", "created_at": "2013-09-05T17:59:19+0000"})
}

#[test]
fn a_product_with_variants() {
    let categories = json!([
        {"id": 10, "name": {"es": "Mujer"}, "parent": null, "subcategories": [12]},
        {"id": 12, "name": {"es": "Ropa"}, "parent": 10},
        {"id": 13, "name": {"es": "Ofertas"}, "parent": 0}]);
    let (product, problems) = seen(tiendanube::product(
        &shirt(),
        &options(json!({"language": "es_AR", "currency": "ARS", "categories": categories})),
    ));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        product,
        json!({
        "product_id": "111", "name": "Remera", "url": "https://shop.test/productos/remera/",
        "image_url": "https://cdn.test/5.jpg", "alternate_image_urls": ["https://cdn.test/6.jpg"],
        "price": 19, "list_price": 25, "price_currency_code": "ARS", "availability": "InStock",
        "category": ["/Mujer/Ropa", "/Ofertas"], "category_id": ["12", "13"], "parent_category_id": ["10"],
        "description": "<p>Fina</p>", "tags1": ["verano", "algodón"], "gender": "female", "age_group": "adult",
        "skus": [
            {"id": "1", "name": "Rojo, M", "price": 19, "list_price": 25, "availability": "InStock",
                "image_url": "https://cdn.test/6.jpg", "gtin": "779", "inventory_level": 5, "custom_fields": {"sku": "BSG-1"}},
            {"id": "2", "name": "Azul", "price": 15, "availability": "OutOfStock", "inventory_level": 0, "custom_fields": {}}]})
    );
}

/// Names of the variants first: they are what the members under test belong to.
#[test]
fn prices_and_stock_of_variants() {
    let variant = |changes| with(&json!({"id": 1, "price": "25.00", "stock": 1, "values": []}), changes);
    let cases = [
        ("plain", variant(json!({})), json!([25, null, "InStock"])),
        ("promotional", variant(json!({"promotional_price": "19.90"})), json!([19.9, 25, "InStock"])),
        ("promotional that is higher", variant(json!({"promotional_price": "30.00"})), json!([25, null, "InStock"])),
        ("promotional of nothing", variant(json!({"promotional_price": "0.00"})), json!([25, null, "InStock"])),
        ("compared", variant(json!({"compare_at_price": "40.00"})), json!([25, 40, "InStock"])),
        ("compared with less", variant(json!({"compare_at_price": "20.00"})), json!([25, null, "InStock"])),
        ("on request", variant(json!({"price": null})), json!([null, null, "InStock"])),
        ("free", variant(json!({"price": "0.00"})), json!([0, null, "InStock"])),
        ("sold out", variant(json!({"stock": 0})), json!([25, null, "OutOfStock"])),
        ("oversold", variant(json!({"stock": -2})), json!([25, null, "OutOfStock"])),
        ("endless", variant(json!({"stock": null})), json!([25, null, "InStock"])),
        ("not counted", variant(json!({"stock": 0, "stock_management": false})), json!([25, null, "InStock"])),
    ];
    for (case, variant, wanted) in cases {
        let (product, _) =
            seen(tiendanube::product(&json!({"id": 9, "name": "Taza", "variants": [variant]}), &Options::default()));
        assert_eq!(json!([product["price"], product["list_price"], product["availability"]]), wanted, "{case}");
    }
    let hidden = json!({"id": 9, "name": "Taza", "published": false, "variants": [variant(json!({"barcode": "779"}))]});
    let (product, _) = seen(tiendanube::product(&hidden, &Options::default()));
    assert_eq!(
        (&product["availability"], &product["gtin"], &product["skus"][0]["name"]),
        (&json!("OutOfStock"), &json!("779"), &json!("Taza"))
    );
}

#[test]
fn languages() {
    let cases = [
        (json!({"language": "pt_BR"}), "Camiseta"),
        (json!({"language": "pt"}), "Camiseta"),
        (json!({"language": "en", "mainLanguage": "es"}), "Remera"),
        (json!({"language": "fr", "mainLanguage": "pt"}), "Camiseta"),
        (json!({"language": "fr"}), "Remera"),
        (json!({}), "Remera"),
    ];
    for (given, wanted) in cases {
        let (product, _) = seen(tiendanube::product(&shirt(), &options(given.clone())));
        assert_eq!(product["name"], wanted, "{given}");
    }
    let plain = with(&shirt(), json!({"name": "Remera lisa"}));
    assert_eq!(seen(tiendanube::product(&plain, &Options::default())).0["name"], "Remera lisa");
}

#[test]
fn pages_of_products() {
    let bare = with(&shirt(), json!({"canonical_url": null}));
    let cases = [
        (json!({"domain": "shop.test", "country": "AR"}), json!("https://shop.test/productos/remera/")),
        (
            json!({"domain": "shop.test", "country": "BR", "language": "pt"}),
            json!("https://shop.test/produtos/camiseta/"),
        ),
        (json!({"domain": "shop.test", "mainLanguage": "pt"}), json!("https://shop.test/produtos/camiseta/")),
        (json!({}), Value::Null),
    ];
    for (given, wanted) in cases {
        assert_eq!(seen(tiendanube::product(&bare, &options(given.clone()))).0["url"], wanted, "{given}");
    }
}

#[test]
fn categories_as_objects_and_in_a_circle() {
    let product = |categories| {
        seen(tiendanube::product(&with(&shirt(), json!({"categories": categories})), &Options::default())).0
    };
    let objects = product(
        json!([{"id": 12, "name": {"es": "Ropa"}, "parent": 10}, {"id": 10, "name": {"es": "Mujer"}, "parent": null}]),
    );
    assert_eq!(objects["category"], json!(["/Mujer/Ropa", "/Mujer"]));
    let ids = product(json!(["12", 13]));
    assert_eq!((&ids["category"], &ids["category_id"]), (&Value::Null, &json!(["12", "13"])));
    let circle = product(json!([{"id": 1, "name": "A", "parent": 2}, {"id": 2, "name": "B", "parent": 1}]));
    assert_eq!(circle["category"].as_array().unwrap().len(), 2);
}

fn order() -> Value {
    json!({"id": 871254203, "number": 306, "token": "secret", "currency": "ARS", "storefront": "store", "payment_status": "paid",
        "gateway": "offline", "gateway_name": "Acordar", "created_at": "2020-11-01T10:00:00+0000", "completed_at": {"date": "x"},
        "contact_email": "guest@example.com", "contact_name": "Guest Person", "billing_zipcode": "1425", "billing_country": "AR",
        "customer": {"id": 77, "name": "Ada Lovelace", "email": "ada@example.com", "accepts_marketing": true},
        "products": [line(), with(&line(), json!({"variant_id": 5, "price": "0.29", "quantity": 3}))]})
}

#[test]
fn an_order() {
    let (read, problems) = seen(tiendanube::order(&order(), &Options::default()));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        read,
        json!({
        "external_order_ref": "871254203", "created_at": "2020-11-01T10:00:00Z", "order_status": "paid", "payment_provider": "Acordar",
        "info": {"order_number": "306", "type": "order", "email": "ada@example.com", "first_name": "Ada", "last_name": "Lovelace",
            "post_code": "1425", "country": "AR", "newsletter": true, "marketing_permission": true},
        "items": [
            {"product_id": "111", "sku_id": "169164456", "name": "Remera (Preto)", "unit_price": 58.07, "price_currency_code": "ARS", "quantity": 1},
            {"product_id": "111", "sku_id": "5", "name": "Remera (Preto)", "unit_price": 0.29, "price_currency_code": "ARS", "quantity": 3}]})
    );
}

#[test]
fn odd_orders() {
    let cases = [
        ("without the scope for customers", json!({"customer": null}), json!({}), Some("guest@example.com")),
        ("by telephone app", json!({"storefront": "mobile"}), json!({}), Some("ada@example.com")),
        ("of a marketplace", json!({"storefront": "meli"}), json!({}), None),
        ("of another app", json!({"storefront": "api"}), json!({}), None),
        (
            "of another app that is ours",
            json!({"storefront": "api"}),
            json!({"storefronts": ["api"]}),
            Some("ada@example.com"),
        ),
        ("without a number", json!({"number": null}), json!({}), None),
        ("without lines", json!({"products": []}), json!({}), None),
    ];
    for (case, changes, given, email) in cases {
        let (read, problems) = seen(tiendanube::order(&with(&order(), changes), &options(given)));
        assert_eq!(read["info"]["email"].as_str(), email, "{case}");
        assert_eq!(problems.is_empty(), email.is_some(), "{case}");
    }
    let moments = [
        ("2020-11-01T10:00:00-03:00", json!("2020-11-01T13:00:00Z")),
        ("2020-11-01T10:00:00-0300", json!("2020-11-01T13:00:00Z")),
        ("2020-11-01T10:00:00.5Z", json!("2020-11-01T10:00:00.5Z")),
        ("2020-11-01", Value::Null),
        ("ayer", Value::Null),
        ("日本語語", Value::Null),
    ];
    for (given, wanted) in moments {
        let (read, problems) =
            seen(tiendanube::order(&with(&order(), json!({"created_at": given})), &Options::default()));
        assert_eq!(read.get("created_at").cloned().unwrap_or_default(), wanted);
        assert_eq!(problems.is_empty(), !wanted.is_null());
    }
}

#[test]
fn options_that_do_not_exist_are_refused() {
    assert!(serde_json::from_value::<Options>(json!({"langauge": "pt"})).is_err());
}
