//! The search service over HTTP, as a page asks it.
use crate::support::{Answer, Server, visitor};
use serde_json::{Value, json};

const DOCUMENT: &str = "query($accountId: String, $query: String, $products: InputSearchProducts, $sessionParams: InputSearchQuery, $abTests: [InputSearchABTest!]) {
    search(accountId: $accountId, query: $query, products: $products, sessionParams: $sessionParams, abTests: $abTests) {
        query redirect autocorrect { original } abTests { id activeVariation { id } }
        products {
            total from size fuzzy collapse categoryId categoryPath
            hits { productId name price listPrice brand priceCurrencyCode _pinned url customFields { key value } skus { id price } }
            facets {
                ... on SearchTermsFacet { id name field type data { value count selected } }
                ... on SearchStatsFacet { id name field type min max }
            }
        }
    }
}";

fn post(server: &Server, body: &Value) -> Answer {
    server.send("POST", "/v1/graphql", &[("content-type", "text/plain;charset=UTF-8")], &body.to_string())
}

/// The answer of a search of account `alpha`.
fn ask(server: &Server, mut variables: Value) -> Value {
    if variables.get("accountId").is_none() {
        variables["accountId"] = json!("alpha");
    }
    let answer = post(server, &json!({"query": DOCUMENT, "variables": variables}));
    assert_eq!(answer.status, 200);
    answer.json()
}

fn search(server: &Server, variables: Value) -> Value {
    let answer = ask(server, variables);
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    answer["data"]["search"].clone()
}

fn ids(result: &Value) -> Vec<String> {
    let hits = result["products"]["hits"].as_array().unwrap();
    hits.iter().map(|hit| hit["productId"].as_str().unwrap().to_owned()).collect()
}

fn facet<'a>(result: &'a Value, id: &str) -> &'a Value {
    let facets = result["products"]["facets"].as_array().unwrap();
    facets.iter().find(|facet| facet["id"] == id).unwrap()
}

fn term(result: &Value, id: &str, value: &str) -> Value {
    let terms = facet(result, id)["data"].as_array().unwrap();
    let found = terms.iter().find(|term| term["value"] == value);
    found.map_or(Value::Null, |term| json!([term["count"], term["selected"]]))
}

fn prices(result: &Value) -> Vec<f64> {
    result["products"]["hits"].as_array().unwrap().iter().map(|hit| hit["price"].as_f64().unwrap()).collect()
}

#[test]
fn a_text_finds_products_page_by_page() {
    let server = Server::start();
    let all = search(&server, json!({"query": "lamp", "products": {"size": 100}}));
    let total = all["products"]["total"].as_u64().unwrap();
    assert!(total > 6 && ids(&all).len() as u64 == total);
    assert_eq!((&all["query"], &all["redirect"], &all["autocorrect"]), (&json!("lamp"), &Value::Null, &Value::Null));
    let first = search(&server, json!({"query": "lamp"}));
    assert_eq!(ids(&first), ids(&all)[..5]);
    let second = search(&server, json!({"query": "lamp", "products": {"from": 5, "size": 3}}));
    assert_eq!(ids(&second), ids(&all)[5..8]);
    assert_eq!((&second["products"]["from"], &second["products"]["size"]), (&json!(5), &json!(3)));
    let hit = &all["products"]["hits"][0];
    assert!(hit["url"].as_str().unwrap().starts_with(&format!("{}/shop/product/", server.origin)), "{hit}");
    assert!(!hit["skus"].as_array().unwrap().is_empty());
    assert!(ids(&search(&server, json!({"query": "submarine"}))).is_empty());
}

#[test]
fn typing_errors_are_corrected_and_said() {
    let server = Server::start();
    let corrected = search(&server, json!({"query": "Mushrom lamp"}));
    assert_eq!(ids(&corrected)[0], "mushroom-table-lamp");
    assert_eq!(corrected["autocorrect"], json!({"original": "Mushrom lamp"}));
    assert_eq!(corrected["query"], "mushroom lamp");
}

#[test]
fn filters_narrow_and_facets_count_without_their_own() {
    let server = Server::start();
    let plain = search(&server, json!({"query": "lamp", "products": {"size": 100, "facets": ["*"]}}));
    let (brand, other) = ("Kilnloam", "Lumary");
    let of_brand = term(&plain, "brand", brand)[0].as_u64().unwrap();
    assert_ne!(term(&plain, "brand", other), Value::Null);
    assert!(of_brand > 0 && of_brand < plain["products"]["total"].as_u64().unwrap());
    assert_eq!(facet(&plain, "price")["type"], "stats");

    let filter = json!([{"field": "brand", "value": [brand]}]);
    let products = json!({"size": 100, "facets": ["brand", "price"], "filter": filter});
    let narrowed = search(&server, json!({"query": "lamp", "products": products}));
    assert_eq!(narrowed["products"]["total"], of_brand);
    assert!(narrowed["products"]["hits"].as_array().unwrap().iter().all(|hit| hit["brand"] == brand));
    assert_eq!(narrowed["products"]["facets"].as_array().unwrap().len(), 2);
    // The other brands can still be chosen, and this one is seen to be.
    assert_eq!(term(&narrowed, "brand", brand), json!([of_brand, true]));
    assert_eq!(term(&narrowed, "brand", other), term(&plain, "brand", other));
    // The price is that of what is left.
    let least = prices(&narrowed).into_iter().fold(f64::MAX, f64::min);
    assert_eq!(facet(&narrowed, "price")["min"].as_f64().unwrap(), least);
    assert_ne!(facet(&narrowed, "price")["min"], facet(&plain, "price")["min"]);

    let excluding = json!([{"field": "brand", "value": [brand], "excludeFacets": []}]);
    let products = json!({"size": 100, "facets": ["brand"], "filter": excluding});
    let counted = search(&server, json!({"query": "lamp", "products": products}));
    assert_eq!(term(&counted, "brand", other), Value::Null);
    let products = json!({"size": 100, "facets": ["brand"], "preFilter": filter});
    assert_eq!(term(&search(&server, json!({"query": "lamp", "products": products})), "brand", other), Value::Null);
}

#[test]
fn every_kind_of_filter() {
    let server = Server::start();
    let total = |filter: Value| {
        let products = json!({"categoryPath": "/Home", "size": 200, "filter": [filter]});
        search(&server, json!({"products": products}))["products"]["total"].as_u64().unwrap()
    };
    let all = total(json!({}));
    assert!(all > 40);
    let reduced = total(json!({"field": "listPrice", "hasValue": true}));
    assert!(reduced > 0);
    assert_eq!(total(json!({"field": "listPrice", "hasValue": false})), all - reduced);
    let lumary = total(json!({"field": "brand", "value": ["Lumary"]}));
    let kilnloam = total(json!({"field": "brand", "value": ["Kilnloam"]}));
    let either = json!([{"field": "brand", "value": ["Lumary"]}, {"field": "brand", "value": ["Kilnloam"]}]);
    assert_eq!(total(json!({"field": "brand", "value": ["Lumary", "Kilnloam"]})), lumary + kilnloam);
    assert_eq!(total(json!({"any": either})), lumary + kilnloam);
    assert_eq!(total(json!({"all": either})), 0);
    assert_eq!(total(json!({"not": [{"field": "brand", "value": ["Lumary"]}]})), all - lumary);
    assert_eq!(total(json!({"not": either})), all, "no product is of both");
    assert_eq!(total(json!({"field": "brand", "prefix": ["lum"]})), lumary);
    let cheap = total(json!({"field": "price", "range": [{"lt": "40"}]}));
    assert_eq!(total(json!({"field": "price", "range": [{"gte": "40"}]})), all - cheap);
    assert_eq!(total(json!({"field": "price", "range": {"lt": "40"}})), cheap, "one range is a list of one");
    assert_eq!(total(json!({"field": "price", "range": [{"lt": "40"}, {"gte": "40"}]})), all);
    assert_eq!(total(json!({"field": "price", "range": [{"gt": "1", "lte": "dear"}]})), 0);
}

#[test]
fn sorting_boosting_pinning_and_collapsing_change_the_order() {
    let server = Server::start();
    let shelf = |more: Value| {
        let mut products = json!({"categoryId": "lighting", "size": 50});
        for (name, value) in more.as_object().unwrap() {
            products[name] = value.clone();
        }
        search(&server, json!({"products": products}))
    };
    let plain = ids(&shelf(json!({})));
    let rising = prices(&shelf(json!({"sort": [{"field": "price", "order": "asc"}]})));
    assert!(rising.is_sorted() && rising.len() == plain.len());
    let mut falling = prices(&shelf(json!({"sort": [{"field": "price", "order": "desc"}]})));
    falling.reverse();
    assert_eq!(falling, rising);
    let last = plain.last().unwrap();
    assert_eq!(&ids(&shelf(json!({"boost": [{"field": "productId", "value": [last], "weight": 2.0}]})))[0], last);
    let pinned = shelf(json!({"pin": [{"position": 2, "value": [last]}]}));
    assert_eq!((&ids(&pinned)[1], &pinned["products"]["hits"][1]["_pinned"]), (last, &json!(true)));
    let brands = shelf(json!({"collapse": "brand"}));
    let mut names: Vec<&str> =
        brands["products"]["hits"].as_array().unwrap().iter().map(|hit| hit["brand"].as_str().unwrap()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert!(count > 1 && names.len() == count && count < plain.len());
}

#[test]
fn what_the_visitor_likes_changes_the_order() {
    let server = Server::start();
    let variables = |session: Value| json!({"query": "linen", "products": {"size": 50}, "sessionParams": session});
    let plain = ids(&search(&server, variables(json!({}))));
    let boost = json!([{"field": "affinities.categories", "value": ["/Home/Textiles"], "weight": 0.9}]);
    let session = json!({"segments": ["613aa0000000000000000002"], "products": {"personalizationBoost": boost}});
    let personal = ids(&search(&server, variables(session)));
    assert_ne!(personal, plain);
    assert_eq!(personal[0], "linen-cushion");
    let mut both = (plain, personal);
    both.0.sort();
    both.1.sort();
    assert_eq!(both.0, both.1, "only the order changes");
}

#[test]
fn categories_by_path_and_id_in_the_order_of_what_is_wanted() {
    let server = Server::start();
    let shelf = |products: Value| search(&server, json!({"products": products}));
    let cold = ids(&shelf(json!({"categoryPath": "home/vases", "size": 50})));
    assert_eq!(ids(&shelf(json!({"categoryId": "vases", "size": 50}))), cold);
    assert!(shelf(json!({"categoryPath": "/Home"}))["products"]["total"].as_u64().unwrap() > cold.len() as u64);
    server.view(&visitor(1), cold.last().unwrap());
    assert_eq!(&ids(&shelf(json!({"categoryPath": "/Home/Vases"})))[0], cold.last().unwrap());
}

#[test]
fn prices_in_the_currency_asked_for() {
    let server = Server::start();
    let hit = |products: Value| {
        search(&server, json!({"query": "clip lamp", "products": products}))["products"]["hits"][0].clone()
    };
    let euros = hit(json!({}));
    let dollars = hit(json!({"currency": "USD"}));
    assert_eq!((&euros["priceCurrencyCode"], &dollars["priceCurrencyCode"]), (&json!("EUR"), &json!("USD")));
    assert!(dollars["price"].as_f64() > euros["price"].as_f64());
    assert_eq!(hit(json!({"variationId": "USD"})), dollars);
}

#[test]
fn what_completes_a_text() {
    let server = Server::start();
    let document = "query($query: String, $keywords: InputSearchKeywords) { search(accountId: \"alpha\", query: $query, keywords: $keywords) {
        keywords { total hits { keyword total _redirect _highlight { keyword } } }
        categories { total hits { name fullName urlPath externalId } }
        popularSearches { total hits { query total } } } }";
    let complete = |query: &str| {
        let variables = json!({"query": query, "keywords": {"highlight": {"preTag": "<b>", "postTag": "</b>"}}});
        post(&server, &json!({"query": document, "variables": variables})).json()["data"]["search"].clone()
    };
    let light = complete("light");
    let keyword = &light["keywords"]["hits"][0];
    assert_eq!(keyword["_highlight"]["keyword"], "<b>light</b>ing");
    assert!(keyword["total"].as_u64().unwrap() > 5);
    assert_eq!(light["categories"]["hits"][0]["fullName"], "Home > Lighting");
    assert_eq!(complete("vas")["keywords"]["hits"][0]["_highlight"]["keyword"], "<b>vas</b>es &amp; candles");
    assert_eq!(light["popularSearches"]["total"], 0);
    for (text, times) in [("Linen shirt", 1), ("linen", 2)] {
        (0..times).for_each(|_| record(&server, "search/impression", &impression(text)));
    }
    let typing = json!({"metadata": {"isAutoComplete": true}});
    record(&server, "search/impression", &merged(impression("lin"), &typing));
    let popular = complete("lin")["popularSearches"]["hits"].clone();
    assert_eq!(popular, json!([{"query": "linen", "total": 2}, {"query": "Linen shirt", "total": 1}]));
}

#[test]
fn a_term_leads_to_its_page() {
    let server = Server::start();
    let result = search(&server, json!({"query": " Lights "}));
    assert_eq!(result["redirect"], format!("{}/shop/category/lighting", server.origin));
}

#[test]
fn a_known_variation_stays_and_a_new_visitor_gets_the_next() {
    let server = Server::start();
    let test = |tests: Value| {
        search(&server, json!({"accountId": "beta", "query": "lamp", "abTests": tests}))["abTests"].clone()
    };
    let first = test(json!([]));
    assert_ne!(test(json!([])), first);
    for _ in 0..3 {
        assert_eq!(test(first.clone()), first);
    }
    assert_eq!(search(&server, json!({"query": "lamp"}))["abTests"], Value::Null, "alpha runs no test");
}

#[test]
fn errors_are_those_of_graphql() {
    let server = Server::start();
    let message = |answer: &Value| answer["errors"][0]["message"].as_str().unwrap_or_default().to_owned();
    let unknown = ask(&server, json!({"accountId": "nobody", "query": "lamp"}));
    assert_eq!((&unknown["data"]["search"], message(&unknown)), (&Value::Null, "accountId: unknown account".into()));
    let everything = ask(&server, json!({}));
    assert_eq!(everything["data"]["search"]["products"], Value::Null);
    assert!(message(&everything).contains("is needed"), "{everything}");
    let far = ask(&server, json!({"query": "lamp", "products": {"from": 9_999, "size": 2}}));
    assert!(message(&far).contains("10000"), "{far}");
    let private =
        "{ search(accountId: \"alpha\", query: \"lamp\") { products { total hits { productId supplierCost } } } }";
    let partial = post(&server, &json!({"query": private})).json();
    assert!(
        partial["data"]["search"]["products"]["total"].as_u64().unwrap() > 0
            && message(&partial).contains("private key")
    );
    let wrong = post(&server, &json!({"query": "{ search { nothing } }"})).json();
    assert!(message(&wrong).contains("nothing"), "{wrong}");
    assert_eq!(server.send("POST", "/v1/graphql", &[], "lamp").status, 400);
    server.fault(&json!({"path": "/v1/graphql", "kind": "status", "status": 503, "times": 1}));
    let faulty = post(&server, &json!({"query": DOCUMENT, "variables": {"accountId": "alpha", "query": "lamp"}}));
    assert_eq!(faulty.status, 503);
}

#[test]
fn the_settings_name_the_service() {
    let server = Server::start();
    let settings = server.get("/settings/alpha.json").json();
    assert_eq!(settings["searchApiUrl"], format!("{}/v1/graphql", server.origin));
    assert_eq!(settings["searchEnabled"], true);
}

fn impression(query: &str) -> Value {
    json!({
        "metadata": {
            "query": query, "resultId": "0b9f6a1e-9f3b-4a39-8f0a-1f6ad1ee3f11", "isOrganic": true, "isAutoCorrect": false,
            "isAutoComplete": false, "isKeyword": false, "isPopular": false, "isSorted": false, "hasResults": true, "isRefined": false,
        },
        "productIds": ["clip-lamp"], "page": 1,
    })
}

fn merged(mut event: Value, metadata: &Value) -> Value {
    for (name, value) in metadata["metadata"].as_object().unwrap() {
        event["metadata"][name] = value.clone();
    }
    event
}

fn record(server: &Server, path: &str, event: &Value) {
    let path = format!("/analytics/{path}?merchant=alpha&customer={}", visitor(7));
    let answer = server.send("POST", &path, &[("content-type", "text/plain;charset=UTF-8")], &event.to_string());
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[test]
fn analytics_are_checked_stored_and_rebuilt() {
    let mut server = Server::start();
    record(&server, "search/impression", &impression("lamp"));
    record(&server, "category/click", &json!({"metadata": {"category": "/Home"}, "productId": "clip-lamp"}));
    let mut click = impression("lamp");
    click["productId"] = json!("clip-lamp");
    record(&server, "search/click", &click);
    for (path, event) in [
        ("search/impression", json!({"metadata": {"query": "lamp"}})),
        ("search/click", impression("lamp")),
        ("category/impression", json!({"metadata": {"category": "/Home"}, "productIds": [], "page": 0})),
        ("category/click", json!({"metadata": {}, "productId": "clip-lamp"})),
    ] {
        let path = format!("/analytics/{path}?merchant=alpha");
        assert_eq!(server.send("POST", &path, &[], &event.to_string()).status, 400, "{path}");
    }
    assert_eq!(server.send("POST", "/analytics/search/wish?merchant=alpha", &[], "{}").status, 404);
    assert_eq!(server.send("POST", "/analytics/search/click?merchant=nobody", &[], "{}").status, 404);
    let stored = |server: &Server| server.get("/sandbox/analytics?account=alpha").json()["analytics"].clone();
    let before = stored(&server);
    let paths: Vec<&str> = before.as_array().unwrap().iter().map(|event| event["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["/analytics/search/impression", "/analytics/category/click", "/analytics/search/click"]);
    assert_eq!((&before[0]["visitor"], &before[0]["event"]), (&json!(visitor(7)), &impression("lamp")));
    server.restart();
    assert_eq!(stored(&server), before);
    let popular = "{ search(accountId: \"alpha\", query: \"la\") { popularSearches { hits { query } } } }";
    let answer = post(&server, &json!({"query": popular})).json();
    assert_eq!(answer["data"]["search"]["popularSearches"]["hits"][0]["query"], "lamp");
}
