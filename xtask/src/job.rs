//! Child processes and the one line that says what a step does and how far it is.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How often a waiting step says where it is.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// Numbers the steps of one command: `[2/6] wasm: compiling … 12 s`.
pub struct Steps {
    total: usize,
    current: usize,
}

impl Steps {
    /// Counts up to `total`.
    pub fn new(total: usize) -> Self {
        Self { total, current: 0 }
    }

    /// Does `work` as the next step, on one line of output that ends with the time it took.
    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let started = Instant::now();
        self.current += 1;
        say(&format!("[{}/{}] {what} …", self.current, self.total));
        let result = work();
        let end = if result.is_ok() { "" } else { " failed" };
        say(&format!(" {}{end}\n", seconds(started.elapsed())));
        result
    }

    /// Says that the next step has nothing to do.
    pub fn skip(&mut self, what: &str, why: &str) {
        self.current += 1;
        say(&format!("[{}/{}] {what}: {why}\n", self.current, self.total));
    }
}

/// Writes at once, also without a line end.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe is no reason to stop a build.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// `0.4 s`, `12 s`, `3 min 05 s`.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    match whole {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..120 => format!("{whole} s"),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

/// A running child whose output is kept. Dropping it ends the child.
pub struct Job {
    name: String,
    child: Child,
    lines: Receiver<String>,
    log: Vec<String>,
}

impl Job {
    /// Starts `command` without waiting for it.
    pub fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name} does not start: is it installed?"))?;
        let (sender, lines) = channel();
        read_lines(child.stdout.take(), sender.clone());
        read_lines(child.stderr.take(), sender);
        Ok(Self { name, child, lines, log: Vec::new() })
    }

    /// Waits, saying every ten seconds where the child is. Its output is in the error if it fails.
    pub fn wait(mut self) -> Result<String> {
        let started = Instant::now();
        let mut beat = started + HEARTBEAT;
        loop {
            match self.lines.recv_timeout(beat.saturating_duration_since(Instant::now())) {
                Ok(line) => self.log.push(line),
                Err(RecvTimeoutError::Timeout) => {
                    let place = self.log.iter().rev().find_map(|line| place(line)).unwrap_or_default();
                    say(&format!(" {}{place} …", seconds(started.elapsed())));
                    beat += HEARTBEAT;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        let status = self.child.wait()?;
        let log = self.log.join("\n");
        if status.success() {
            return Ok(log);
        }
        bail!("{} failed ({status}):\n{log}", self.name)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        // Fails only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs `command` and shows its output as it comes; gives the output and whether the command succeeded.
pub fn stream(command: &mut Command) -> Result<(String, bool)> {
    let mut job = Job::start(command)?;
    while let Ok(line) = job.lines.recv() {
        say(&format!("{line}\n"));
        job.log.push(line);
    }
    let success = job.child.wait()?.success();
    Ok((job.log.join("\n"), success))
}

/// Runs `command` to its end and gives its output.
pub fn run(command: &mut Command) -> Result<String> {
    Job::start(command)?.wait()
}

fn read_lines(pipe: Option<impl Read + Send + 'static>, sender: Sender<String>) {
    let Some(pipe) = pipe else { return };
    thread::spawn(move || {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
}

/// The crate in a line of cargo's: ` (web-sys)`.
fn place(line: &str) -> Option<String> {
    let rest =
        line.trim_start().strip_prefix("Compiling ").or_else(|| line.trim_start().strip_prefix("Downloaded "))?;
    rest.split(' ').next().map(|name| format!(" ({name})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_of_both_streams_is_kept() {
        let log = run(Command::new("sh").args(["-c", "echo out; echo err >&2"])).unwrap();
        let mut lines: Vec<_> = log.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, ["err", "out"]);
    }

    #[test]
    fn a_failure_carries_the_output_and_the_code() {
        let error = run(Command::new("sh").args(["-c", "echo broken; exit 3"])).unwrap_err().to_string();
        assert!(error.contains("broken") && error.contains('3'), "{error}");
    }

    #[test]
    fn a_streamed_command_tells_how_it_ended() {
        let (log, success) = stream(Command::new("sh").args(["-c", "echo seen; exit 1"])).unwrap();
        assert_eq!((log.as_str(), success), ("seen", false));
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err().to_string();
        assert!(error.contains("no-such-program"), "{error}");
    }

    #[test]
    fn progress_names_the_crate() {
        assert_eq!(place("   Compiling web-sys v0.3.107").as_deref(), Some(" (web-sys)"));
        assert_eq!(place("warning: unused"), None);
    }

    #[test]
    fn times_are_short() {
        assert_eq!(seconds(Duration::from_millis(430)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(64)), "64 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }
}
