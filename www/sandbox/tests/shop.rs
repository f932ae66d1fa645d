//! The server-rendered shop over HTTP: pages, forms, escaping, sums.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "tests"
)]
use sandbox::{AppState, Config, Listeners, app, catalogue::Catalogue};
use serde_json::{Value, json};
use std::sync::OnceLock;

/// Ends a script, opens one, and closes attributes and strings.
const HOSTILE: &str = "</script><script>alert(1)</script>\u{2028}\"'><img src=x onerror=alert(2)>";

/// One server for all tests: each test is its own browser.
fn origin() -> &'static str {
    static ORIGIN: OnceLock<String> = OnceLock::new();
    ORIGIN.get_or_init(|| {
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || serve(&tell));
        told.recv().unwrap()
    })
}

#[tokio::main]
async fn serve(tell: &std::sync::mpsc::Sender<String>) {
    let db = std::env::temp_dir().join(format!("vitrine-shop-{}.sqlite", std::process::id()));
    let config = Config {
        port: 0,
        db,
        dist: "../../pkg/dist".into(),
        www: "..".into(),
        pages: None,
        commerce: None,
        durable: false,
    };
    let state = AppState::open(&config).unwrap();
    let listeners = Listeners::bind(0).await.unwrap();
    tell.send(format!("http://{}", listeners.address().unwrap())).unwrap();
    listeners.serve(app(state), std::future::pending()).await.unwrap();
}

/// A browser without JavaScript: keeps the session cookie, follows nothing by itself.
struct Browser {
    agent: ureq::Agent,
    cookie: Option<String>,
}

struct Answer {
    status: u16,
    location: String,
    policy: String,
    set_cookie: String,
    body: String,
}

impl Browser {
    fn new() -> Self {
        let agent = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
        Self { agent, cookie: None }
    }

    fn get(&mut self, path: &str) -> Answer {
        let request = self.agent.get(format!("{}{path}", origin()));
        let response = request.header("cookie", self.cookie.as_deref().unwrap_or("")).call().unwrap();
        self.read(response)
    }

    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_accepting(path, fields, "text/html")
    }

    fn post_accepting(&mut self, path: &str, fields: &[(&str, &str)], accept: &str) -> Answer {
        let request = self.agent.post(format!("{}{path}", origin())).header("accept", accept);
        let request = request.header("cookie", self.cookie.as_deref().unwrap_or(""));
        let response = request.send_form(fields.iter().copied()).unwrap();
        self.read(response)
    }

    /// Posts a form and opens the page it redirects to.
    fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, fields);
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        self.get(&answer.location)
    }

    fn read(&mut self, mut response: ureq::http::Response<ureq::Body>) -> Answer {
        let header = |name: &str| response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let (location, policy, set_cookie) =
            (header("location"), header("content-security-policy"), header("set-cookie"));
        if let Some((pair, _)) = set_cookie.split_once(';') {
            self.cookie = Some(pair.to_owned());
        }
        let status = response.status().as_u16();
        Answer { status, location, policy, set_cookie, body: response.body_mut().read_to_string().unwrap() }
    }
}

impl Answer {
    /// The first argument of a call in the page's script, `None` when it is not called.
    fn argument(&self, method: &str) -> Option<Value> {
        let (_, after) = self.body.split_once(&format!(".{method}("))?;
        serde_json::Deserializer::from_str(after).into_iter().next()?.ok()
    }

    /// Text of the first element with this `data-test`.
    fn text(&self, test: &str) -> &str {
        let after = self.body.split_once(&format!("data-test=\"{test}\"")).unwrap_or_else(|| panic!("no {test}")).1;
        after.split_once('>').unwrap().1.split_once('<').unwrap().0
    }

    fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }
}

const MUGS: [(&str, &str); 4] =
    [("product", "stoneware-mug"), ("option.Colour", "Sea"), ("option.Quantity", "Set of 2"), ("quantity", "3")];
const ADDRESS: [(&str, &str); 7] = [
    ("email", "ada@example.com"),
    ("first_name", "Ada"),
    ("street", "Kanavakatu 1"),
    ("post_code", "00160"),
    ("city", "Helsinki"),
    ("country", "SE"),
    ("payment", "card"),
];

#[test]
fn every_page_answers() {
    let mut browser = Browser::new();
    let catalogue = Catalogue::load();
    for category in catalogue.categories() {
        let page = browser.get(&format!("/shop/category/{}", category.slug));
        assert_eq!((page.status, page.argument("viewCategory")), (200, Some(json!(category.path))));
    }
    for product in catalogue.products() {
        let page = browser.get(&format!("/shop/product/{}", product.id));
        assert_eq!((page.status, page.argument("viewProduct")), (200, Some(json!(product.id))));
    }
    for (path, view) in [
        ("/shop/", "viewFrontPage"),
        ("/shop/search", "viewOther"),
        ("/shop/cart", "viewCart"),
        ("/shop/login", "viewOther"),
    ] {
        let page = browser.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.has(&format!(".{view}()\n")), "{path}");
    }
    for path in
        ["/shop/nothing", "/shop/product/nothing", "/shop/category/nothing", "/shop/order/nothing", "/shop/a/b/c"]
    {
        let page = browser.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.has(".viewNotFound()") && page.has(".enableCampaignInjection()"), "{path}");
    }
}

#[test]
fn inline_scripts_carry_the_nonce_of_their_page_and_nothing_else_is_inline() {
    let mut browser = Browser::new();
    let mut nonces = Vec::new();
    for path in [
        "/shop/",
        "/shop/category/shoes",
        "/shop/product/court-sneaker",
        "/shop/search?q=mug",
        "/shop/cart",
        "/shop/login",
        "/shop/nothing",
    ] {
        let page = browser.get(path);
        let nonce = page.policy.split_once("'nonce-").unwrap().1.split_once('\'').unwrap().0.to_owned();
        assert!(nonce.len() >= 22, "{nonce}");
        assert!(
            page.policy.starts_with("default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'nonce-"),
            "{}",
            page.policy
        );
        for script in page.body.split("<script").skip(1) {
            let tag = script.split_once('>').unwrap().0;
            let data = tag.contains("application/json");
            assert!(data || tag.contains("src=\"/") || tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: {tag}");
        }
        assert!(!page.has(" style=") && !page.has("<style") && !page.has(" onclick="), "{path}");
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 7, "a nonce is used once");
}

#[test]
fn a_visit_without_javascript_ends_in_an_order() {
    let mut browser = Browser::new();
    let cart = browser.submit("/shop/cart/add", &MUGS);
    assert_eq!((cart.text("line-quantity"), cart.text("cart-count")), ("3", "3"));
    assert!(cart.has("Stoneware Mug, Sea, Set of 2: in your cart."));
    let home = browser.submit(
        "/shop/login",
        &[("first_name", "Ada"), ("last_name", "Öberg"), ("email", "ada@example.com"), ("newsletter", "yes")],
    );
    let customer = home.argument("setCustomer").unwrap();
    assert_eq!(customer["email"], "ada@example.com");
    assert_eq!((&customer["newsletter"], &customer["last_name"]), (&json!(true), &json!("Öberg")));
    assert_eq!(customer["customer_reference"].as_str().unwrap().len(), 32);
    let checkout = browser.get("/shop/checkout");
    assert!(checkout.has("value=\"ada@example.com\""), "the form knows the customer");
    let order = browser.submit("/shop/checkout", &ADDRESS);
    let sent = order.argument("addOrder").unwrap();
    assert_eq!(sent["info"]["order_number"], order.text("order-number"));
    assert_eq!((&sent["info"]["country"], &sent["payment_provider"]), (&json!("SE"), &json!("card")));
    let mug = json!([{"product_id": "stoneware-mug", "sku_id": "stoneware-mug-sea-set-of-2", "name": "Stoneware Mug", "quantity": 3, "unit_price": 35.91, "price_currency_code": "EUR"}]);
    assert_eq!(sent["items"], mug);
    assert_eq!(order.argument("setCart"), Some(json!({"items": []})));
    assert!(browser.get("/shop/cart").has("data-test=\"cart-empty\""));
    assert_eq!(browser.get("/shop/checkout").status, 303, "nothing to check out");
    assert_eq!(
        Browser::new().get(&format!("/shop/order/{}", order.text("order-number"))).status,
        404,
        "an order is its buyer's"
    );
}

#[test]
fn sums_are_exact_in_both_currencies() {
    let mut browser = Browser::new();
    browser.submit("/shop/cart/add", &MUGS);
    let cart = browser.submit(
        "/shop/cart/add",
        &[("sku", "espresso-cup-coal-single"), ("product", "espresso-cup"), ("quantity", "7")],
    );
    // 3 × 35.91 + 7 × 12.90
    assert_eq!((cart.text("subtotal"), cart.text("delivery"), cart.text("total")), ("€198.03", "Free", "€198.03"));
    let prices = |page: &Answer| {
        page.argument("setCart").unwrap()["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["unit_price"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(prices(&cart), ["35.91", "12.9"]);
    let cart = browser.submit("/shop/currency", &[("currency", "USD"), ("next", "/shop/cart")]);
    // 3 × 40.91 + 7 × 14.90
    assert_eq!((cart.text("subtotal"), cart.text("total")), ("$227.03", "$227.03"));
    assert_eq!(prices(&cart), ["40.91", "14.9"]);
    assert_eq!(cart.argument("setVariation"), Some(json!("USD")));
    browser.submit("/shop/cart/line", &[("sku", "stoneware-mug-sea-set-of-2"), ("quantity", "0")]);
    let cart = browser.submit("/shop/cart/line", &[("sku", "espresso-cup-coal-single"), ("quantity", "1")]);
    assert_eq!((cart.text("subtotal"), cart.text("delivery"), cart.text("total")), ("$14.90", "$5.50", "$20.40"));
    let cart = browser.submit("/shop/currency", &[("currency", "EUR"), ("next", "/shop/cart")]);
    assert_eq!((cart.text("subtotal"), cart.text("delivery"), cart.text("total")), ("€12.90", "€4.90", "€17.80"));
    assert!(cart.has("€62.10"), "what is missing for free delivery");
}

#[test]
fn every_variant_costs_what_the_catalogue_says() {
    let catalogue = Catalogue::load();
    let mut browser = Browser::new();
    let mut cents = 0;
    for product in catalogue.products().iter().step_by(9) {
        let variant = product.variants.iter().rfind(|variant| variant.available).unwrap();
        cents += variant.price.in_currency(sandbox::catalogue::Currency::Eur).minor() * 3;
        browser.post("/shop/cart/add", &[("product", &product.id), ("sku", &variant.id), ("quantity", "3")]);
    }
    let cart = browser.get("/shop/cart");
    let shown: i64 = cart.text("total").chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    assert_eq!(shown, cents);
}

#[test]
fn hostile_input_stays_text() {
    let mut browser = Browser::new();
    let query = serde_urlencoded::to_string([("q", HOSTILE)]).unwrap();
    let search = browser.get(&format!("/shop/search?{query}"));
    assert_eq!(search.argument("viewSearch"), Some(json!(HOSTILE)));
    let arrival = serde_urlencoded::to_string([("nosto", HOSTILE), ("sku", HOSTILE)]).unwrap();
    let product = browser.get(&format!("/shop/product/court-sneaker?{arrival}"));
    let reference = product.body.split_once(".setRef(\"court-sneaker\", ").unwrap().1;
    let reference: String = serde_json::Deserializer::from_str(reference).into_iter().next().unwrap().unwrap();
    assert_eq!(reference, HOSTILE);
    // Control characters are no part of a name; all else arrives as it was typed.
    let account = browser.submit("/shop/login", &[("first_name", HOSTILE), ("email", "a\"><b>@example.com")]);
    assert_eq!(account.argument("setCustomer").unwrap()["first_name"], HOSTILE);
    browser.submit("/shop/cart/add", &MUGS);
    let fields: Vec<_> = ADDRESS
        .map(|(name, value)| (name, if name == "first_name" || name == "street" { HOSTILE } else { value }))
        .into();
    let order = browser.submit("/shop/checkout", &fields);
    assert_eq!(order.argument("addOrder").unwrap()["info"]["first_name"], HOSTILE);
    let broken = browser.post("/shop/login", &[("first_name", HOSTILE), ("email", HOSTILE)]);
    for page in [search, product, account, order, broken] {
        assert!(!page.has("<script>alert") && !page.has("<img src=x") && !page.has("<b>@"), "{}", page.body);
    }
}

#[test]
fn forms_say_what_is_wrong() {
    let mut browser = Browser::new();
    let login = browser.post("/shop/login", &[("first_name", ""), ("email", "nobody")]);
    assert_eq!(login.status, 422);
    assert!(login.has("href=\"#first_name\"") && login.has("id=\"email-problem\"") && login.has("value=\"nobody\""));
    assert_eq!(login.argument("setCustomer"), None);
    browser.submit("/shop/cart/add", &MUGS);
    let checkout =
        browser.post("/shop/checkout", &[("email", "ada@example.com"), ("first_name", "Ada"), ("city", "Helsinki")]);
    assert_eq!(checkout.status, 422);
    assert!(checkout.has("href=\"#street\"") && checkout.has("href=\"#post_code\"") && !checkout.has("href=\"#city\""));
    assert_eq!(browser.get("/shop/cart").text("cart-count"), "3", "nothing was ordered");
}

#[test]
fn sold_out_variants_are_not_sold() {
    let catalogue = Catalogue::load();
    let (product, variant) = catalogue
        .products()
        .iter()
        .find_map(|product| Some((product, product.variants.iter().find(|variant| !variant.available)?)))
        .unwrap();
    let mut browser = Browser::new();
    let page = browser.submit("/shop/cart/add", &[("product", &product.id), ("sku", &variant.id)]);
    assert_eq!(page.argument("viewProduct"), Some(json!(product.id)));
    assert!(page.text("notice").contains("sold out"));
    assert!(browser.get("/shop/cart").has("data-test=\"cart-empty\""));
    assert_eq!(browser.post("/shop/cart/add", &[("product", "nothing")]).location, "/shop/cart");
}

#[test]
fn quantities_have_limits() {
    let mut browser = Browser::new();
    let sku = ("sku", "stoneware-mug-sea-set-of-2");
    browser.submit("/shop/cart/add", &MUGS);
    let cart = browser.submit("/shop/cart/add", &[("product", "stoneware-mug"), sku, ("quantity", "4294967295")]);
    assert_eq!(cart.text("line-quantity"), "20");
    let cart = browser.submit("/shop/cart/line", &[sku, ("quantity", "-1")]);
    assert_eq!(cart.text("line-quantity"), "20", "what is no count changes nothing");
    let cart = browser.submit("/shop/cart/line", &[("sku", "unknown"), ("quantity", "2")]);
    assert_eq!(cart.text("cart-count"), "20");
}

#[test]
fn a_changed_line_is_answered_in_json_to_who_asks_for_it() {
    let mut browser = Browser::new();
    browser.submit("/shop/cart/add", &MUGS);
    let fields = [("sku", "stoneware-mug-sea-set-of-2"), ("quantity", "5")];
    let answer = browser.post_accepting("/shop/cart/line", &fields, "application/json");
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&answer["count"], &answer["cart"]["items"][0]["quantity"]), (&json!(5), &json!(5)));
    assert!(answer["html"].as_str().unwrap().contains("€179.55"));
    assert_eq!(browser.get("/shop/cart").argument("setCart"), Some(answer["cart"].clone()));
}

#[test]
fn what_a_campaign_led_to_is_reported_with_it() {
    let mut browser = Browser::new();
    let product = browser.get("/shop/product/stoneware-mug?nosto=home-1-bestsellers");
    assert!(product.has(".setRef(\"stoneware-mug\", \"home-1-bestsellers\")"));
    assert!(product.has("name=\"result\" value=\"home-1-bestsellers\""));
    let cart = browser.submit("/shop/cart/add", &[&MUGS[..], &[("result", "home-1-bestsellers")]].concat());
    assert!(cart.has(".reportAddToCart(\"stoneware-mug\", \"home-1-bestsellers\")"));
    assert!(!browser.get("/shop/cart").has("reportAddToCart"), "once");
    let variant = browser.get("/shop/product/stoneware-mug?sku=stoneware-mug-sea-set-of-2");
    assert!(variant.has(".viewProductSku(\"stoneware-mug\", \"stoneware-mug-sea-set-of-2\")"));
}

#[test]
fn logging_out_forgets_the_customer_once() {
    let mut browser = Browser::new();
    assert_eq!(browser.get("/shop/").argument("setCustomer"), None);
    browser.submit("/shop/login", &[("first_name", "Ada"), ("email", "ada@example.com")]);
    assert_eq!(browser.get("/shop/").argument("setCustomer").unwrap()["marketing_permission"], false);
    assert_eq!(browser.submit("/shop/logout", &[]).argument("setCustomer"), Some(json!({})));
    assert_eq!(browser.get("/shop/").argument("setCustomer"), None);
}

#[test]
fn forms_lead_to_pages_of_the_shop_only() {
    let mut browser = Browser::new();
    for (next, to) in [
        ("/shop/search?q=mug", "/shop/search?q=mug"),
        ("https://evil.test/", "/shop/"),
        ("//evil.test/shop", "/shop/"),
        ("/shop/\\evil", "/shop/"),
    ] {
        assert_eq!(browser.post("/shop/currency", &[("currency", "USD"), ("next", next)]).location, to);
    }
}

#[test]
fn a_session_belongs_to_one_browser() {
    let mut browser = Browser { cookie: Some("shop=0123456789abcdef0123456789abcdef".to_owned()), ..Browser::new() };
    let answer = browser.post("/shop/cart/add", &MUGS);
    assert!(
        answer.set_cookie.contains("HttpOnly") && answer.set_cookie.contains("SameSite=Lax"),
        "{}",
        answer.set_cookie
    );
    assert!(!answer.set_cookie.contains("0123456789abcdef0123456789abcdef"), "an id from outside is not adopted");
    assert!(browser.post("/shop/cart/add", &MUGS).set_cookie.is_empty(), "the id stays");
    assert_eq!(browser.get("/shop/cart").text("cart-count"), "6");
    let mut other = Browser::new();
    assert!(other.get("/shop/cart").has("data-test=\"cart-empty\""));
    assert!(other.get("/shop/cart").set_cookie.is_empty(), "looking leaves no cookie");
}

#[test]
fn the_script_tag_names_the_server_the_page_came_from() {
    let page = Browser::new().get("/shop/");
    assert!(page.has(&format!("data-account=\"demo\" data-server=\"{}\"", origin())));
    let agent = ureq::Agent::new_with_defaults();
    let mut odd = agent.get(format!("{}/shop/", origin())).header("host", "a\"><script>").call().unwrap();
    assert!(odd.body_mut().read_to_string().unwrap().contains("data-server=\"http://127.0.0.1\""));
}

#[test]
fn the_single_page_shop_gets_the_whole_catalogue_in_cents() {
    let answer = Browser::new().get("/spa-data/catalogue.json");
    let data: Value = serde_json::from_str(&answer.body).unwrap();
    let catalogue = Catalogue::load();
    assert_eq!(data["products"].as_array().unwrap().len(), catalogue.products().len());
    assert_eq!(data["categories"].as_array().unwrap().len(), catalogue.categories().len());
    let mug = data["products"].as_array().unwrap().iter().find(|product| product["id"] == "stoneware-mug").unwrap();
    let set = mug["variants"]
        .as_array()
        .unwrap()
        .iter()
        .find(|variant| variant["id"] == "stoneware-mug-sea-set-of-2")
        .unwrap();
    assert_eq!(set["price"], json!({"EUR": 3591, "USD": 4091}));
}
