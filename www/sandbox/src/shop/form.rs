//! Fields of forms with their labels and problems, tied together for assistive technology.
use super::fields::Fields;
use maud::{Markup, html};

/// A labelled text field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    required: bool,
}

impl Field {
    /// A text field that may stay empty.
    #[must_use]
    pub const fn new(name: &'static str, label: &'static str) -> Self {
        Self { name, label, kind: "text", autocomplete: "off", required: false }
    }

    /// The input's type: `email`, `tel`.
    #[must_use]
    pub const fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// What a browser may fill in: `given-name`.
    #[must_use]
    pub const fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// Must not stay empty.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The field with what was typed and what is wrong with it.
    #[must_use]
    pub fn render(self, fields: &Fields, problems: &[(&str, &str)]) -> Markup {
        let problem = problems.iter().find(|(name, _)| *name == self.name).map(|(_, text)| *text);
        let note = format!("{}-problem", self.name);
        html! {
            div.field {
                label for=(self.name) { (self.label) @if !self.required { span.hint { " (optional)" } } }
                input.input id=(self.name) name=(self.name) type=(self.kind) value=(fields.text(self.name)) autocomplete=(self.autocomplete)
                    required[self.required] aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| &note)];
                @if let Some(text) = problem { p.problem id=(note) { (text) } }
            }
        }
    }
}

/// What is wrong with a form, above it and focused, each problem a link to its field.
#[must_use]
pub fn problem_summary(problems: &[(&str, &str)]) -> Markup {
    html! {
        @if !problems.is_empty() {
            div.message.problem tabindex="-1" role="alert" data-focus data-test="problems" {
                p { "Please correct this:" }
                ul { @for (name, text) in problems { li { a href={ "#" (name) } { (text) } } } }
            }
        }
    }
}

/// The box that asks for the newsletter; never ticked beforehand.
#[must_use]
pub fn newsletter(ticked: bool) -> Markup {
    html! {
        label.check {
            input type="checkbox" name="newsletter" id="newsletter" value="yes" checked[ticked];
            span { "Send me the newsletter, about once a month" }
        }
    }
}
