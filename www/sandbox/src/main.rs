//! The sandbox's program: reads the command line, serves until Ctrl-C or SIGTERM.
use sandbox::{AppState, Config, Listeners, USAGE, app, commerce};
use std::process::ExitCode;
use tokio::signal;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("sandbox: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Vec<String>) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let port = std::env::var("PORT").ok();
    let config = Config::read(arguments.into_iter(), port.as_deref())?;
    let state = AppState::open(&config).map_err(|error| format!("{}: {error}", config.db.display()))?;
    let listeners = Listeners::bind(config.port).await.map_err(|error| format!("port {}: {error}", config.port))?;
    let end = end()?;
    if let Some(authority) = &config.commerce {
        for (system, origin) in commerce::serve(&state, authority).await? {
            println!("{system} {origin}/");
        }
    }
    let app = app(state);
    println!("ready http://{}/", listeners.address()?);
    listeners.serve(app, end).await?;
    Ok(())
}

/// Resolves at Ctrl-C or SIGTERM; listens from the moment it is made.
fn end() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    let mut interrupt = signal::unix::signal(signal::unix::SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
