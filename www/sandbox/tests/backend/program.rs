//! The program itself: ready line, both loopback addresses, end by signal.
use crate::support::Folder;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn start(folder: &Folder) -> (Child, String) {
    start_with(folder, &[])
}

fn start_with(folder: &Folder, arguments: &[&str]) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["--port", "0", "--db"])
        .arg(folder.0.join("new/sandbox.sqlite"))
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let port = line.strip_prefix("ready http://127.0.0.1:").unwrap().trim_end();
    (child, port.strip_suffix('/').unwrap().to_owned())
}

fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn end(mut child: Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let deadline = Instant::now() + Duration::from_secs(10);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("still running 10 s after {signal}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn says_when_it_is_ready_answers_both_addresses_and_ends_well() {
    let folder = Folder::new();
    let (child, port) = start(&folder);
    assert!(ask(&format!("127.0.0.1:{port}"), "GET /healthz").ends_with("ok"));
    if std::net::TcpListener::bind("[::1]:0").is_ok() {
        assert!(ask(&format!("[::1]:{port}"), "GET /healthz").ends_with("ok"));
    }
    assert!(ask(&format!("127.0.0.1:{port}"), "POST /ev1?m=alpha&rid=kept").contains("\"pv\":1"));
    // An open, idle connection must not hold up the end.
    let _idle = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    end(child, "-TERM");
    let (child, port) = start(&folder);
    assert!(ask(&format!("127.0.0.1:{port}"), "GET /sandbox/requests?account=alpha").contains("\"rid\":\"kept\""));
    end(child, "-INT");
}

#[test]
fn what_a_durable_one_has_answered_outlives_its_being_killed() {
    let folder = Folder::new();
    let (mut child, port) = start_with(&folder, &["--durable"]);
    assert!(ask(&format!("127.0.0.1:{port}"), "POST /ev1?m=alpha&rid=kept").contains("\"pv\":1"));
    child.kill().unwrap();
    child.wait().unwrap();
    let (child, port) = start_with(&folder, &["--durable"]);
    assert!(ask(&format!("127.0.0.1:{port}"), "GET /sandbox/requests?account=alpha").contains("\"rid\":\"kept\""));
    end(child, "-TERM");
}

#[test]
fn a_wrong_command_line_is_told_and_fails() {
    let output = Command::new(env!("CARGO_BIN_EXE_sandbox")).arg("--colour").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("unknown argument --colour"));
}

#[test]
fn shop_systems_are_served_when_asked_for() {
    let folder = Folder::new();
    let authority = folder.0.join("ca.pem");
    let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["--port", "0", "--db"])
        .arg(folder.0.join("sandbox.sqlite"))
        .arg("--commerce")
        .arg(&authority)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<String> =
        BufReader::new(child.stdout.as_mut().unwrap()).lines().take(5).map(Result::unwrap).collect();
    let starts = ["tiendanube https://", "customer https://", "nexus https://", "platform https://", "ready http://"];
    assert!(lines.iter().zip(starts).all(|(line, start)| line.starts_with(start)), "{lines:?}");
    assert!(std::fs::read_to_string(authority).unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
    end(child, "-TERM");
}
