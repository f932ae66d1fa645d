//! The SQLite file: every request on the wire, one row each, in order of arrival.
//!
//! A thread of its own writes in batches. A row is on its way at most [`FLUSH`] before its
//! transaction is committed, and all are written at a graceful end; a crash of the process can
//! lose the last batch unless the file is durable, a crash of the machine what the system had not
//! yet put on disk (`synchronous = NORMAL` in WAL mode never damages the file).
use crate::journal::Entry;
use crate::visitor::Flags;
use rusqlite::{Connection, Row, params};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a row waits for others at most.
const FLUSH: Duration = Duration::from_millis(50);

/// Rows of one transaction at most.
const BATCH: usize = 2_000;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS requests (
        seq INTEGER PRIMARY KEY, account TEXT NOT NULL, at INTEGER NOT NULL,
        method TEXT NOT NULL, path TEXT NOT NULL, rid TEXT, visitor TEXT,
        flags INTEGER NOT NULL, body TEXT, duplicate INTEGER NOT NULL, applied INTEGER NOT NULL,
        status INTEGER NOT NULL, content_type TEXT, origin TEXT, answer TEXT
    );";

const INSERT: &str = "INSERT INTO requests VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)";

enum Command {
    Insert {
        account: &'static str,
        entry: Arc<Entry>,
    },
    Reset {
        account: &'static str,
    },
    /// Commit what came before, then say so.
    Confirm(SyncSender<()>),
}

/// The way to the file.
#[derive(Debug)]
pub struct Database {
    sender: Option<Sender<Command>>,
    durable: bool,
    writer: Option<JoinHandle<()>>,
}

impl Database {
    /// Opens or creates the file and hands every stored row, oldest first, to `replay`. A `durable` one has a request
    /// written before it is answered.
    ///
    /// # Errors
    /// When the file is no database or cannot be written.
    pub fn open(path: &Path, durable: bool, mut replay: impl FnMut(&str, Entry)) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.execute_batch(SCHEMA)?;
        {
            let mut statement = connection.prepare("SELECT * FROM requests ORDER BY seq")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                replay(&row.get::<_, String>(1)?, read(row)?);
            }
        }
        let (sender, receiver) = channel();
        let writer = std::thread::Builder::new()
            .name("sqlite".into())
            .spawn(move || write(connection, &receiver))
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        Ok(Self { sender: Some(sender), durable, writer: Some(writer) })
    }

    /// Stores one request.
    pub fn insert(&self, account: &'static str, entry: Arc<Entry>) {
        self.send(Command::Insert { account, entry });
        if self.durable {
            let (confirm, confirmed) = sync_channel(1);
            self.send(Command::Confirm(confirm));
            // Fails only when the writer died, which it has reported itself.
            let _ = confirmed.recv();
        }
    }

    /// Forgets every request of an account.
    pub fn reset(&self, account: &'static str) {
        self.send(Command::Reset { account });
    }

    fn send(&self, command: Command) {
        if let Some(sender) = &self.sender {
            // Fails only when the writer died, which it has reported itself.
            let _ = sender.send(command);
        }
    }
}

/// Waits until everything is written.
impl Drop for Database {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

fn write(mut connection: Connection, receiver: &Receiver<Command>) {
    while let Ok(first) = receiver.recv() {
        let mut batch = vec![first];
        let deadline = Instant::now() + FLUSH;
        while batch.len() < BATCH && !matches!(batch.last(), Some(Command::Confirm(_))) {
            match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(command) => batch.push(command),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        if let Err(error) = commit(&mut connection, &batch) {
            eprintln!("sandbox: {} requests were not stored: {error}", batch.len());
        }
        for command in &batch {
            if let Command::Confirm(confirm) = command {
                let _ = confirm.send(());
            }
        }
    }
}

fn commit(connection: &mut Connection, batch: &[Command]) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for command in batch {
        match command {
            Command::Insert { account, entry } => {
                transaction.prepare_cached(INSERT)?.execute(params![
                    entry.seq,
                    account,
                    entry.at,
                    entry.method,
                    entry.path,
                    entry.rid,
                    entry.visitor,
                    bits(entry.flags),
                    entry.body,
                    entry.duplicate,
                    entry.applied,
                    entry.status,
                    entry.content_type,
                    entry.origin,
                    entry.answer,
                ])?;
            }
            Command::Reset { account } => {
                transaction.execute("DELETE FROM requests WHERE account = ?1", [account])?;
            }
            Command::Confirm(_) => {}
        }
    }
    transaction.commit()
}

fn read(row: &Row) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(2)?,
        method: row.get(3)?,
        path: row.get(4)?,
        rid: row.get(5)?,
        visitor: row.get(6)?,
        flags: flags(row.get(7)?),
        body: row.get(8)?,
        duplicate: row.get(9)?,
        applied: row.get(10)?,
        status: row.get(11)?,
        content_type: row.get(12)?,
        origin: row.get(13)?,
        answer: row.get(14)?,
    })
}

fn bits(flags: Flags) -> u8 {
    u8::from(flags.skip_page_views) | u8::from(flags.skip_events) << 1 | u8::from(flags.do_not_track) << 2
}

const fn flags(bits: u8) -> Flags {
    Flags { skip_page_views: bits & 1 != 0, skip_events: bits & 2 != 0, do_not_track: bits & 4 != 0 }
}
