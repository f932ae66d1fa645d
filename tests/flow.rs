//! Whole journeys over memory ports: no browser, no clock but the one the test moves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::rc::Rc;

use serde_json::{Value, json};
use support::{Ended, Shopper, VISITOR, counts, is_order, message};
use vitrine::core::effect::Outcome;
use vitrine::core::machine::{Submission, TOLD_EVENTS, TOLD_ORDER};

const CART: &str =
    r#"["setCart",{"items":[{"product_id":"1","name":"n","unit_price":1,"price_currency_code":"EUR","quantity":1}]}]"#;
const ORDER: &str = r#"["addOrder",{"info":{"order_number":195,"email":"a@b.test"},"items":[{"product_id":"1","name":"n","quantity":1,"unit_price":2,"price_currency_code":"EUR"}]}]"#;

#[test]
fn a_setter_alone_sends_nothing_and_goes_out_with_the_next_action() {
    let shopper = Shopper::new();
    shopper.submit(&format!("[{CART}]"), r#"[["viewFrontPage"]]"#, "{}");
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "1");
    shopper.submit(r#"[["setCart",{}]]"#, r#"[["viewCart"]]"#, "{}");
    assert_eq!(message(&shopper.welcome())["cart"], json!([]));
}

#[test]
fn what_was_never_set_is_not_sent() {
    let shopper = Shopper::new();
    shopper.load(r#"[["viewFrontPage"]]"#);
    let message = message(&shopper.welcome());
    for absent in ["cart", "cart_hash", "customer", "current_variant_id", "restore_link", "categories", "event_date"] {
        assert_eq!(message.get(absent), None, "{absent}");
    }
}

#[test]
fn an_action_may_speak_in_place_of_its_session_and_only_for_itself() {
    let shopper = Shopper::new();
    let own = r#"[["viewCart"],["setCart",{"items":[]}],["setVariation","USD"]]"#;
    shopper.submit(&format!(r#"[{CART},["setVariation","EUR"]]"#), own, "{}");
    let sent = message(&shopper.welcome());
    assert_eq!((&sent["cart"], &sent["current_variant_id"]), (&json!([]), &json!("USD")));
    shopper.load(r#"[["viewCart"],["setCart",null]]"#);
    let sent = message(&shopper.welcome());
    assert_eq!((&sent["cart"][0]["product_id"], &sent["current_variant_id"]), (&json!("1"), &json!("EUR")));
}

#[test]
fn load_counts_a_page_view_and_update_none() {
    let shopper = Shopper::new();
    shopper.load(r#"[["viewCart"]]"#);
    assert_eq!(counts(&shopper.welcome()), [true, true]);
    shopper.submit("[]", r#"[["viewCart"]]"#, r#"{"skipPageViews":true}"#);
    assert_eq!(counts(&shopper.welcome()), [false, true]);
}

#[test]
fn a_repeated_load_sends_hints_again_but_neither_events_nor_the_order() {
    let shopper = Shopper::new();
    let verbs = format!(r#"[{ORDER},["setProduct","9"],["setCategories",["/a"]]]"#);
    let (_, told) = shopper.submit_again("[]", &verbs, "{}", 0);
    assert_eq!(told, TOLD_EVENTS | TOLD_ORDER);
    assert!(is_order(&shopper.end(Outcome::Accepted)));
    assert_eq!(message(&shopper.welcome())["events"], json!([["vp", "9"], ["or", "195"]]));
    shopper.submit_again("[]", &verbs, "{}", told);
    let again = message(&shopper.welcome());
    assert_eq!((&again["events"], &again["categories"]), (&json!([]), &json!(["/a"])));
    assert_eq!(shopper.requests().len(), 0);
    shopper.submit_again("[]", &verbs, r#"{"trackEvents":true}"#, told);
    assert_eq!(message(&shopper.welcome())["events"], json!([["vp", "9"], ["or", "195"]]), "asked for by name");
}

#[test]
fn an_untracked_load_names_no_view_and_the_next_load_does() {
    let shopper = Shopper::new();
    let verbs = r#"[["viewProduct","1"],["reportAddToCart","2","slot"]]"#;
    let (_, told) = shopper.submit_again("[]", verbs, r#"{"trackEvents":false}"#, 0);
    let untracked = shopper.welcome();
    assert_eq!(counts(&untracked), [true, false]);
    assert_eq!(message(&untracked)["events"], json!([["cp", "2", "slot"]]));
    shopper.submit_again("[]", verbs, "{}", told);
    assert_eq!(message(&shopper.welcome())["events"], json!([["vp", "1"], ["cp", "2", "slot"]]));
}

#[test]
fn the_first_requests_of_a_new_visitor_go_one_by_one() {
    let shopper = Shopper::new();
    for product in ["1", "2", "3"] {
        shopper.load(&format!(r#"[["viewProduct","{product}"]]"#));
    }
    assert_eq!(shopper.requests().len(), 1, "two would make two visitors");
    assert_eq!(shopper.welcome().visitor, None);
    assert_eq!(shopper.requests().len(), 2);
    for product in ["2", "3"] {
        let request = shopper.welcome();
        assert_eq!(request.visitor.as_deref(), Some(VISITOR));
        assert_eq!(message(&request)["events"][0][1], product);
    }
}

#[test]
fn a_cart_never_overtakes_the_one_it_replaces() {
    let shopper = Shopper::new();
    shopper.is_known();
    shopper.submit(&format!("[{CART}]"), r#"[["viewCart"]]"#, "{}");
    shopper.load(r#"[["viewCart"]]"#);
    assert_eq!(shopper.requests().len(), 2, "the same cart twice is no conflict");
    shopper.submit(r#"[["setCart",{}]]"#, r#"[["viewCart"]]"#, "{}");
    shopper.submit(&format!("[{CART}]"), r#"[["viewCart"]]"#, "{}");
    assert_eq!(shopper.requests().len(), 2);
    shopper.welcome();
    assert_eq!(shopper.requests().len(), 1);
    shopper.end(Outcome::Failed);
    assert_eq!(message(&shopper.welcome())["cart"], json!([]));
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "1");
}

#[test]
fn a_first_request_that_fails_lets_the_next_one_go() {
    let shopper = Shopper::new();
    let first = shopper.load(r#"[["viewFrontPage"]]"#);
    shopper.load(r#"[["viewCart"]]"#);
    shopper.end(Outcome::Failed);
    assert_eq!(shopper.settled(first), Some(Ended::Failed));
    assert_eq!(message(&shopper.welcome())["page_type"], "cart");
}

#[test]
fn of_two_references_the_last_counts() {
    let shopper = Shopper::new();
    shopper.load(r#"[["viewProduct","1"],["setRef","1","a"],["setRef","1","b"]]"#);
    assert_eq!(message(&shopper.welcome())["events"], json!([["vp", "1", "b"]]));
}

#[test]
fn do_not_track_reads_and_sends_no_id_and_does_not_wait_for_one() {
    let shopper = Shopper::new();
    shopper.memory().anonymous.set(true);
    shopper.is_known();
    shopper.load(r#"[["viewFrontPage"]]"#);
    shopper.load(r#"[["viewCart"]]"#);
    assert_eq!(shopper.requests().len(), 2);
    assert_eq!(shopper.end(Outcome::Accepted).visitor, None);
    assert_eq!(shopper.memory().visitor_reads.get(), 0);
}

#[test]
fn an_answer_is_delivered_as_the_page_asked_for_it() {
    let html = r#"["setResponseMode","HTML"]"#;
    let on = r#"["enableCampaignInjection"]"#;
    let off = r#"["disableCampaignInjection"]"#;
    for (setters, html, inject) in [
        (format!("[{html},{on}]"), true, true),
        (format!("[{html}]"), true, false),
        (format!("[{on}]"), false, false),
        (format!("[{html},{on},{off}]"), true, false),
    ] {
        let shopper = Shopper::new();
        let call = shopper.submit(&setters, r#"[["viewFrontPage"]]"#, "{}");
        shopper.welcome();
        assert_eq!(shopper.delivered(), [(call, html, inject, false)], "{setters}");
        assert_eq!(shopper.events(), ["prerequest"]);
    }
}

#[test]
fn a_message_of_the_page_is_answered_as_it_came() {
    for (flags, html, inject) in [(r#"{"inject":true}"#, true, true), ("{}", true, false)] {
        let shopper = Shopper::new();
        let call = shopper.submit("[]", r#"[["message",{"elements":["a"]}]]"#, flags);
        shopper.welcome();
        assert_eq!(shopper.delivered(), [(call, html, inject, true)]);
    }
}

#[test]
fn a_listener_may_call_again_and_the_order_stays() {
    let shopper = Rc::new(Shopper::new());
    let again = Rc::downgrade(&shopper);
    *shopper.memory().listener.borrow_mut() = Some(Rc::new(move |name, payload| {
        let shopper = again.upgrade().unwrap();
        if name == "prerequest" && payload.contains("front") {
            shopper.submit(&format!("[{CART}]"), r#"[["viewCart"]]"#, "{}");
            assert_eq!(shopper.requests().len(), 0, "what was under way before goes first");
        }
    }));
    shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(message(&shopper.welcome())["page_type"], "front");
    assert_eq!(message(&shopper.welcome())["page_type"], "cart");
    assert_eq!(shopper.settled(2), Some(Ended::Answered));
    assert_eq!(shopper.settled(1), Some(Ended::Answered));
}

#[test]
fn what_fails_or_is_refused_gives_the_page_no_answer() {
    for outcome in [Outcome::Failed, Outcome::Refused] {
        let shopper = Shopper::new();
        let call = shopper.load(r#"[["viewFrontPage"]]"#);
        shopper.end(outcome);
        assert_eq!((shopper.settled(call), shopper.delivered()), (Some(Ended::Failed), vec![]));
    }
}

#[test]
fn an_order_is_handed_in_and_the_page_follows_with_its_event() {
    let shopper = Shopper::new();
    shopper.is_known();
    let call = shopper.load(&format!("[{ORDER}]"));
    let requests = shopper.requests();
    assert!(is_order(&requests[0]) && !is_order(&requests[1]));
    assert_ne!(requests[0].request.envelope.rid, requests[1].request.envelope.rid);
    assert_eq!(message(&requests[0])["info"]["order_number"], "195");
    let page = message(&requests[1]);
    assert_eq!((&page["page_type"], &page["events"]), (&json!("order"), &json!([["or", "195"]])));
    shopper.end(Outcome::Rejected);
    assert_eq!(shopper.settled(call), None);
    shopper.welcome();
    assert_eq!(shopper.settled(call), Some(Ended::Answered), "the page's results do not depend on the order");
}

#[test]
fn an_attribution_is_no_page_view_and_asks_for_nothing() {
    let shopper = Shopper::new();
    let call = shopper.submit(&format!("[{CART}]"), r#"[["event","vp","1","slot"]]"#, r#"{"attribution":true}"#);
    let request = shopper.welcome();
    assert_eq!(counts(&request), [false, true]);
    assert_eq!(
        message(&request),
        json!({
            "url": "https://www.shop.test/p?a=1", "referrer": "https://from.test/",
            "elements": [], "events": [["vp", "1", "slot"]]
        })
    );
    assert_eq!(shopper.settled(call), Some(Ended::Done));
}

#[test]
fn a_call_may_be_given_up_before_and_after_it_is_sent() {
    let shopper = Shopper::new();
    let sent = shopper.load(r#"[["viewFrontPage"]]"#);
    let waiting = shopper.load(r#"[["viewCart"]]"#);
    shopper.runtime.abort(waiting);
    assert_eq!(shopper.settled(waiting), Some(Ended::Failed));
    shopper.runtime.abort(sent);
    assert_eq!(shopper.settled(sent), Some(Ended::Failed));
    assert_eq!((shopper.requests().len(), shopper.payloads("giveup").len()), (0, 1));
}

#[test]
fn a_message_that_waited_says_when_its_page_was() {
    let shopper = Shopper::new();
    shopper.memory().time.set(1_800_000_000_900.0);
    shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(message(&shopper.welcome()).get("event_date"), None);
    shopper.memory().time.set(1_800_000_005_000.0);
    shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(message(&shopper.welcome())["event_date"], "2027-01-15T08:00:00.000Z");
}

#[test]
fn odd_data_is_reported_by_path_and_never_by_value() {
    let shopper = Shopper::new();
    let setters = r#"[["setCart",{"items":[{"product_id":"1","name":"n","unit_price":"secret","price_currency_code":"EUR","quantity":1}]}],["setCustomer",{"email":["secret"]}]]"#;
    shopper.submit(setters, r#"[["viewProduct",{"name":"secret"}],["setPageType","secret"]]"#, "{}");
    let problems = shopper.event("diagnostic").unwrap();
    let paths: Vec<_> = problems.as_array().unwrap().iter().map(|problem| problem["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["product", "pageType", "cart.items[0].unit_price", "customer.email"]);
    assert!(!problems.to_string().contains("secret"));
    let sent = message(&shopper.welcome());
    assert_eq!((&sent["cart"][0]["product_id"], sent.get("customer")), (&json!("1"), None));
    assert_eq!(sent["page_type"], "other");
}

#[test]
fn sessions_share_nothing_but_the_visitor() {
    let shopper = Shopper::new();
    let submit = |session, setters: &str| {
        let text = format!(r#"[{setters},{{}},{{}},["viewFrontPage"]]"#);
        shopper.runtime.submit(Submission { call: 1, session, text: &text, ..Submission::default() });
        message(&shopper.welcome())
    };
    assert!(submit(1, &format!("[{CART}]")).get("cart").is_some());
    assert!(submit(2, "[]").get("cart").is_none());
    shopper.runtime.drop_session(1);
    assert!(submit(1, "[]").get("cart").is_none(), "what was dropped is forgotten");
}

#[test]
fn a_dump_is_the_message_and_sends_nothing() {
    let shopper = Shopper::new();
    let dump = |text: &str| {
        let text = shopper.runtime.dump(Submission { text, ..Submission::default() });
        serde_json::from_str::<Value>(&text).unwrap()
    };
    let action =
        r#"{},{},["viewProduct",{"product_id":"1","name":"n"}],["addAffinity",{"c":["red"]}],["setPlacements",["a"]]"#;
    let message = dump(&format!("[[{CART}],{action}]"));
    assert_eq!(message["cart"][0]["product_id"], "1");
    assert_eq!((&message["events"], &message["page_type"]), (&json!([["vp", "1"]]), &json!("product")));
    assert_eq!((&message["affinity_signals"], &message["elements"]), (&json!({"c": ["red"]}), &json!(["a"])));
    let events = dump(r#"[[],{},{},["event",{"type":"con","target":"c"}]]"#);
    assert_eq!(events["events"], json!([["con", "c"]]));
    assert_eq!(shopper.requests().len(), 0);
}

/// The message of a view of `verbs` on a page that says `more` of itself.
fn arrived(more: &str, verbs: &str, flags: &str) -> Value {
    let shopper = Shopper::new();
    let action = format!(r#"[[],{{"url":"https://www.shop.test/",{more}}},{flags},{verbs}]"#);
    shopper.runtime.submit(Submission { call: 1, text: &action, ..Submission::default() });
    message(&shopper.requests()[0])
}

#[test]
fn what_brought_the_visitor_counts_for_the_product_or_for_the_page() {
    let origin = r#""origin":{"ref":"slot","refSrc":"7","refType":"email"}"#;
    let product = arrived(origin, r#"["viewProduct","1"]"#, "{}");
    assert_eq!((&product["events"], product.get("ref")), (&json!([["vp", "1", "slot", "7", null, "email"]]), None));
    let own = arrived(origin, r#"["viewProduct","1"],["setRef","1","own"]"#, "{}");
    assert_eq!((&own["events"], &own["ref"]), (&json!([["vp", "1", "own"]]), &json!("slot")));
    let page = arrived(origin, r#"["viewFrontPage"]"#, "{}");
    assert_eq!((&page["events"], &page["ref"]), (&json!([]), &json!("slot")));
    let untracked = arrived(origin, r#"["viewProduct","1"]"#, r#"{"trackEvents":false}"#);
    assert_eq!((&untracked["events"], untracked.get("ref")), (&json!([]), None));
}

#[test]
fn a_landing_is_told_beside_what_the_page_says() {
    let landing = r#""landing":{"events":[["ec","utm_source=x"],["xx","y"]],"segment_codes":["s"],"customer":{"email":"a@b.test","odd":1}}"#;
    let view = arrived(landing, r#"["viewSearch","boots"]"#, "{}");
    assert_eq!(view["events"], json!([["is", "boots"], ["ec", "utm_source=x"]]));
    assert_eq!((&view["segment_codes"], &view["customer"]), (&json!(["s"]), &json!({"email": "a@b.test"})));
    let logged_in = arrived(landing, r#"["viewCart"],["setCustomer",{"email":"own@b.test"}]"#, "{}");
    assert_eq!(logged_in["customer"], json!({"email": "own@b.test"}));
}
