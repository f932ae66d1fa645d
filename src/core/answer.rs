//! What the server answered, read leniently: a wrong type in any member costs that member and nothing else.

use super::diagnostic::Diagnostics;
use super::json::{self, Kind as Json, Writer};
use super::scan;
use super::schema::{self, AFFINITY, Kind};

/// Bus listeners get at most this many entries of each affinity list, as the platform documents.
const LISTENER_AFFINITIES: usize = 5;

/// The body of a successful answer: one JSON object, checked.
#[derive(Clone, Copy)]
pub struct Answer<'a>(&'a str);

impl<'a> Answer<'a> {
    /// `None` when `body` is not a JSON object. An empty body counts as an empty object, so that a bare 204 is a
    /// success without results.
    pub fn parse(body: &'a str) -> Option<Self> {
        let body = body.strip_prefix("\u{feff}").unwrap_or(body).trim_ascii();
        if body.is_empty() {
            return Some(Self("{}"));
        }
        (json::kind(body) == Json::Object && scan::valid(body)).then_some(Self(body))
    }

    /// The JSON text.
    pub fn as_str(&self) -> &'a str {
        self.0
    }

    /// The visitor id, decoded.
    pub fn visitor(&self) -> Option<String> {
        let value = json::get(self.0, "customer")?;
        match json::kind(value) {
            Json::Number => Some(value.into()),
            _ => json::text(value).map(|id| id.into_owned()),
        }
    }

    /// The reasons the server gave, as a JSON array of strings, if it gave any.
    pub fn errors(&self) -> Option<String> {
        let given = json::get(self.0, "errors")?;
        let mut errors = Writer::list();
        let single = json::kind(given) == Json::Text;
        for error in single.then_some(given).into_iter().chain(json::elements(given)) {
            match json::kind(error) {
                Json::Text => errors.push(error),
                Json::Object => errors.push(&json::quoted(error)),
                _ => {}
            }
        }
        (!errors.is_empty()).then(|| errors.finish())
    }

    /// The rejections of an order as the `response` of `ordererror`, if the server named any.
    pub fn violations(&self) -> Option<String> {
        let mut violations = Writer::list();
        for error in json::elements(json::get(self.0, "errors")?) {
            if json::kind(error) == Json::Object {
                violations.push(error);
            }
        }
        (!violations.is_empty()).then(|| {
            let mut out = Writer::object();
            out.raw("errors", &violations.finish());
            out.finish()
        })
    }

    /// The campaigns by placement: strings and objects; anything else is no campaign.
    fn campaigns(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        json::members(json::get(self.0, "recommendations").unwrap_or("{}"))
            .filter(|(_, campaign)| matches!(json::kind(campaign), Json::Text | Json::Object))
    }

    /// The campaigns that have markup, by placement: `"<html>"`, or `{html, result_id?, extra_attribution?}` where the
    /// server sent more than markup. Products stay behind: they are not injected.
    pub fn markup(&self) -> String {
        let mut out = Writer::object();
        for (placement, campaign) in self.campaigns() {
            let Some(html) = markup(campaign) else { continue };
            if json::kind(campaign) == Json::Text {
                out.raw(placement, html);
                continue;
            }
            let mut object = Writer::object();
            object.raw("html", html);
            for name in ["result_id", "extra_attribution"] {
                object.some(name, json::get(campaign, name));
            }
            out.raw(placement, &object.finish());
        }
        out.finish()
    }

    /// The `ActionResponse` of the Session API. `html` is the render mode of the request.
    pub fn to_action_response(self, html: bool) -> String {
        let mut all = Writer::object();
        let mut recommendations = Writer::object();
        let mut content = Writer::object();
        for (placement, campaign) in self.campaigns() {
            all.raw(placement, campaign);
            // A recommendation is what lists products; whatever else the JSON mode yields is content.
            let is_content = markup(campaign).is_some() && json::get(campaign, "products").is_none();
            if is_content { &mut content } else { &mut recommendations }.raw(placement, campaign);
        }
        let mut out = Writer::object();
        out.raw("recommendations", &all.finish());
        if !html {
            let mut campaigns = Writer::object();
            campaigns.raw("recommendations", &recommendations.finish());
            campaigns.raw("content", &content.finish());
            out.raw("campaigns", &campaigns.finish());
        }
        out.raw("page_views", &self.number("pv"));
        out.raw("geo_location", &self.geo_location());
        out.raw("affinities", &self.affinities(usize::MAX));
        out.raw("cmpid", &self.read("cmpid", &Kind::Text).unwrap_or_else(|| "\"\"".into()));
        out.finish()
    }

    /// The payload of `prerender`.
    pub fn to_prerender(self, visitor: Option<&str>) -> String {
        let mut out = Writer::object();
        if let Some(visitor) = visitor {
            out.text("customerId", visitor);
        }
        out.raw("affinityScores", &self.affinities(LISTENER_AFFINITIES));
        out.raw("geoLocation", &self.geo_location());
        out.some("eventDate", self.read("ed", &Kind::Scalar).as_deref());
        out.raw("pageViews", &self.number("pv"));
        out.raw("segments", &self.segments());
        out.finish()
    }

    fn read(&self, name: &str, kind: &Kind) -> Option<String> {
        schema::read_at(name, kind, json::get(self.0, name)?, &mut Diagnostics::new(""))
    }

    fn number(&self, name: &str) -> String {
        self.read(name, &Kind::Number).unwrap_or_else(|| "0".into())
    }

    fn geo_location(&self) -> String {
        self.read("gl", &Kind::Texts).unwrap_or_else(|| "[]".into())
    }

    fn segments(&self) -> String {
        let active = json::get(json::get(self.0, "se").unwrap_or("{}"), "active_segments").unwrap_or("[]");
        let mut segments = Writer::list();
        for segment in json::elements(active) {
            if json::get_text(segment, "id").is_some() {
                segments.push(segment);
            }
        }
        let mut out = Writer::object();
        out.raw("active_segments", &segments.finish());
        out.finish()
    }

    fn affinities(&self, most: usize) -> String {
        let given = json::get(self.0, "af").unwrap_or("{}");
        let mut problems = Diagnostics::new("af");
        let mut out = Writer::object();
        let discount = json::get(given, "discount");
        let discount = discount.and_then(|value| schema::read_at("discount", &Kind::Number, value, &mut problems));
        out.raw("discount", discount.as_deref().unwrap_or("0"));
        for name in ["top_brands", "top_categories", "top_product_types"] {
            out.raw(name, &affinity_list(json::get(given, name).unwrap_or("[]"), most, &mut problems));
        }
        // The platform's own tests answer `[]` here, though an object is typed.
        let mut skus = Writer::object();
        for (product, list) in json::members(json::get(given, "top_skus").unwrap_or("{}")) {
            skus.raw(product, &affinity_list(list, most, &mut problems));
        }
        out.raw("top_skus", &skus.finish());
        out.finish()
    }
}

fn affinity_list(given: &str, most: usize, problems: &mut Diagnostics) -> String {
    let mut list = Writer::list();
    let mut left = most;
    for entry in json::elements(given) {
        let entry = schema::read_at("", &Kind::Object(AFFINITY), entry, problems);
        if let (Some(entry), true) = (entry, left > 0) {
            left -= 1;
            list.push(&entry);
        }
    }
    list.finish()
}

/// The raw HTML string of a campaign: the string itself or the member `html`.
fn markup(campaign: &str) -> Option<&str> {
    let html = if json::kind(campaign) == Json::Text { campaign } else { json::get(campaign, "html")? };
    (json::kind(html) == Json::Text).then_some(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = concat!(
        r#"{"recommendations":{},"campaigns":{"recommendations":{},"content":{}},"page_views":0,"geo_location":[],"#,
        r#""affinities":{"discount":0,"top_brands":[],"top_categories":[],"top_product_types":[],"top_skus":{}},"cmpid":""}"#
    );

    fn response(body: &str, html: bool) -> String {
        Answer::parse(body).map(|answer| answer.to_action_response(html)).unwrap_or_default()
    }

    #[test]
    fn only_an_object_is_an_answer() {
        for body in ["<html>", "[]", "\"x\"", "5", r#"{"a":"#, r#"{"a":1}x"#, "null"] {
            assert!(Answer::parse(body).is_none(), "{body}");
        }
        for body in ["", "  ", "{}", "\u{feff}{}"] {
            assert_eq!(response(body, false), EMPTY, "{body}");
        }
    }

    #[test]
    fn wrong_types_cost_only_themselves() {
        for name in ["recommendations", "customer", "pv", "gl", "af", "se", "cmpid", "ed", "errors"] {
            for value in ["null", "true", "[]", "{}", "[[]]", r#"{"x":[1]}"#, "-1e9"] {
                let body = format!(r#"{{"{name}":{value}}}"#);
                let text = response(&body, false);
                assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{body} {text}");
                let _ =
                    Answer::parse(&body).map(|answer| (answer.to_prerender(None), answer.visitor(), answer.errors()));
            }
        }
        assert_eq!(response(r#"{"recommendations":{"a":5,"b":[],"c":null},"af":{"top_skus":[]}}"#, false), EMPTY);
    }

    #[test]
    fn json_mode_splits_recommendations_from_content() {
        let body = r#"{"recommendations":{"r":{"products":[],"title":"t"},"c":{"html":"<p>","div_id":"c"}},"pv":3,"cmpid":"x"}"#;
        let text = response(body, false);
        assert!(text.starts_with(
            r#"{"recommendations":{"r":{"products":[],"title":"t"},"c":{"html":"<p>","div_id":"c"}},"campaigns":{"recommendations":{"r":{"products":[],"title":"t"}},"content":{"c":{"html":"<p>","div_id":"c"}}},"page_views":3"#
        ));
        assert!(text.ends_with(r#""cmpid":"x"}"#));
    }

    #[test]
    fn a_recommendation_with_markup_is_no_content() {
        let text = response(r#"{"recommendations":{"r":{"products":[],"html":"<p>"}}}"#, false);
        assert!(text.contains(r#""campaigns":{"recommendations":{"r":{"products":[],"html":"<p>"}},"content":{}}"#));
    }

    #[test]
    fn what_is_injected_keeps_its_ids() {
        let body = r#"{"recommendations":{"a":"<p>","b":{"html":"<b>","result_id":"r1","products":[1],"extra_attribution":{"x":{}}},"c":{"html":"<i>"},"d":{"products":[]},"e":{"html":5}}}"#;
        let markup = Answer::parse(body).map(|answer| answer.markup());
        assert_eq!(
            markup.as_deref(),
            Some(r#"{"a":"<p>","b":{"html":"<b>","result_id":"r1","extra_attribution":{"x":{}}},"c":{"html":"<i>"}}"#)
        );
    }

    #[test]
    fn html_mode_has_no_campaigns() {
        let text = response(r#"{"recommendations":{"r":"<p>","c":{"html":"<p>"}}}"#, true);
        assert!(text.starts_with(r#"{"recommendations":{"r":"<p>","c":{"html":"<p>"}},"page_views""#));
    }

    #[test]
    fn listeners_get_five_affinities() {
        let entries =
            json::list(&(0..8).map(|n| format!(r#"{{"name":"{n}","score":{n},"odd":1}}"#)).collect::<Vec<_>>());
        let body = format!(r#"{{"af":{{"top_brands":{entries}}}}}"#);
        let answer = Answer::parse(&body);
        assert_eq!(answer.map(|a| a.affinities(5).matches("score").count()), Some(5));
        assert_eq!(answer.map(|a| a.affinities(99).matches("score").count()), Some(8));
    }

    #[test]
    fn errors_may_be_a_list_or_one() {
        let errors = |body| Answer::parse(body).and_then(|answer| answer.errors());
        assert_eq!(errors(r#"{"errors":["a",{"key":"b"},4]}"#).as_deref(), Some(r#"["a","{\"key\":\"b\"}"]"#));
        assert_eq!(errors(r#"{"errors":"a"}"#).as_deref(), Some(r#"["a"]"#));
        assert_eq!(errors(r#"{"errors":[]}"#), None);
    }
}
