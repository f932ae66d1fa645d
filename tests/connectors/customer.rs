//! Tokens of the Customer API: when one is asked for, and when not.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use serde_json::json;
use vitrine::commerce::call::{Call, Options};
use vitrine::commerce::client::Client;
use vitrine::commerce::customer::{CREATE_ORDER, GET_ORDER};
use vitrine::commerce::error::{Error, Kind};
use vitrine::commerce::systems::connect;

use crate::shops;
use crate::world::{World, answer, ok};

const DENIED: &str = r#"{"error":"access_denied","error_description":"The resource owner or authorization server denied the request.","status":400}"#;
const EXPIRED: &str = r#"{"error":"invalid_token","error_description":"The access token expired"}"#;
const WRONG: &str = r#"{"error":"invalid_client","error_description":"Client authentication failed","message":"Client authentication failed","status":401}"#;

/// A shop that issues `token-1`, `token-2`, … and refuses as `refuse` says: by the token's number.
fn shop(mut refuse: impl FnMut(u64) -> Option<(u16, &'static str)> + 'static) -> World {
    let mut issued = 0;
    World::new(move |_, request| {
        if request.url.ends_with("/oauth/access-token") {
            issued += 1;
            return ok(&json!({"_type": "AccessToken", "token_type": "Bearer", "expires_in": 3600, "access_token": format!("token-{issued}")}).to_string());
        }
        let token = request.headers.get("authorization").unwrap().strip_prefix("Bearer token-").unwrap();
        match refuse(token.parse().unwrap()) {
            Some((status, body)) => answer(status, &[], body),
            None => ok(r#"{"_type":"Order","id":7}"#),
        }
    })
}

fn issued(world: &World) -> usize {
    world.paths().iter().filter(|path| path.ends_with("/oauth/access-token")).count()
}

type Work = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

fn get(client: &Client<World>) -> Work {
    let client = client.clone();
    Box::pin(async move { client.one(GET_ORDER, Call::to(["7"])).await.map(|_| ()) })
}

#[test]
fn a_token_is_asked_for_by_a_form_and_used() {
    let world = shop(|_| None);
    world.run(get(&shops::customer(&world))).unwrap();
    let requests = world.requests();
    let (_, token) = &requests[0];
    assert_eq!(token.url, "https://theshopname.com/api/customer/oauth/access-token");
    assert_eq!(token.method.name(), "POST");
    assert_eq!(token.headers.get("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(token.headers.get("accept-encoding"), Some("gzip"));
    let body = "grant_type=client_credentials&client_id=d194b033&client_secret=164381f6&scope=all";
    assert_eq!(token.body.as_deref(), Some(body));
    let (_, order) = &requests[1];
    assert_eq!(order.url, "https://theshopname.com/api/customer/orders/7");
    assert_eq!(order.headers.get("authorization"), Some("Bearer token-1"));
    assert_eq!(order.headers.get("accept-encoding"), Some("gzip"));
}

#[test]
fn many_calls_at_once_ask_for_one_token() {
    let world = shop(|_| None).latency(|_| 50);
    let client = shops::customer(&world);
    world.run_all((0..20).map(|_| get(&client)).collect()).into_iter().for_each(|result| result.unwrap());
    assert_eq!(issued(&world), 1);
}

#[test]
fn many_calls_at_once_share_the_failure_and_the_next_asks_again() {
    let refused = Rc::new(RefCell::new(true));
    let bad = Rc::clone(&refused);
    let world = World::new(move |_, request| match request.url.ends_with("access-token") {
        true if *bad.borrow() => answer(401, &[], WRONG),
        true => ok(r#"{"access_token":"token-1","expires_in":3600}"#),
        false => ok("{}"),
    })
    .latency(|_| 50);
    let client = shops::customer(&world);
    for result in world.run_all((0..20).map(|_| get(&client)).collect()) {
        let error = result.unwrap_err();
        assert_eq!((error.kind, error.code.as_deref()), (Kind::Unauthorized, Some("invalid_client")));
    }
    assert_eq!(issued(&world), 1, "wrong credentials are not tried again");
    *refused.borrow_mut() = false;
    world.run(get(&client)).unwrap();
    assert_eq!(issued(&world), 2);
}

#[test]
fn who_gives_up_while_asking_leaves_it_to_the_next() {
    let mut first = true;
    let world = shop(|_| None).latency(|number| if number == 0 { 5_000 } else { 10 });
    let client = shops::customer(&world);
    let hasty = client.with(&Options { deadline: Some(100), ..Options::default() });
    let results = world.run_all(vec![get(&hasty), get(&client), get(&client)]);
    assert_eq!(results.iter().filter(|result| result.is_err()).count(), 1);
    assert!(std::mem::take(&mut first) && issued(&world) == 1, "the first never arrived");
}

#[test]
fn an_expired_and_an_unknown_token_are_replaced_once() {
    for refusal in [(401, EXPIRED), (400, DENIED)] {
        let world = shop(move |number| (number == 1).then_some(refusal));
        world.run(get(&shops::customer(&world))).unwrap();
        assert_eq!(issued(&world), 2);
        assert_eq!(world.requests().len(), 4);

        let world = shop(move |_| Some(refusal));
        let error = world.run(get(&shops::customer(&world))).unwrap_err();
        assert_eq!(error.kind, Kind::Unauthorized);
        assert_eq!(issued(&world), 2, "once per call");
    }
}

#[test]
fn an_order_whose_token_was_refused_is_sent_again_because_nothing_was_done() {
    let world = shop(|number| (number == 1).then_some((401, EXPIRED)));
    let client = shops::customer(&world);
    let order = Call::default().body(json!({"lines": [{"code": "1001", "quantity": 1}]}));
    world.run(async move { client.one(CREATE_ORDER, order).await }).unwrap();
    let orders: Vec<_> = world.requests().into_iter().filter(|(_, request)| request.url.ends_with("/orders")).collect();
    assert_eq!(orders.len(), 2);
    assert_eq!(orders[1].1.headers.get("content-type"), Some("application/json"));
}

#[test]
fn other_refusals_are_not_about_the_token() {
    for refusal in [(401, WRONG), (400, ""), (400, r#"{"error":"invalid_request","status":400}"#), (403, EXPIRED)] {
        let world = shop(move |_| Some(refusal));
        world.run(get(&shops::customer(&world))).unwrap_err();
        assert_eq!(issued(&world), 1, "{refusal:?}");
    }
}

#[test]
fn calls_that_are_refused_together_ask_for_one_new_token() {
    let world = shop(|number| (number == 1).then_some((401, EXPIRED))).latency(|_| 50);
    let client = shops::customer(&world);
    world.run_all((0..20).map(|_| get(&client)).collect()).into_iter().for_each(|result| result.unwrap());
    assert_eq!(issued(&world), 2);
}

#[test]
fn a_token_is_renewed_five_minutes_before_it_expires() {
    let world = shop(|_| None);
    let client = shops::customer(&world);
    let waiting = world.clone();
    world.run(async move {
        use vitrine::commerce::ports::Ports;
        client.one(GET_ORDER, Call::to(["7"])).await.unwrap();
        waiting.sleep(std::time::Duration::from_secs(3_299)).await;
        client.one(GET_ORDER, Call::to(["7"])).await.unwrap();
        assert_eq!(issued(&waiting), 1);
        waiting.sleep(std::time::Duration::from_secs(2)).await;
        client.one(GET_ORDER, Call::to(["7"])).await.unwrap();
        assert_eq!(issued(&waiting), 2);
    });
}

#[test]
fn a_token_server_in_trouble_is_asked_again_even_for_an_order() {
    let mut asked = 0;
    let world = World::new(move |_, request| match request.url.ends_with("access-token") {
        true => {
            asked += 1;
            if asked < 3 { answer(503, &[], "") } else { ok(r#"{"access_token":"t","expires_in":"3600"}"#) }
        }
        false => ok("{}"),
    });
    let client = shops::customer(&world);
    world.run(async move { client.one(CREATE_ORDER, Call::default().body(json!({}))).await }).unwrap();
    assert_eq!(issued(&world), 3);
}

#[test]
fn a_signed_in_buyer_s_token_is_renewed_by_what_came_with_it_and_never_by_the_site_s_own() {
    let with = |token: serde_json::Value, world: &World| {
        let config =
            json!({"url": "https://theshopname.com", "clientId": "site", "clientSecret": "hush", "token": token});
        connect(world.clone(), "customerApi", &config.to_string()).unwrap()
    };
    let world = shop(|number| (number == 0).then_some((401, EXPIRED)));
    let client = with(json!({"accessToken": "token-0", "refreshToken": "again"}), &world);
    world.run(get(&client)).unwrap();
    let body = world.requests()[1].1.body.clone();
    assert_eq!(body.as_deref(), Some("client_id=site&client_secret=hush&grant_type=refresh_token&refresh_token=again"));

    let world = shop(|number| (number == 0).then_some((401, EXPIRED)));
    let client = with(json!({"accessToken": "token-0"}), &world);
    assert_eq!(world.run(get(&client)).unwrap_err().kind, Kind::Unauthorized);
    assert_eq!(issued(&world), 0);
}

#[test]
fn nothing_is_sent_over_plain_http() {
    let world = shop(|_| None);
    for url in
        ["http://theshopname.com", "http://localhost:8080", "theshopname.com", "https://", "ftp://theshopname.com"]
    {
        let config = json!({"url": url, "clientId": "a", "clientSecret": "b"});
        let error = connect(world.clone(), "customerApi", &config.to_string()).err().unwrap();
        assert_eq!(error.kind, Kind::Config, "{url}");
    }
}
