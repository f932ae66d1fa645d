//! Events and what they are attributed to: the tuples of the wire.

use super::diagnostic::Diagnostics;
use super::json::{self, Kind as Json, Writer};
use super::schema::{self, Kind};

/// The platform's event codes (see the documentation of `EventType` in the type definitions).
const TYPES: [&str; 17] =
    ["vp", "lp", "dp", "rp", "bp", "vc", "or", "is", "cp", "ec", "es", "gc", "src", "cpr", "pl", "cc", "con"];

/// Names of an event's parts in an object, in the order of the tuple.
const PARTS: [&str; 6] = ["type", "target", "ref", "refSrc", "targetFragment", "refType"];

/// An event as the parts of its wire tuple, each a raw JSON string:
/// `[type, target?, ref?, refSrc?, targetFragment?, refType?]`.
#[derive(Clone, Debug, Default)]
pub struct Event([Option<String>; 6]);

impl Event {
    /// An event of `kind` on `target`, attributed to the result id `reference`; `fragment` says which part of the
    /// target is meant, such as the SKU of a product. All but `kind` are raw JSON strings.
    pub fn new(kind: &str, target: &str, reference: Option<String>, fragment: Option<String>) -> Self {
        Self([Some(json::quoted(kind)), Some(target.into()), reference, None, fragment, None])
    }

    /// Reads the parts a page gave: one event object, or the parts in the order of the tuple.
    pub fn read(args: &[&str], problems: &mut Diagnostics) -> Option<Self> {
        let outside = problems.enter("event");
        let object = args.first().copied().filter(|first| json::kind(first) == Json::Object);
        let mut event = Self::default();
        for ((index, name), part) in PARTS.iter().enumerate().zip(&mut event.0) {
            let given = match object {
                Some(object) => json::get(object, name),
                None => args.get(index).copied().filter(|value| *value != "null"),
            };
            *part = given.and_then(|value| schema::read_at(name, &Kind::Text, value, problems));
        }
        let known = TYPES.contains(&json::bare(event.0[0].as_deref().unwrap_or("")));
        if !known {
            problems.report_at("type", "invalid");
        }
        problems.leave(outside);
        known.then_some(event)
    }

    /// Reads the tuples in member `events` of a message.
    pub fn read_all(message: &str, problems: &mut Diagnostics) -> Vec<Self> {
        let tuples = json::elements(json::get(message, "events").unwrap_or("[]"));
        tuples.filter_map(|tuple| Self::read(&json::elements(tuple).collect::<Vec<_>>(), problems)).collect()
    }

    /// Attributes the view of a product to `origin` (`{ref, refSrc, refType}`); says whether that was done. An
    /// event that names a result itself keeps it. What is no text was stored by somebody else.
    pub fn attribute(&mut self, origin: &str) -> bool {
        let open = self.0[0].as_deref() == Some(r#""vp""#) && self.0[2].is_none();
        if open {
            for (name, part) in PARTS.iter().zip(&mut self.0).skip(2) {
                if let Some(value) = json::get(origin, name).filter(|raw| json::kind(raw) == Json::Text) {
                    *part = Some(value.into());
                }
            }
        }
        open
    }

    /// Whether this event says that something was looked at, which `trackEvents: false` asks not to record.
    pub fn is_view(&self) -> bool {
        matches!(self.0[0].as_deref(), Some(r#""vp""# | r#""vc""# | r#""is""#))
    }

    /// The wire tuple: a skipped middle part is `null`, trailing ones are left out.
    pub fn to_tuple(&self) -> String {
        let mut tuple = Writer::list();
        let mut skipped = 0;
        for part in &self.0 {
            let Some(part) = part else {
                skipped += 1;
                continue;
            };
            for _ in 0..std::mem::take(&mut skipped) {
                tuple.push("null");
            }
            tuple.push(part);
        }
        tuple.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Option<String> {
        Event::read(args, &mut Diagnostics::new("event")).map(|event| event.to_tuple())
    }

    #[test]
    fn tuples_skip_with_null_and_are_trimmed() {
        assert_eq!(Event::new("vp", r#""1""#, None, Some(r#""s""#.into())).to_tuple(), r#"["vp","1",null,null,"s"]"#);
        assert_eq!(read(&[r#""vp""#, "12", "null", "null"]).as_deref(), Some(r#"["vp","12"]"#));
    }

    #[test]
    fn objects_and_positions_mean_the_same() {
        let tuple = r#"["con","c","r","s","f","oc"]"#;
        assert_eq!(read(&[r#""con""#, r#""c""#, r#""r""#, r#""s""#, r#""f""#, r#""oc""#]).as_deref(), Some(tuple));
        assert_eq!(
            read(&[r#"{"refType":"oc","type":"con","target":"c","ref":"r","refSrc":"s","targetFragment":"f"}"#])
                .as_deref(),
            Some(tuple)
        );
    }

    #[test]
    fn every_gap_is_filled_once() {
        let event = r#"{"type":"con","target":"c","refSrc":"s","refType":"oc"}"#;
        assert_eq!(read(&[event]).as_deref(), Some(r#"["con","c",null,"s",null,"oc"]"#));
    }

    #[test]
    fn a_view_without_a_reference_takes_that_of_its_page() {
        let mut event = Event::new("vp", r#""1""#, None, Some(r#""s""#.into()));
        assert!(event.attribute(r#"{"ref":"r","refType":"email"}"#));
        assert_eq!(event.to_tuple(), r#"["vp","1","r",null,"s","email"]"#);
        assert!(!event.attribute(r#"{"ref":"other"}"#));
        assert_eq!(event.to_tuple(), r#"["vp","1","r",null,"s","email"]"#);
    }

    #[test]
    fn unknown_types_are_dropped() {
        assert_eq!(read(&[r#""xx""#, r#""1""#]), None);
        assert_eq!(read(&[]), None);
    }
}
