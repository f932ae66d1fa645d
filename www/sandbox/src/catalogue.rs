//! The catalogue of the demo shop: the same products, prices and pictures in every process,
//! built from compact tables without any input or output.
mod apparel;
mod colour;
mod home;
mod money;
mod picture;
mod row;
mod shape;
#[cfg(test)]
mod tests;

pub use money::{Amount, Currency, Money};
use row::Row;
use serde::Serialize;
use shape::Shape;
use std::collections::HashMap;

/// One thing the shop sells.
#[derive(Debug, Clone, Serialize)]
pub struct Product {
    /// Readable and safe in a URL: `linen-column-dress`.
    pub id: String,
    /// As shown: `Linen Column Dress`.
    pub name: String,
    /// Who makes it; all invented.
    pub brand: String,
    /// Slug of its [`Category`].
    pub category: &'static str,
    /// Two sentences of plain text.
    pub description: String,
    /// From-price: what the cheapest variant costs.
    pub price: Money,
    /// Price before a reduction.
    pub list_price: Option<Money>,
    /// At least one, and the first is available.
    pub variants: Vec<Variant>,
    /// Tenths of a star: 37–50.
    pub rating: u8,
    /// How many reviews the rating comes from.
    pub reviews: u32,
    /// Material and occasion: `linen`, `summer`.
    pub tags: Vec<&'static str>,
    /// Hue of the picture in degrees, 0–359.
    pub hue: u16,
    #[serde(skip)]
    colour: &'static str,
    #[serde(skip)]
    shape: Shape,
}

impl Product {
    /// The variant with this sku id.
    #[must_use]
    pub fn variant(&self, sku_id: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.id == sku_id)
    }
}

/// One colour and size of a product.
#[derive(Debug, Clone, Serialize)]
pub struct Variant {
    /// Sku id, unique over the catalogue: `linen-column-dress-ink-m`.
    pub id: String,
    /// As shown: `Ink, M`.
    pub name: String,
    /// Option label and value: `[("Colour", "Ink"), ("Size", "M")]`.
    pub options: Vec<(&'static str, &'static str)>,
    /// What this variant costs.
    pub price: Money,
    /// False when sold out.
    pub available: bool,
}

/// A shelf of the shop.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Category {
    /// For URLs: `dresses`.
    pub slug: &'static str,
    /// As shown: `Dresses`.
    pub name: &'static str,
    /// As sent in `vc` events: `/Women/Dresses`.
    pub path: &'static str,
    #[serde(skip)]
    care: &'static str,
    #[serde(skip)]
    size_label: &'static str,
    #[serde(skip)]
    sizes: &'static [Size],
}

#[derive(Debug, Clone, Copy)]
struct Size {
    name: &'static str,
    /// Per cent on top of the product's price.
    surcharge: i64,
}

const fn size(name: &'static str, surcharge: i64) -> Size {
    Size { name, surcharge }
}

const LETTERS: &[Size] = &[size("XS", 0), size("S", 0), size("M", 0), size("L", 0), size("XL", 0)];
const WAISTS: &[Size] = &[size("28", 0), size("30", 0), size("32", 0), size("34", 0), size("36", 0)];
const FEET: &[Size] = &[size("37", 0), size("39", 0), size("41", 0), size("43", 0), size("45", 0)];
const SETS: &[Size] = &[size("Single", 0), size("Set of 2", 90), size("Set of 4", 270)];
const CLOTHS: &[Size] = &[size("Small", 0), size("Large", 40)];
const POTS: &[Size] = &[size("Small", 0), size("Medium", 30), size("Large", 70)];

const fn category(
    slug: &'static str,
    name: &'static str,
    path: &'static str,
    care: &'static str,
    size_label: &'static str,
    sizes: &'static [Size],
) -> Category {
    Category { slug, name, path, care, size_label, sizes }
}

#[rustfmt::skip]
const SHELVES: &[(Category, &[Row])] = &[
    (category("dresses", "Dresses", "/Women/Dresses", "Cut and sewn in small runs; machine wash cool.", "Size", LETTERS), apparel::DRESSES),
    (category("knitwear", "Knitwear", "/Women/Knitwear", "Wash by hand, dry flat, mend when needed.", "Size", LETTERS), apparel::KNITWEAR),
    (category("shirts", "Shirts", "/Men/Shirts", "Pre-washed, so the size you try is the size it stays.", "Size", LETTERS), apparel::SHIRTS),
    (category("trousers", "Trousers", "/Men/Trousers", "Hems with room to let down.", "Waist", WAISTS), apparel::TROUSERS),
    (category("shoes", "Shoes", "/Accessories/Shoes", "True to size; half sizes take the larger.", "Size", FEET), apparel::SHOES),
    (category("bags", "Bags", "/Accessories/Bags", "Repairs are free for five years.", "Size", &[]), apparel::BAGS),
    (category("lighting", "Lighting", "/Home/Lighting", "Comes with a warm dimmable bulb.", "Size", &[]), home::LIGHTING),
    (category("tableware", "Tableware", "/Home/Tableware", "Dishwasher safe unless it is wood.", "Quantity", SETS), home::TABLEWARE),
    (category("textiles", "Textiles", "/Home/Textiles", "Washes softer every time.", "Size", CLOTHS), home::TEXTILES),
    (category("vases", "Vases & Candles", "/Home/Vases", "Packed in paper, never in plastic.", "Size", POTS), home::VASES),
];

/// All products and categories.
#[derive(Debug)]
pub struct Catalogue {
    products: Vec<Product>,
    categories: Vec<Category>,
    positions: HashMap<String, usize>,
}

impl Catalogue {
    /// Builds the catalogue from its tables: about a millisecond.
    #[must_use]
    pub fn load() -> Self {
        let products: Vec<Product> =
            SHELVES.iter().flat_map(|(category, rows)| rows.iter().map(|row| row.product(category))).collect();
        let positions = products.iter().enumerate().map(|(position, product)| (product.id.clone(), position)).collect();
        let categories = SHELVES.iter().map(|(category, _)| *category).collect();
        Self { products, categories, positions }
    }

    /// Every product, category by category.
    #[must_use]
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// The product with this id.
    #[must_use]
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.get(self.position(id)?)
    }

    /// Place of a product in [`Self::products`].
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Every category, in the order of the navigation.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The category with this slug.
    #[must_use]
    pub fn category(&self, slug: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.slug == slug)
    }

    /// Products of a category in catalogue order; none for an unknown slug.
    #[must_use]
    pub fn in_category(&self, slug: &str) -> Vec<&Product> {
        self.products.iter().filter(|product| product.category == slug).collect()
    }

    /// Products in which every word of `terms` occurs, best first: a word in the name weighs
    /// more than one in tags, brand, category or colours, and that more than one in the
    /// description. Blank terms find nothing.
    #[must_use]
    pub fn search(&self, terms: &str) -> Vec<&Product> {
        let words: Vec<String> = terms.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<(u32, &Product)> =
            self.products.iter().filter_map(|product| Some((self.relevance(product, &words)?, product))).collect();
        hits.sort_by_key(|(relevance, _)| std::cmp::Reverse(*relevance));
        hits.into_iter().map(|(_, product)| product).collect()
    }

    /// `None` when a word is found nowhere.
    fn relevance(&self, product: &Product, words: &[String]) -> Option<u32> {
        let category = self.category(product.category)?;
        words.iter().try_fold(0, |sum, word| {
            let contains = |text: &str| text.to_lowercase().contains(word);
            let labels = || {
                product.tags.iter().any(|tag| contains(tag))
                    || contains(&product.brand)
                    || contains(category.path)
                    || contains(category.name)
                    || product.variants.iter().any(|variant| contains(&variant.name))
            };
            let weight = match () {
                () if contains(&product.name) => 9,
                () if labels() => 3,
                () if contains(&product.description) => 1,
                () => return None,
            };
            Some(sum + weight)
        })
    }

    /// The generated picture of a product: a square SVG of about 1 KB.
    #[must_use]
    pub fn picture_svg(&self, id: &str) -> Option<String> {
        let product = self.product(id)?;
        Some(picture::draw(product, product.colour))
    }

    /// The picture in one of the shop's colours (`Ink`, `Clay`, …); `None` for an unknown
    /// product or colour.
    #[must_use]
    pub fn picture_svg_in(&self, id: &str, colour: &str) -> Option<String> {
        let product = self.product(id)?;
        colour::is_known(colour).then(|| picture::draw(product, colour))
    }
}
