//! The document: finding placements and filling them.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlDocument, HtmlScriptElement};

use super::Browser;
use crate::core::json;
use crate::ports::{Page, Report};

/// The class that makes an element with an id a placement.
const PLACEMENT_CLASS: &str = "nosto_element";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Option<HtmlDocument>;
}

/// The document, where there is one.
pub fn document() -> Option<HtmlDocument> {
    DOCUMENT.with(Clone::clone)
}

impl Page for Browser {
    fn inject(&self, markup: &str) -> Report {
        inject_into(markup, placement)
    }
}

/// The element of a placement. Its class counts as well as its id: a page may use the id for something else.
pub fn placement(id: &str) -> Option<Element> {
    let element = document()?.get_element_by_id(id)?;
    element.class_list().contains(PLACEMENT_CLASS).then_some(element)
}

/// Puts `markup` (placement to HTML) into the elements `find` names.
pub fn inject_into(markup: &str, find: impl Fn(&str) -> Option<Element>) -> Report {
    let mut report = Report::default();
    for (placement, html) in json::members(markup) {
        let element = find(&placement);
        let list = if element.is_some() { &mut report.filled } else { &mut report.unfilled };
        list.push(json::quoted(&placement));
        if let (Some(element), Some(html)) = (element, json::text(html)) {
            element.set_inner_html(&html);
            run_scripts(&element);
        }
    }
    report
}

/// Markup that is set does not run its scripts; a copy of each that is inserted anew does, under the page's
/// own content security policy.
fn run_scripts(element: &Element) {
    let scripts = element.get_elements_by_tag_name("script");
    let scripts: Vec<Element> = (0..scripts.length()).filter_map(|at| scripts.item(at)).collect();
    for script in scripts {
        let copy = document().and_then(|document| document.create_element("script").ok());
        let Some(copy) = copy else { return };
        for name in script.get_attribute_names() {
            let name = name.as_string().unwrap_or_default();
            let _ = copy.set_attribute(&name, &script.get_attribute(&name).unwrap_or_default());
        }
        copy.unchecked_ref::<HtmlScriptElement>().set_nonce(&script.unchecked_ref::<HtmlScriptElement>().nonce());
        copy.set_text_content(script.text_content().as_deref());
        let _ = script.replace_with_with_node_1(&copy);
    }
}
