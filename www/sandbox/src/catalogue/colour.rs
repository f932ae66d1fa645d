//! The named colours of the shop, and the shades a picture needs of each.

/// Name and `(hue 0–359, saturation %, lightness %)`.
const COLOURS: &[(&str, (u16, u16, u16))] = &[
    ("Ink", (216, 38, 27)),
    ("Clay", (15, 46, 52)),
    ("Oat", (38, 36, 74)),
    ("Moss", (78, 26, 42)),
    ("Slate", (208, 14, 44)),
    ("Rose", (354, 40, 68)),
    ("Chalk", (42, 26, 90)),
    ("Saffron", (38, 72, 52)),
    ("Plum", (324, 26, 32)),
    ("Sky", (205, 40, 68)),
    ("Forest", (152, 30, 26)),
    ("Sage", (110, 14, 60)),
    ("Sand", (33, 36, 66)),
    ("Coal", (240, 5, 20)),
    ("Brick", (10, 52, 40)),
    ("Sea", (186, 38, 38)),
    ("Brass", (40, 50, 48)),
    ("Lilac", (260, 26, 70)),
];

/// A neutral for a name that is no colour of ours.
const UNKNOWN: (u16, u16, u16) = (30, 10, 60);

/// Whether `name` is a colour of the shop.
pub(super) fn is_known(name: &str) -> bool {
    COLOURS.iter().any(|(known, _)| *known == name)
}

/// Hue of a named colour in degrees.
pub(super) fn hue(name: &str) -> u16 {
    hsl(name).0
}

/// The shades one picture is drawn with, as CSS colours.
pub(super) struct Shades {
    /// The product's own colour.
    pub(super) main: String,
    /// Folds, seams, the side away from the light.
    pub(super) dark: String,
    /// The side towards the light.
    pub(super) light: String,
    /// Top of the soft background.
    pub(super) sky: String,
    /// Bottom of the soft background.
    pub(super) floor: String,
    /// The shadow under the product.
    pub(super) shadow: String,
}

/// Derives all shades of a picture from one colour name.
pub(super) fn shades(name: &str) -> Shades {
    let (hue, saturation, lightness) = hsl(name);
    let css = |s: u16, l: u16| format!("hsl({hue} {s}% {l}%)");
    // Pale things need a deeper wall behind them, or they vanish at 64 px.
    let wall = if lightness > 80 { 8 } else { 0 };
    Shades {
        main: css(saturation, lightness),
        dark: css(saturation, lightness.saturating_sub(if lightness > 30 { 13 } else { 9 })),
        light: css(saturation, (lightness + 11).min(97)),
        sky: css(saturation.min(34) / 2 + 6, 95 - wall),
        floor: css(saturation.min(34) / 2 + 6, 87 - wall),
        shadow: css(saturation.min(34) / 2 + 4, 72 - wall),
    }
}

fn hsl(name: &str) -> (u16, u16, u16) {
    COLOURS.iter().find(|(known, _)| *known == name).map_or(UNKNOWN, |(_, hsl)| *hsl)
}
