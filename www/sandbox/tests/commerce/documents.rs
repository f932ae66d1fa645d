//! The table of rules names tests that exist.

const TABLE: &str = include_str!("../../../../docs/commerce.md");

const TESTS: [&str; 7] = [
    include_str!("tiendanube.rs"),
    include_str!("tiendanube_limits.rs"),
    include_str!("tiendanube_orders.rs"),
    include_str!("tiendanube_webhooks.rs"),
    include_str!("customer.rs"),
    include_str!("nexus.rs"),
    include_str!("nexus_limits.rs"),
];

/// Where the table of rules begins.
const HEADING: &str = "## What the systems' documents state";

#[test]
fn every_server_rule_names_a_test() {
    let (_, table) = TABLE.split_once(HEADING).unwrap();
    let mut rules = 0;
    for row in table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| sentence") && !line.starts_with("| ---"))
    {
        let server = row.split(" | ").nth(1).unwrap();
        let names: Vec<&str> = server.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty() || server == "–", "{row}");
        for name in names {
            let test = format!("#[test]\nfn {name}()");
            assert!(TESTS.iter().any(|file| file.contains(&test)), "{name}");
            rules += 1;
        }
    }
    assert!(rules > 60, "{rules}");
}
