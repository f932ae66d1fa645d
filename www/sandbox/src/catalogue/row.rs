//! One line of the catalogue's tables, and how it becomes a product.
use super::shape::Shape;
use super::{Category, Money, Product, Variant, colour};

/// A product before its variants, rating and identifiers are derived.
pub(super) struct Row {
    name: &'static str,
    shape: Shape,
    /// Colour names, separated by blanks; the first is the colour of the picture.
    colours: &'static str,
    /// Price in euro cents.
    price: i64,
    /// Price before the reduction in euro cents; 0 = not reduced.
    list_price: i64,
    brand: &'static str,
    tags: &'static str,
    description: &'static str,
}

/// Keeps the tables one line a product.
#[allow(clippy::too_many_arguments, reason = "a table row, read by column")]
pub(super) const fn row(
    name: &'static str,
    shape: Shape,
    colours: &'static str,
    price: i64,
    list_price: i64,
    brand: &'static str,
    tags: &'static str,
    description: &'static str,
) -> Row {
    Row { name, shape, colours, price, list_price, brand, tags, description }
}

impl Row {
    /// The product of this row in `category`, whose sizes it takes.
    pub(super) fn product(&self, category: &Category) -> Product {
        let id = slug(self.name);
        let seed = hash(&id);
        let variants = self.variants(&id, category);
        let first_colour = self.colours.split(' ').next().unwrap_or_default();
        Product {
            name: self.name.to_owned(),
            brand: self.brand.to_owned(),
            category: category.slug,
            description: format!("{} {}", self.description, category.care),
            price: Money::from_euro_cents(self.price),
            list_price: (self.list_price > 0).then(|| Money::from_euro_cents(self.list_price)),
            variants,
            rating: 37 + u8::try_from(seed % 14).unwrap_or_default(),
            reviews: 3 + u32::try_from(seed / 14 % 240).unwrap_or_default(),
            tags: self.tags.split(' ').collect(),
            hue: colour::hue(first_colour),
            colour: first_colour,
            shape: self.shape,
            id,
        }
    }

    /// Every colour in every size. About one variant in eight is sold out, never the first,
    /// so that every product can be bought.
    fn variants(&self, id: &str, category: &Category) -> Vec<Variant> {
        let mut variants = Vec::new();
        for colour in self.colours.split(' ') {
            for size in category.sizes {
                let sku = format!("{id}-{}-{}", slug(colour), slug(size.name));
                let available = variants.is_empty() || !hash(&sku).is_multiple_of(8);
                variants.push(Variant {
                    name: format!("{colour}, {}", size.name),
                    options: vec![("Colour", colour), (category.size_label, size.name)],
                    price: Money::from_euro_cents(self.price + self.price * size.surcharge / 100),
                    available,
                    id: sku,
                });
            }
            if category.sizes.is_empty() {
                let sku = format!("{id}-{}", slug(colour));
                let available = variants.is_empty() || !hash(&sku).is_multiple_of(8);
                variants.push(Variant {
                    name: colour.to_owned(),
                    options: vec![("Colour", colour)],
                    price: Money::from_euro_cents(self.price),
                    available,
                    id: sku,
                });
            }
        }
        variants
    }
}

/// Lower case, ASCII, words joined by hyphens: `Bouclé Cushion` → `boucle-cushion`.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'é' => slug.push('e'),
            letter if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// FNV-1a: ratings and stock look random and are the same in every process.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)) >> 16
}
