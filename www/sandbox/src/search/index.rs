//! The words of the catalogue in an FTS5 table, and what a shopper's text finds there.
use super::field::custom_fields;
use super::input::QueryField;
use super::typo;
use crate::catalogue::Catalogue;
use rusqlite::{Connection, params};
use std::sync::{Mutex, PoisonError};

/// Columns with how much a word in them weighs, and the priority they are searched with.
const COLUMNS: [(&str, f64, QueryField); 6] = [
    ("name", 10.0, QueryField::High),
    ("brand", 4.0, QueryField::High),
    ("category", 4.0, QueryField::Medium),
    ("tags", 3.0, QueryField::Medium),
    ("colours", 3.0, QueryField::Medium),
    ("description", 1.0, QueryField::Low),
];

/// What was found: product positions with their relevance (0–1, best first), and for which words.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub hits: Vec<(usize, f64)>,
    /// The text after correction.
    pub query: String,
    /// The text before it, when there was one.
    pub original: Option<String>,
    /// Words were replaced by several that are near.
    pub fuzzy: bool,
}

/// The index; one connection to a database in memory.
#[derive(Debug)]
pub struct Index {
    connection: Mutex<Connection>,
    vocabulary: Vec<String>,
}

impl Index {
    /// Indexes the catalogue: some milliseconds.
    ///
    /// # Errors
    /// When SQLite was built without FTS5.
    pub fn new(catalogue: &Catalogue) -> rusqlite::Result<Self> {
        let connection = Connection::open_in_memory()?;
        let columns = COLUMNS.map(|(name, ..)| name).join(", ");
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE docs USING fts5({columns}, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
             CREATE VIRTUAL TABLE words USING fts5vocab(docs, 'row');"
        ))?;
        for (position, product) in catalogue.products().iter().enumerate() {
            let category = catalogue.category(product.category);
            let shelf = category.map(|category| format!("{} {}", category.name, category.path)).unwrap_or_default();
            let colours: Vec<&str> = custom_fields(product)
                .into_iter()
                .filter(|(key, _)| *key == "colour")
                .map(|(_, value)| value)
                .collect();
            connection.execute(
                &format!("INSERT INTO docs (rowid, {columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
                params![
                    position,
                    product.name,
                    product.brand,
                    shelf,
                    product.tags.join(" "),
                    colours.join(" "),
                    product.description
                ],
            )?;
        }
        let vocabulary = connection
            .prepare("SELECT term FROM words ORDER BY cnt DESC, term")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { connection: Mutex::new(connection), vocabulary })
    }

    /// Products with every word of the text, in any form. A word that occurs nowhere is taken for the nearest ones.
    pub fn search(&self, text: &str, priorities: Option<&[QueryField]>) -> rusqlite::Result<Found> {
        let typed = words(text);
        let columns = columns(priorities);
        let mut alternatives: Vec<Vec<String>> = typed.iter().map(|word| forms(word)).collect();
        let hits = self.matching(&alternatives, &columns)?;
        if !hits.is_empty() || typed.is_empty() {
            return Ok(Found { hits, query: text.to_owned(), ..Found::default() });
        }
        let mut corrected = Vec::new();
        for (word, alternative) in typed.iter().zip(&mut alternatives) {
            if self.matching(std::slice::from_ref(alternative), &columns)?.is_empty() {
                *alternative = self.near(word);
            }
            corrected.push(alternative.first().cloned().unwrap_or_default());
        }
        let fuzzy = alternatives.iter().zip(&typed).any(|(near, word)| near.len() > 1 && !near.contains(word));
        let hits = self.matching(&alternatives, &columns)?;
        let corrected = corrected.join(" ");
        if hits.is_empty() || corrected == text {
            return Ok(Found { hits, query: text.to_owned(), ..Found::default() });
        }
        if fuzzy {
            return Ok(Found { hits, query: text.to_owned(), original: None, fuzzy });
        }
        Ok(Found { hits, query: corrected, original: Some(text.to_owned()), fuzzy })
    }

    /// The words nearest to this one, at most three; none when all are far.
    fn near(&self, word: &str) -> Vec<String> {
        let limit = typo::forgiven(word.chars().count());
        let apart = self.vocabulary.iter().map(|known| (typo::distance(word, known), known));
        let mut near: Vec<(usize, &String)> = apart.filter(|(apart, _)| *apart > 0 && *apart <= limit).collect();
        let least = near.iter().map(|(apart, _)| *apart).min();
        near.retain(|(apart, _)| Some(*apart) == least);
        near.into_iter().take(3).map(|(_, known)| known.clone()).collect()
    }

    /// Products that hold one of each list of words, as beginnings of theirs.
    fn matching(&self, alternatives: &[Vec<String>], columns: &str) -> rusqlite::Result<Vec<(usize, f64)>> {
        if alternatives.is_empty() || alternatives.iter().any(Vec::is_empty) {
            return Ok(Vec::new());
        }
        // Words are letters and digits only, so the quotes hold.
        let one_of = |words: &Vec<String>| {
            let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
            format!("({})", quoted.join(" OR "))
        };
        let all: Vec<String> = alternatives.iter().map(one_of).collect();
        let weights = COLUMNS.map(|(_, weight, _)| weight.to_string()).join(", ");
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let mut statement = connection.prepare_cached(&format!(
            "SELECT rowid, bm25(docs, {weights}) AS rank FROM docs WHERE docs MATCH ?1 ORDER BY rank, rowid"
        ))?;
        let rows = statement.query_map([format!("{columns}{}", all.join(" AND "))], |row| {
            Ok((row.get::<_, usize>(0)?, -row.get::<_, f64>(1)?))
        })?;
        let hits = rows.collect::<rusqlite::Result<Vec<(usize, f64)>>>()?;
        let best = hits.iter().map(|(_, score)| *score).fold(f64::MIN_POSITIVE, f64::max);
        Ok(hits.into_iter().map(|(position, score)| (position, score / best)).collect())
    }
}

/// The column filter of these priorities; none when all columns are meant.
fn columns(priorities: Option<&[QueryField]>) -> String {
    let Some(priorities) = priorities else { return String::new() };
    let chosen = COLUMNS.iter().filter(|(.., priority)| priorities.contains(priority)).map(|(name, ..)| *name);
    let chosen: Vec<&str> = chosen.collect();
    if chosen.is_empty() { String::new() } else { format!("{{{}}} : ", chosen.join(" ")) }
}

/// Lower-case words of letters and digits.
pub fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The word, and what it may be the plural of.
fn forms(word: &str) -> Vec<String> {
    let singular = ["es", "s"].iter().filter_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() > 2);
    std::iter::once(word.to_owned()).chain(singular.map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Found, Index};
    use crate::catalogue::Catalogue;

    fn search(text: &str) -> (Vec<String>, Found) {
        let catalogue = Catalogue::load();
        let found = Index::new(&catalogue).unwrap().search(text, None).unwrap();
        let ids = found.hits.iter().map(|(position, _)| catalogue.products()[*position].id.clone()).collect();
        (ids, found)
    }

    #[test]
    fn finds_beginnings_plurals_and_words_of_several_fields() {
        let lamps = search("lamp").0;
        assert!(lamps.len() > 5 && lamps[..5].iter().all(|id| id.contains("lamp")), "{lamps:?}");
        assert_eq!(search("LAMPS").0, lamps);
        assert!(search("mushr").0.contains(&"mushroom-table-lamp".to_owned()));
        assert_eq!(search("bouclé").0, search("boucle").0);
        assert_eq!(search("lumary clip lamp").0, ["clip-lamp"]);
        assert!(search("  ").0.is_empty());
        assert!(search("\" OR * -name:").0.is_empty());
    }

    #[test]
    fn forgives_slips_and_says_so() {
        let (ids, found) = search("mushrom lamp");
        assert_eq!(ids[0], "mushroom-table-lamp");
        assert_eq!(
            (found.query.as_str(), found.original.as_deref(), found.fuzzy),
            ("mushroom lamp", Some("mushrom lamp"), false)
        );
        assert!(search("submarine").0.is_empty());
    }
}
