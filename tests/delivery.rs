//! Nothing is lost, and nothing is told twice: what travels together, what is left out, and what becomes of a call
//! that fails.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::json;
use support::{Ended, Shopper, VISITOR, is_order, message};
use vitrine::core::effect::Outcome;
use vitrine::core::machine::{Submission, TOLD_EVENTS, TOLD_ORDER, TOLD_STATE};

const UPDATE: &str = r#"{"skipPageViews":true,"update":true}"#;
const ORDER: &str = r#"["addOrder",{"info":{"order_number":195,"email":"a@b.test"},"items":[{"product_id":"1","name":"n","quantity":1,"unit_price":2,"price_currency_code":"EUR"}]}]"#;

/// A setter of a cart with one product.
fn cart(product: &str) -> String {
    format!(
        r#"["setCart",{{"items":[{{"product_id":"{product}","name":"n","unit_price":1,"price_currency_code":"EUR","quantity":1}}]}}]"#
    )
}

/// Someone the server knows.
fn regular() -> Shopper {
    let shopper = Shopper::new();
    shopper.is_known();
    shopper
}

fn update(shopper: &Shopper, setters: &str) -> u32 {
    shopper.submit(&format!("[{setters}]"), r#"[["viewCart"]]"#, UPDATE)
}

fn replay(shopper: &Shopper, call: u32, setters: &str, verbs: &str, told: u8) {
    let text = format!("[[{setters}],{{}},{{}},{verbs}]");
    shopper.runtime.submit(Submission { call, session: 9, text: &text, told, rid: "old", replay: true });
}

#[test]
fn updates_of_one_moment_are_one_request_with_the_newest_cart() {
    let shopper = regular();
    let calls = ["1", "2", "3"].map(|product| update(&shopper, &cart(product)));
    assert_eq!(shopper.requests().len(), 0);
    assert_eq!(shopper.payloads("wake")[0], json!([1, 50]));
    shopper.wait(50);
    assert_eq!(shopper.requests().len(), 1);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "3");
    assert!(
        calls.iter().all(|call| matches!(shopper.settled(*call), Some(Ended::Answered | Ended::Known | Ended::Done)))
    );
    let mut ended = shopper.ended();
    ended.sort_unstable();
    assert_eq!(ended, calls.map(|call| (call, TOLD_EVENTS, false, false)));
}

#[test]
fn a_shopper_who_counts_something_up_sends_one_request_a_second() {
    let shopper = regular();
    let mut sent = 0;
    for product in 0..10 {
        update(&shopper, &cart(&product.to_string()));
        shopper.wait(150);
        sent += shopper.requests().len();
        shopper.requests().iter().for_each(|_| drop(shopper.welcome()));
    }
    assert_eq!(sent, 2);
    shopper.wait(1_000);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "9");
    assert_eq!(shopper.ended().len(), 10);
}

#[test]
fn a_load_carries_an_update_that_waits() {
    let shopper = regular();
    let waiting = update(&shopper, &cart("1"));
    let load = shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(shopper.requests().len(), 1);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "1");
    assert!([waiting, load].iter().all(|call| shopper.settled(*call).is_some()));
    shopper.wait(2_000);
    assert_eq!(shopper.requests().len(), 0);
}

#[test]
fn an_update_that_says_more_goes_by_itself() {
    let shopper = regular();
    update(&shopper, &format!(r#"{},["setCustomer",{{"email":"a@b.test"}}]"#, cart("1")));
    shopper.submit("[]", r#"[["message",{"cart":[]}]]"#, "{}");
    assert_eq!(shopper.requests().len(), 0, "the newer cart must not be overtaken");
    shopper.wait(50);
    assert_eq!(message(&shopper.welcome())["customer"], json!({"email": "a@b.test"}));
    assert_eq!(message(&shopper.welcome())["cart"], json!([]));
}

#[test]
fn an_update_with_events_or_placements_does_not_wait() {
    let shopper = regular();
    shopper.submit(&format!("[{}]", cart("1")), r#"[["viewCart"],["setPlacements",["a"]]]"#, UPDATE);
    shopper.submit("[]", r#"[["viewProduct","1"]]"#, UPDATE);
    assert_eq!(shopper.requests().len(), 2);
}

#[test]
fn the_end_of_the_page_does_not_wait() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.leave();
    assert_eq!(shopper.requests().len(), 1);
    update(&shopper, &cart("2"));
    shopper.leave();
    assert_eq!(shopper.requests().len(), 2, "not even for the cart before it");
}

#[test]
fn a_cart_that_the_server_knows_is_not_told_again_for_25_minutes() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.wait(50);
    shopper.welcome();
    let call = update(&shopper, &cart("1"));
    assert_eq!(shopper.settled(call), Some(Ended::Known));
    assert_eq!(shopper.ended().last().unwrap(), &(call, TOLD_EVENTS, false, false));
    shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(message(&shopper.welcome()).get("cart"), None);
    shopper.wait(25 * 60_000);
    shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "1");
}

#[test]
fn a_cart_that_changed_and_changed_back_is_told() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.wait(50);
    shopper.welcome();
    update(&shopper, &cart("2"));
    update(&shopper, &cart("1"));
    shopper.wait(2_000);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "1");
}

#[test]
fn a_cart_is_told_to_the_new_visitor_too() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.wait(50);
    shopper.welcome();
    shopper.memory().visitor.replace(Some("somebody-else".into()));
    shopper.runtime.tell_anew();
    shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "1");
}

#[test]
fn what_another_tab_replaced_is_not_told_again_unless_it_is_set_again() {
    let shopper = regular();
    let customer = r#"["setCustomer",{"email":"a@b.test"}]"#;
    shopper.submit(&format!("[{},{customer}]", cart("1")), r#"[["viewFrontPage"]]"#, "{}");
    shopper.welcome();
    *shopper.memory().memo.borrow_mut() = r#"{"cart":"ABC","customer":1}"#.into();
    shopper.load(r#"[["viewFrontPage"]]"#);
    let silent = message(&shopper.welcome());
    assert_eq!((silent.get("cart"), silent.get("customer")), (None, None));
    *shopper.memory().memo.borrow_mut() = r#"{"cart":"ABC","customer":1}"#.into();
    shopper.submit(&format!("[{},{customer}]", cart("1")), r#"[["viewFrontPage"]]"#, "{}");
    let said = message(&shopper.welcome());
    assert!(said.get("cart").is_some() && said.get("customer").is_some());
}

#[test]
fn an_order_is_told_once_in_30_days() {
    let shopper = regular();
    shopper.load(&format!("[{ORDER}]"));
    shopper.end(Outcome::Accepted);
    shopper.welcome();
    let days = |days: u32| {
        shopper.wait(days * 86_400_000);
        shopper.load(&format!("[{ORDER}]"));
        let requests = shopper.requests().len();
        (0..requests).for_each(|_| drop(shopper.welcome()));
        requests
    };
    assert_eq!((days(0), days(29), days(2)), (1, 1, 2));
}

#[test]
fn an_order_that_was_rejected_may_be_told_again() {
    let shopper = regular();
    shopper.load(&format!("[{ORDER}]"));
    shopper.end(Outcome::Rejected);
    shopper.welcome();
    shopper.load(&format!("[{ORDER}]"));
    assert_eq!(shopper.requests().len(), 2);
}

#[test]
fn what_failed_is_worth_another_try_and_nothing_else() {
    for (outcome, again) in [
        (Outcome::Failed, true),
        (Outcome::Refused, false),
        (Outcome::Accepted, false),
        (Outcome::Rejected, false),
        (Outcome::Aborted, false),
    ] {
        let shopper = regular();
        let call = shopper.load(r#"[["viewFrontPage"]]"#);
        shopper.end(outcome);
        assert_eq!(shopper.ended()[0], (call, if again { 0 } else { TOLD_EVENTS }, again, false), "{outcome:?}");
    }
}

#[test]
fn each_part_of_a_call_ends_by_itself() {
    let shopper = regular();
    let call = shopper.load(&format!("[{ORDER}]"));
    shopper.end(Outcome::Failed);
    shopper.welcome();
    assert_eq!(shopper.ended(), [(call, 0, true, true), (call, TOLD_EVENTS, false, false)]);
    replay(&shopper, call, "", ORDER, TOLD_EVENTS);
    assert_eq!(shopper.requests().len(), 1);
    assert!(is_order(&shopper.welcome()));
    assert_eq!(shopper.ended().last().unwrap(), &(call, TOLD_ORDER, false, false));
}

#[test]
fn what_an_aborted_load_carried_is_still_to_be_told() {
    let shopper = regular();
    let carried = update(&shopper, &cart("1"));
    let load = shopper.load(r#"[["viewFrontPage"]]"#);
    shopper.runtime.abort(load);
    assert_eq!(shopper.ended(), [(load, TOLD_EVENTS, false, false), (carried, 0, true, false)]);
}

#[test]
fn the_cart_of_a_load_that_was_given_up_is_told_all_the_same() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.wait(50);
    shopper.welcome();
    let carried = update(&shopper, &cart("2"));
    shopper.runtime.abort(shopper.load(r#"[["viewFrontPage"]]"#));
    shopper.memory().flights.borrow_mut().clear();
    replay(&shopper, carried, &cart("2"), r#"["viewCart"]"#, 0);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "2");
}

#[test]
fn the_cart_of_a_load_that_was_refused_is_told_with_the_next() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.wait(50);
    shopper.welcome();
    shopper.submit(&format!("[{}]", cart("2")), r#"[["viewFrontPage"]]"#, "{}");
    shopper.end(Outcome::Refused);
    shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "2");
}

#[test]
fn a_cart_that_was_carried_by_a_load_that_failed_is_told_by_its_repetition() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.wait(50);
    shopper.welcome();
    let carried = update(&shopper, &cart("2"));
    let load = shopper.load(r#"[["viewFrontPage"]]"#);
    shopper.end(Outcome::Failed);
    replay(&shopper, carried, &cart("2"), r#"["viewCart"]"#, 0);
    replay(&shopper, load, "", r#"["viewFrontPage"]"#, 0);
    let sent: Vec<_> =
        shopper.requests().iter().map(|request| message(request)["cart"][0]["product_id"].clone()).collect();
    assert!(sent.contains(&json!("2")), "{sent:?}");
}

#[test]
fn a_replay_goes_with_its_own_key_and_settles_nothing_but_itself() {
    let shopper = regular();
    replay(&shopper, 5, &cart("1"), r#"["viewFrontPage"]"#, 0);
    let request = shopper.welcome();
    assert_eq!((&*request.request.envelope.rid, request.visitor.as_deref()), ("old", Some(VISITOR)));
    assert!(shopper.delivered().is_empty(), "nobody waits for its campaigns");
    assert_eq!(shopper.ended(), [(5, TOLD_EVENTS, false, false)]);
}

#[test]
fn a_replay_never_brings_an_old_cart_back() {
    let shopper = regular();
    let old = update(&shopper, &cart("1"));
    shopper.wait(50);
    shopper.end(Outcome::Failed);
    update(&shopper, &cart("2"));
    shopper.wait(1_000);
    shopper.welcome();
    replay(&shopper, old, &cart("1"), r#"["viewFrontPage"]"#, TOLD_STATE);
    assert_eq!(message(&shopper.welcome()).get("cart"), None);
    shopper.load(r#"[["viewFrontPage"]]"#);
    assert_eq!(message(&shopper.welcome()).get("cart"), None, "the session is as it was");
}

#[test]
fn a_replay_whose_cart_another_call_tells_goes_out_without_it_even_when_nothing_is_left() {
    let shopper = regular();
    let text = format!(r#"[[{}],{{}},{UPDATE},["viewCart"]]"#, cart("1"));
    shopper.runtime.submit(Submission { call: 5, session: 9, text: &text, told: TOLD_STATE, rid: "old", replay: true });
    let request = shopper.welcome();
    assert_eq!((&*request.request.envelope.rid, message(&request).get("cart")), ("old", None));
    assert_eq!(shopper.ended(), [(5, TOLD_EVENTS, false, false)]);
    replay(&shopper, 6, "", r#"["viewFrontPage"]"#, 0);
    assert_eq!(message(&shopper.welcome()).get("cart"), None, "one replay has nothing of another");
}

#[test]
fn a_replay_of_whose_call_nothing_is_left_ends_too() {
    let shopper = regular();
    *shopper.memory().memo.borrow_mut() = r#"{"orders":{"195":1}}"#.into();
    replay(&shopper, 5, "", ORDER, TOLD_EVENTS);
    assert_eq!(shopper.requests().len(), 0, "another page told the order");
    assert_eq!(shopper.ended(), [(5, TOLD_EVENTS, false, false)], "what repeats calls waits for its end");
}

#[test]
fn a_cart_that_the_server_knew_is_told_again_by_a_replay() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.wait(50);
    shopper.welcome();
    let text = format!(r#"[[{}],{{}},{UPDATE}]"#, cart("1"));
    shopper.runtime.submit(Submission { call: 7, session: 9, text: &text, told: 0, rid: "late", replay: true });
    shopper.wait(1_000);
    assert_eq!(message(&shopper.welcome())["cart"][0]["product_id"], "1");
}

#[test]
fn the_customer_of_a_visitor_who_must_not_be_tracked_stays_here() {
    let shopper = regular();
    shopper.memory().anonymous.set(true);
    shopper.submit(r#"[["setCustomer",{"email":"a@b.test"}]]"#, r#"[["viewFrontPage"]]"#, "{}");
    assert_eq!(message(&shopper.requests()[0]).get("customer"), None);
}

#[test]
fn a_clock_that_was_set_back_holds_nothing_up() {
    let shopper = regular();
    update(&shopper, &cart("1"));
    shopper.memory().time.set(1_700_000_000_000.0);
    shopper.runtime.wake(1);
    assert_eq!(shopper.requests().len(), 1);
    shopper.welcome();
    update(&shopper, &cart("2"));
    assert_eq!(shopper.payloads("wake")[1], json!([2, 1000]));
}
