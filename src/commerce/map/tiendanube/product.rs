//! Products, their variants and categories.

use super::{Options, address, language};
use crate::commerce::map::reader::{Mapped, Reader, map};
use crate::commerce::map::shapes::{Availability, Product, Sku};
use crate::commerce::money::Money;
use serde_json::Value;
use std::collections::BTreeMap;

/// More levels of categories than any shop has: where they lead in a circle, the way ends.
const MAX_DEPTH: usize = 16;

/// A product of the REST API or of NubeSDK. Prices are those of its variants: the least of those that can be bought.
pub fn product(value: &Value, options: &Options) -> Mapped<Product> {
    map("product", value, |product| {
        if !product.is_object() {
            return None;
        }
        let product_id = product.get("id").must(Reader::id)?;
        let name = product.get("name").must(|name| language::text(name, options));
        let images = Images::read(product);
        let published = product.get("published").flag().unwrap_or(true);
        let variants: Vec<_> =
            variants(product).into_iter().map(|variant| Variant::read(&variant, published)).collect();
        let skus: Vec<_> =
            variants.iter().filter_map(|variant| variant.sku(name.as_deref(), &images, options)).collect();
        let cheapest = cheapest(&skus);
        let alone = variants.first().filter(|_| variants.len() == 1);
        let categories = Categories::read(product, options);
        Some(Product {
            product_id,
            url: url(product, options),
            price: cheapest.map(|sku| sku.price),
            list_price: cheapest.and_then(|sku| sku.list_price),
            price_currency_code: options.currency.clone(),
            availability: Some(Availability::when(variants.iter().any(|variant| variant.available))),
            image_url: images.urls().next(),
            alternate_image_urls: images.urls().skip(1).collect(),
            category: categories.paths(),
            parent_category_id: categories.parents(),
            category_id: categories.ids,
            brand: product.get("brand").text(),
            description: language::text(&product.get("description"), options),
            tags1: tags(product),
            gtin: alone.and_then(|variant| variant.barcode.clone()),
            gender: variants.iter().find_map(|variant| variant.gender.clone()),
            age_group: variants.iter().find_map(|variant| variant.age_group.clone()),
            inventory_level: inventory(&variants),
            skus,
            name,
            ..Product::default()
        })
    })
}

/// Variants that are shown. A product without any real one still has one, where its price stands.
fn variants<'a>(product: &Reader<'a>) -> Vec<Reader<'a>> {
    let all = product.get("variants").must(Reader::list);
    let mut shown = all.unwrap_or_default();
    shown.retain(|variant| variant.get("visible").flag() != Some(false));
    shown
}

fn cheapest(skus: &[Sku]) -> Option<&Sku> {
    let available = skus.iter().filter(|sku| sku.availability == Availability::InStock).min_by_key(|sku| sku.price);
    available.or_else(|| skus.iter().min_by_key(|sku| sku.price))
}

/// All there is of a product; nothing where the shop does not count one of its variants.
fn inventory(variants: &[Variant]) -> Option<u64> {
    let add = |sum: u64, variant: &Variant| sum.checked_add(variant.stock?);
    (!variants.is_empty()).then(|| variants.iter().try_fold(0, add)).flatten()
}

fn tags(product: &Reader) -> Vec<String> {
    let tags = product.get("tags").text().unwrap_or_default();
    tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// The page of a product. The word before its handle depends on the shop's language: where the country is not known,
/// the main language tells.
fn url(product: &Reader, options: &Options) -> Option<String> {
    if let Some(canonical) = product.get("canonical_url").text() {
        return Some(address(canonical));
    }
    let handle = language::text(&product.get("handle"), options)?;
    let country = options.country.as_deref();
    let main = options.main_language.as_deref().unwrap_or_default();
    let is_brazil = country.map_or(main.starts_with("pt"), |country| country.eq_ignore_ascii_case("BR"));
    let word = if is_brazil { "produtos" } else { "productos" };
    Some(format!("https://{}/{word}/{handle}/", options.domain.as_deref()?))
}

struct Variant<'a> {
    reader: Reader<'a>,
    available: bool,
    /// `None` where the shop does not count.
    stock: Option<u64>,
    barcode: Option<String>,
    gender: Option<String>,
    age_group: Option<String>,
}

impl<'a> Variant<'a> {
    fn read(reader: &Reader<'a>, published: bool) -> Self {
        // No stock, or stock nobody manages, is as much as anybody wants.
        let managed = reader.get("stock_management").flag().unwrap_or(true);
        let stock = reader.get("stock").count().filter(|_| managed);
        Self {
            reader: reader.clone(),
            available: published && stock.is_none_or(|stock| stock > 0),
            stock: stock.map(|stock| u64::try_from(stock).unwrap_or(0)),
            barcode: reader.get("barcode").text(),
            gender: reader.get("gender").text(),
            age_group: reader.get("age_group").text(),
        }
    }

    /// What is to be paid, and what would be without a discount. No price means a price on request.
    fn prices(&self) -> Option<(Money, Option<Money>)> {
        let price = self.reader.get("price").money()?;
        let lower = |than: Money| move |amount: &Money| amount.is_positive() && *amount < than;
        if let Some(promotional) = self.reader.get("promotional_price").money().filter(lower(price)) {
            return Some((promotional, Some(price)));
        }
        let compared = self.reader.get("compare_at_price").money();
        Some((price, compared.filter(|compared| *compared > price)))
    }

    fn sku(&self, product: Option<&str>, images: &Images, options: &Options) -> Option<Sku> {
        let (price, list_price) = self.prices()?;
        let values = self.reader.get("values").list().unwrap_or_default();
        let values: Vec<_> = values.iter().filter_map(|value| language::text(value, options)).collect();
        let code = self.reader.get("sku").text().map(|code| ("sku".to_owned(), code));
        Some(Sku {
            id: self.reader.get("id").must(Reader::id)?,
            name: if values.is_empty() { product?.to_owned() } else { values.join(", ") },
            price,
            list_price,
            availability: Availability::when(self.available),
            image_url: self.reader.get("image_id").id().and_then(|id| images.url(&id)),
            gtin: self.barcode.clone(),
            inventory_level: self.stock,
            custom_fields: BTreeMap::from_iter(code),
        })
    }
}

/// Pictures by id, in the shop's order.
struct Images(Vec<(Option<String>, String)>);

impl Images {
    fn read(product: &Reader) -> Self {
        let read = |image: Reader| Some((image.get("id").id(), address(image.get("src").text()?)));
        let images = product.get("images").list().unwrap_or_default();
        Self(images.into_iter().filter_map(read).collect())
    }

    fn urls(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(_, url)| url.clone())
    }

    fn url(&self, id: &str) -> Option<String> {
        self.0.iter().find(|(known, _)| known.as_deref() == Some(id)).map(|(_, url)| url.clone())
    }
}

/// The categories of a product: ids in one version of the API, objects in another.
struct Categories {
    ids: Vec<String>,
    /// Name and parent by id, as far as anything said them.
    known: BTreeMap<String, (Option<String>, Option<String>)>,
}

impl Categories {
    fn read(product: &Reader, options: &Options) -> Self {
        let mut categories = Self { ids: Vec::new(), known: BTreeMap::new() };
        for category in &options.categories {
            map("options.categories", category, |category| categories.learn(category, options));
        }
        for category in product.get("categories").list().unwrap_or_default() {
            let id = if category.value().is_object() { categories.learn(&category, options) } else { category.id() };
            categories.ids.extend(id);
        }
        categories
    }

    fn learn(&mut self, category: &Reader, options: &Options) -> Option<String> {
        let id = category.get("id").id()?;
        let name = language::text(&category.get("name"), options);
        // The top has no parent, or one of number 0.
        let parent = category.any(&["parent", "parent_id"]).id().filter(|parent| parent != "0");
        self.known.insert(id.clone(), (name, parent));
        Some(id)
    }

    fn paths(&self) -> Vec<String> {
        self.ids.iter().filter_map(|id| self.path(id, MAX_DEPTH)).collect()
    }

    /// `/Women/Shoes`. Where a parent is not known, the path begins below it.
    fn path(&self, id: &str, left: usize) -> Option<String> {
        let (name, parent) = self.known.get(id)?;
        let above = parent.as_deref().filter(|_| left > 0).and_then(|parent| self.path(parent, left - 1));
        Some(format!("{}/{}", above.unwrap_or_default(), name.as_deref()?))
    }

    fn parents(&self) -> Vec<String> {
        let mut parents = Vec::new();
        for parent in self.ids.iter().filter_map(|id| self.known.get(id)?.1.clone()) {
            if !parents.contains(&parent) {
                parents.push(parent);
            }
        }
        parents
    }
}
