//! The platform's GraphQL: every operation.
use crate::platform::{origin, send, token};
use crate::support::Shops;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

/// Data of a request without errors.
fn ask(shops: &Shops, query: &str, variables: Value) -> Value {
    let answer = run(shops, query, variables);
    assert!(answer.get("errors").is_none(), "{answer}");
    answer["data"].clone()
}

fn run(shops: &Shops, query: &str, variables: Value) -> Value {
    let body = json!({"query": query, "variables": variables}).to_string();
    send(shops, "API_APPS", "POST", "/v1/graphql", Some(&body)).is(200)
}

fn new_session(shops: &Shops) -> String {
    let made = ask(shops, "mutation { newSession(referer: \"https://shop.example.com/\") }", json!({}));
    made["newSession"].as_str().unwrap().to_owned()
}

const UPDATE: &str = "mutation($by: LookupParams!, $id: String!, $params: InputSessionParams!) {
    updateSession(by: $by, id: $id, params: $params) {
        id customer { firstName email customerReference marketingPermission } cart { items { productId skuId quantity unitPrice } }
        events { type target targetFragment ref } segments { id name }
        pages { forFrontPage(params: {slotIds: [\"home-1\", \"home-2\"], imageVersion: VERSION_8_400_400}) { divId resultId primary { productId name url imageUrl price } } }
    }
}";

fn update(shops: &Shops, by: &str, id: &str, params: Value) -> Value {
    ask(shops, UPDATE, json!({"by": by, "id": id, "params": params}))["updateSession"].clone()
}

fn view(shops: &Shops, id: &str, product: &str) -> Value {
    update(shops, "BY_CID", id, json!({"event": {"type": "VIEWED_PRODUCT", "target": product}}))
}

#[test]
fn requests_are_json_or_bare_graphql_of_a_real_user_agent() {
    let shops = Shops::start();
    let basic = format!("Basic {}", BASE64_STANDARD.encode(format!(":{}", token(&shops, "API_APPS"))));
    let url = format!("{}/v1/graphql", origin(&shops));
    let post = |kind: &str, agent: &str, body: &str| {
        let headers = [("authorization", basic.as_str()), ("content-type", kind), ("user-agent", agent)];
        shops.send("POST", &url, &headers, Some(body))
    };
    let answer = post("application/graphql", "tests/1", "{ segments { id } }");
    assert_eq!(answer.is(200)["data"]["segments"].as_array().unwrap().len(), 5);
    assert_eq!(answer.header("x-request-id").len(), 40);
    assert_eq!(post("application/json", "tests/1", "{\"query\": \"{ segments { name } }\"}").status, 200);
    assert_eq!(post("text/plain", "tests/1", "{ segments { id } }").status, 415);
    assert_eq!(post("application/graphql", "Googlebot/2.1", "{ segments { id } }").status, 403);
    assert_eq!(post("application/graphql", "", "{ segments { id } }").status, 403);
    let wrong = post("application/graphql", "tests/1", "{ nothing }").is(200);
    assert!(wrong["errors"][0]["message"].as_str().unwrap().contains("nothing"));
}

#[test]
fn a_new_session_is_a_visitor_of_the_visit_store() {
    let shops = Shops::start();
    let id = new_session(&shops);
    let updated = update(
        &shops,
        "BY_CID",
        &id,
        json!({
            "event": {"type": "VIEWED_PRODUCT", "target": "day-pack", "targetFragment": "day-pack-sand", "ref": "r-1"},
            "cart": {"items": [{"productId": "day-pack", "skuId": "s", "name": "Day Pack", "unitPrice": 12.5, "priceCurrencyCode": "EUR", "quantity": 2}]},
            "customer": {"firstName": "Ada", "email": "ada@example.com", "marketingPermission": true},
        }),
    );
    assert_eq!(updated["id"], json!(id));
    assert_eq!(updated["customer"]["email"], "ada@example.com");
    assert_eq!(
        updated["cart"]["items"],
        json!([{"productId": "day-pack", "skuId": "s", "quantity": 2.0, "unitPrice": 12.5}])
    );
    let event =
        json!({"type": "VIEWED_PRODUCT", "target": "day-pack", "targetFragment": "day-pack-sand", "ref": "r-1"});
    assert_eq!(updated["events"], json!([event]));
    assert!(updated["segments"].as_array().unwrap().iter().any(|segment| segment["name"] == "Known customers"));
    let visitor = shops.sandbox(&format!("/sandbox/visitors/{id}?account=alpha"));
    assert_eq!((&visitor["page_views"], &visitor["cart"][0]["product_id"]), (&json!(1), &json!("day-pack")));
    assert_eq!(visitor["views"][0]["page_type"], "product");
}

#[test]
fn skip_events_counts_no_page_view() {
    let shops = Shops::start();
    let id = new_session(&shops);
    update(&shops, "BY_CID", &id, json!({"cart": {"items": []}, "skipEvents": true}));
    let page_views = || shops.sandbox(&format!("/sandbox/visitors/{id}?account=alpha"))["page_views"].clone();
    assert_eq!(page_views(), 0);
    update(&shops, "BY_CID", &id, json!({"event": {"type": "VIEWED_PAGE", "target": "https://shop.example.com/"}}));
    assert_eq!(page_views(), 1);
}

#[test]
fn a_customer_reference_finds_the_same_session() {
    let shops = Shops::start();
    let reference = format!("ref-{}", token(&shops, "API_APPS"));
    let params = json!({"customer": {"email": "bob@example.com"}});
    let first = update(&shops, "BY_REF", &reference, params.clone());
    assert_eq!(first["customer"]["customerReference"], json!(reference));
    assert_eq!(update(&shops, "BY_REF", &reference, params)["id"], first["id"]);
    let session = ask(
        &shops,
        "query($id: String!) { session(by: BY_REF, id: $id) { id customer { email } } }",
        json!({"id": reference}),
    );
    assert_eq!(session["session"], json!({"id": first["id"], "customer": {"email": "bob@example.com"}}));
    let wrong = run(&shops, UPDATE, json!({"by": "BY_CID", "id": "x", "params": {}}));
    assert!(wrong["errors"][0]["message"].as_str().unwrap().contains("no visitor id"));
}

#[test]
fn nothing_is_kept_of_whom_is_not_to_be_tracked() {
    let shops = Shops::start();
    let made = ask(&shops, "mutation { newSession(customer: {doNotTrack: true}) }", json!({}));
    let id = made["newSession"].as_str().unwrap();
    update(
        &shops,
        "BY_CID",
        id,
        json!({"customer": {"doNotTrack": true}, "event": {"type": "VIEWED_PRODUCT", "target": "day-pack"}}),
    );
    let known = shops.sandbox("/sandbox/visitors?account=alpha")["visitors"].clone();
    assert!(!known.as_array().unwrap().iter().any(|visitor| visitor == id));
}

#[test]
fn every_page_has_recommendations() {
    let shops = Shops::start();
    let id = new_session(&shops);
    let updated = view(&shops, &id, "day-pack");
    let slots = updated["pages"]["forFrontPage"].as_array().unwrap();
    assert_eq!(slots.iter().map(|slot| &slot["divId"]).collect::<Vec<_>>(), ["home-1", "home-2"]);
    assert!(slots[0]["resultId"].is_string() && slots[0]["primary"][0]["price"].is_number());
    assert_eq!(slots[1]["primary"][0]["productId"], "day-pack");
    let pages = "query($id: String!) { session(by: BY_CID, id: $id) { pages {
        forProductPage(product: \"day-pack\", params: {slotIds: [\"product-1\"]}) { divId primary { productId } }
        forCategoryPage(category: \"/Women/Dresses\") { divId primary { productId } }
        forSearchPage(term: \"linen\") { divId primary { productId } }
        forCartPage(value: 10.5) { divId primary { productId } }
        forOrderPage(value: \"1\") { divId }
        forNotFoundPage { divId } forGeneralLayoutPage { divId } forOtherPage { divId } forLandingPage(params: {isPreview: true}) { divId }
    } } }";
    let shown = ask(&shops, pages, json!({"id": id}))["session"]["pages"].clone();
    assert_eq!(shown.as_object().unwrap().len(), 9);
    assert_eq!(shown["forProductPage"][0]["divId"], "product-1");
    assert!(shown["forProductPage"][0]["primary"].as_array().unwrap().iter().all(|it| it["productId"] != "day-pack"));
    for page in ["forCategoryPage", "forSearchPage", "forNotFoundPage", "forOtherPage"] {
        assert!(!shown[page].as_array().unwrap().is_empty(), "{page}");
    }
}

#[test]
fn an_order_is_placed_found_and_followed() {
    let shops = Shops::start();
    let id = new_session(&shops);
    let number = format!("n-{id}");
    let place =
        "mutation($id: String!, $params: InputOrderParams!) { placeOrder(by: BY_CID, id: $id, params: $params) {
        id pages { forOrderPage(value: \"x\", params: {slotIds: [\"order-1\"]}) { divId primary { productId } } } } }";
    let item = json!({"productId": "day-pack", "skuId": "s", "name": "Day Pack", "unitPrice": 12.5, "priceCurrencyCode": "EUR", "quantity": 2});
    let order = json!({"number": number, "ref": format!("r-{id}"), "orderStatus": "new", "paymentProvider": "card", "purchasedItems": [item]});
    let params = json!({"customer": {"email": "ada@example.com", "firstName": "Ada"}, "order": order});
    let placed = ask(&shops, place, json!({"id": id, "params": params}))["placeOrder"].clone();
    assert_eq!(placed["id"], json!(id));
    assert_eq!(placed["pages"]["forOrderPage"][0]["divId"], "order-1");
    let visitor = shops.sandbox(&format!("/sandbox/visitors/{id}?account=alpha"));
    assert_eq!(
        (&visitor["orders"][0]["info"]["order_number"], &visitor["orders"][0]["linked"]),
        (&json!(number), &json!(true))
    );
    let query = "query($id: String!) { order(id: $id) { number ref orderStatus paymentProvider email statuses { orderStatus date } purchasedItems { productId quantity } } }";
    let by_ref = ask(&shops, query, json!({"id": format!("r-{id}")}))["order"].clone();
    assert_eq!((&by_ref["number"], &by_ref["email"]), (&json!(number), &json!("ada@example.com")));
    let follow = "mutation($number: String!) { updateStatus(number: $number, params: {orderStatus: \"paid\", statusDate: \"2026-03-01T00:00:00Z\"}) { statuses { orderStatus } } }";
    let followed = ask(&shops, follow, json!({"number": number}))["updateStatus"].clone();
    assert_eq!(followed["statuses"], json!([{"orderStatus": "new"}, {"orderStatus": "paid"}]));
    assert_eq!(ask(&shops, query, json!({"id": number}))["order"]["orderStatus"], "paid");
    assert!(run(&shops, follow, json!({"number": "none"}))["errors"].is_array());
    let all = ask(&shops, "{ orders(limit: 1000) { number } }", json!({}))["orders"].clone();
    assert!(all.as_array().unwrap().iter().any(|order| order["number"] == json!(number)));
    let empty = json!({"order": {"number": "", "purchasedItems": []}});
    assert!(run(&shops, place, json!({"id": id, "params": empty}))["errors"].is_array());
}

#[test]
fn products_are_updated_found_sorted_and_filtered() {
    let shops = Shops::start();
    let update = "mutation($products: [InputProduct!]!) { updateProducts(products: $products) { result { errors { field message } data { productId } } } }";
    let good = json!({"productId": "g-1", "name": "Aaa", "url": "https://a", "imageUrl": "https://i", "availability": "InStock", "price": 1.5, "priceCurrencyCode": "EUR", "brand": "Ours"});
    let result =
        ask(&shops, update, json!({"products": [good, {"productId": "g-2"}]}))["updateProducts"]["result"].clone();
    assert_eq!(result[0], json!({"errors": [], "data": {"productId": "g-1"}}));
    assert_eq!(result[1], json!({"errors": [{"field": "name", "message": "is required"}], "data": null}));
    let query = "query($filter: InputProductFilter) { products(limit: 2, sort: {fields: NAME, reverse: false}, filter: $filter) { total products { productId name price skus { id } } } }";
    let all = ask(&shops, query, json!({}))["products"].clone();
    assert_eq!((&all["total"], &all["products"][0]["productId"]), (&json!(131), &json!("g-1")));
    let own = ask(&shops, query, json!({"filter": {"brands": ["Ours"]}}))["products"].clone();
    assert_eq!(own["total"], 1);
    let one =
        ask(&shops, "{ product(id: \"day-pack\") { name brand categories skus { id availability } } }", json!({}));
    assert!(one["product"]["skus"][0]["id"].is_string());
    send(&shops, "API_PRODUCTS", "POST", "/v1/products/discontinue", Some("[\"day-pack\"]")).is(200);
    assert_eq!(ask(&shops, "{ product(id: \"day-pack\") { name } }", json!({}))["product"], Value::Null);
    assert!(run(&shops, "{ products(offset: 9999, limit: 2) { total } }", json!({}))["errors"].is_array());
}

#[test]
fn categories_and_identities_are_upserted() {
    let shops = Shops::start();
    let categories = "mutation { upsertCategories(categories: [{id: \"1\", name: \"Bags\", urlPath: \"/bags\", available: true}, {id: \"2\", name: \" \"}]) { categoryResult { errors { field message } category { id urlPath } } } }";
    let result = ask(&shops, categories, json!({}))["upsertCategories"]["categoryResult"].clone();
    assert_eq!(
        result,
        json!([
            {"errors": [], "category": {"id": "1", "urlPath": "/bags"}},
            {"errors": [{"field": "name", "message": "is required"}], "category": {"id": "2", "urlPath": null}},
        ])
    );
    let identity = "mutation { upsertIdentity(identity: {email: \"Ada@example.com\", attributes: [{name: \"vip\", value: \"yes\"}]}) { email } }";
    ask(&shops, identity, json!({}));
    let found = ask(&shops, "{ identity(email: \"ada@example.com\") { attributes { name value } } }", json!({}));
    assert_eq!(found["identity"]["attributes"], json!([{"name": "vip", "value": "yes"}]));
    assert!(
        run(&shops, "mutation { upsertIdentity(identity: {email: \"x\"}) { email } }", json!({}))["errors"].is_array()
    );
}

#[test]
fn attribution_and_analytics_are_recorded() {
    let shops = Shops::start();
    let id = new_session(&shops);
    let attribute =
        "mutation($id: String!) { addAttributionParameters(by: BY_CID, id: $id, params: {ref: \"r-9\"}) { id } }";
    ask(&shops, attribute, json!({"id": id}));
    let visitor = shops.sandbox(&format!("/sandbox/visitors/{id}?account=alpha"));
    assert_eq!((&visitor["events"][0]["type"], &visitor["page_views"]), (&json!("src"), &json!(0)));
    let record = "mutation($id: String!, $params: InputAnalyticsParams!) { recordAnalyticsEvent(by: BY_CID, id: $id, params: $params) { message errors } }";
    let impression = json!({"metadata": {"query": "linen", "resultId": "r", "organic": true, "hasResults": true}, "productIds": ["day-pack"], "page": 1});
    let params = json!({"type": "SEARCH", "timestamp": "2026-03-01T00:00:00Z", "searchImpression": impression});
    assert_eq!(
        ask(&shops, record, json!({"id": id, "params": params}))["recordAnalyticsEvent"],
        json!({"message": "OK", "errors": []})
    );
    let logged = shops.sandbox(&format!("/sandbox/analytics?account=alpha&visitor={id}"))["analytics"][0].clone();
    assert_eq!(
        (&logged["path"], &logged["event"]["metadata"]["isOrganic"]),
        (&json!("/analytics/search/impression"), &json!(true))
    );
    let click =
        json!({"type": "CATEGORY", "categoryClick": {"metadata": {"category": "/Women"}, "productId": "day-pack"}});
    assert_eq!(ask(&shops, record, json!({"id": id, "params": click}))["recordAnalyticsEvent"]["message"], "OK");
    assert!(run(&shops, record, json!({"id": id, "params": {"type": "SEARCH"}}))["errors"].is_array());
}

#[test]
fn recommendations_come_without_placements() {
    let shops = Shops::start();
    let id = new_session(&shops);
    view(&shops, &id, "day-pack");
    let query = "query($id: String!) { session(by: BY_CID, id: $id) { recos(preview: false, image: VERSION_ORIGINAL) {
        toplist(hours: 168, sort: VIEWS, params: {maxProducts: 3}) { primary { productId } resultId }
        related(productIds: [\"day-pack\"], relationship: VIEWED_TOGETHER) { primary { productId } }
        search(term: \"linen\", params: {maxProducts: 2}) { primary { name } totalPrimaryCount }
        random(params: {maxProducts: 4}) { primary { productId } }
        history { primary { productId } }
    } } }";
    let recos = ask(&shops, query, json!({"id": id}))["session"]["recos"].clone();
    assert_eq!(recos["toplist"]["primary"][0]["productId"], "day-pack");
    assert_eq!(recos["toplist"]["primary"].as_array().unwrap().len(), 3);
    assert!(!recos["related"]["primary"].as_array().unwrap().is_empty());
    assert_eq!(recos["search"]["primary"].as_array().unwrap().len(), 2);
    assert_eq!(recos["random"]["primary"].as_array().unwrap().len(), 4);
    assert_eq!(recos["history"]["primary"], json!([{"productId": "day-pack"}]));
    let sold = json!({"cart": {"items": [{"productId": "day-pack", "quantity": 1}]}, "skipEvents": true});
    update(&shops, "BY_CID", &id, sold);
    let query = "query($id: String!) { session(by: BY_CID, id: $id) { recos { history(params: {skipProductsInCart: true, showRelatedProducts: true}) { primary { productId } } } } }";
    assert_eq!(ask(&shops, query, json!({"id": id}))["session"]["recos"]["history"]["primary"], json!([]));
    assert!(run(&shops, "{ recos { history { resultId } } }", json!({}))["errors"].is_array());
}

#[test]
fn a_category_is_merchandised_page_by_page() {
    let shops = Shops::start();
    let id = new_session(&shops);
    let query = "query($id: String!, $token: String) { session(by: BY_CID, id: $id) { recos { category(category: \"/Women/Dresses\", maxProducts: 5, batchToken: $token, skipVCEvent: false) {
        batchToken totalPrimaryCount resultId primary { productId } } } } }";
    let mut token = Value::Null;
    let mut ids: Vec<String> = Vec::new();
    let total = loop {
        let page = ask(&shops, query, json!({"id": id, "token": token}))["session"]["recos"]["category"].clone();
        ids.extend(page["primary"].as_array().unwrap().iter().map(|it| it["productId"].as_str().unwrap().to_owned()));
        token = page["batchToken"].clone();
        if token.is_null() {
            break page["totalPrimaryCount"].as_u64().unwrap();
        }
    };
    assert_eq!(ids.len() as u64, total);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len() as u64, total);
    let visitor = shops.sandbox(&format!("/sandbox/visitors/{id}?account=alpha"));
    assert_eq!(visitor["events"][0]["type"], "vc");
}
