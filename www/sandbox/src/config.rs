//! The command line.
use std::path::PathBuf;

/// How to run the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// TCP port; 0 picks a free one.
    pub port: u16,
    /// SQLite file, created when missing.
    pub db: PathBuf,
    /// Folder of the built library.
    pub dist: PathBuf,
    /// Folder of the demo.
    pub www: PathBuf,
    /// Folder of test pages.
    pub pages: Option<PathBuf>,
    /// Serve the shop systems too, and write the certificate their clients must trust to this file.
    pub commerce: Option<PathBuf>,
    /// Answer no request before it is in the file, so that even killing the server loses nothing it has confirmed.
    pub durable: bool,
}

/// What `--help` prints.
pub const USAGE: &str = "\
sandbox [--port 4173] [--db www/data/sandbox.sqlite] [--dist pkg/dist] [--www www] [--pages DIR] [--commerce CA.pem] [--durable]
The port may also come from $PORT; 0 picks a free one.
--commerce serves Tiendanube, the Customer API and NexusCommerce on ports of their own, under TLS, and writes the
certificate to trust to that file.
--durable answers a request when it is in the file, not before.";

impl Config {
    /// Reads arguments (without the program's name) over `port` from the environment.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn read(mut arguments: impl Iterator<Item = String>, port: Option<&str>) -> Result<Self, String> {
        let mut config = Self {
            port: port.map_or(Ok(4173), read_port)?,
            db: "www/data/sandbox.sqlite".into(),
            dist: "pkg/dist".into(),
            www: "www".into(),
            pages: None,
            commerce: None,
            durable: false,
        };
        while let Some(flag) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{flag} needs a value"));
            match flag.as_str() {
                "--port" => config.port = read_port(&value()?)?,
                "--db" => config.db = value()?.into(),
                "--dist" => config.dist = value()?.into(),
                "--www" => config.www = value()?.into(),
                "--commerce" => config.commerce = Some(value()?.into()),
                "--durable" => config.durable = true,
                "--pages" => config.pages = Some(value()?.into()),
                _ => return Err(format!("unknown argument {flag}\n{USAGE}")),
            }
        }
        Ok(config)
    }
}

fn read_port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("{text:?} is no port"))
}

#[cfg(test)]
mod tests {
    use super::Config;

    fn read(line: &str, port: Option<&str>) -> Result<Config, String> {
        Config::read(line.split_whitespace().map(str::to_owned), port)
    }

    #[test]
    fn flags_win_over_the_environment_and_defaults() {
        assert_eq!(read("", None).unwrap().port, 4173);
        assert_eq!(read("", Some("81")).unwrap().port, 81);
        let config = read("--port 0 --db a.db --pages p", Some("81")).unwrap();
        assert_eq!(config.port, 0);
        assert_eq!(config.db.to_str(), Some("a.db"));
        assert_eq!(config.pages.as_deref(), Some("p".as_ref()));
    }

    #[test]
    fn mistakes_are_told() {
        assert!(read("--port x", None).is_err());
        assert!(read("--port", None).is_err());
        assert!(read("--colour blue", None).unwrap_err().contains("unknown argument"));
    }
}
