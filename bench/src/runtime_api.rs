//! The Lambda Runtime API for one process: sends it events, takes its answers, and records the times.

use std::{
    io::{self, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::{clock, http};

/// The maximum time to wait for a process, longer than any answer takes even under valgrind.
const PROCESS_TIMEOUT: Duration = Duration::from_mins(2);

/// An action of the process.
enum Signal {
    AsksForWork(Instant),
    Answered(Instant, Vec<u8>),
    Failed(Vec<u8>),
}

/// A listening API for one process.
#[derive(Debug)]
pub struct RuntimeApi {
    /// The address that it listens on: `AWS_LAMBDA_RUNTIME_API`.
    pub address: SocketAddr,
    signals: Receiver<Signal>,
    work: Sender<Vec<u8>>,
}

impl RuntimeApi {
    /// Starts to listen.
    pub fn listen() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let (signal, signals) = mpsc::channel();
        let (work, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        thread::spawn(move || {
            for connection in listener.incoming().filter_map(Result::ok) {
                let (signal, waiting) = (signal.clone(), Arc::clone(&waiting));
                // A connection ends with its process.
                thread::spawn(move || converse(connection, &signal, &waiting).ok());
            }
        });
        Ok(Self { address, signals, work })
    }

    /// Waits until the process asks for work, and returns when. Returns an error if the process ends.
    pub fn ready(&self, mut is_alive: impl FnMut() -> bool) -> anyhow::Result<Instant> {
        let began = Instant::now();
        while began.elapsed() < PROCESS_TIMEOUT {
            match self.signals.recv_timeout(Duration::from_millis(200)) {
                Ok(Signal::AsksForWork(at)) => return Ok(at),
                Ok(Signal::Answered(..)) => bail!("the function answered without a question"),
                Ok(Signal::Failed(error)) => {
                    bail!("the function failed: {}", String::from_utf8_lossy(&error))
                }
                Err(_) if is_alive() => {}
                Err(_) => bail!("the function ended before it asked for work"),
            }
        }
        bail!("the function never asked for work")
    }

    /// Sends an event to the process, which must be waiting ([`Self::ready`]), and returns the answer and its time.
    pub fn invoke(&self, event: &Value) -> anyhow::Result<(Instant, Value)> {
        self.work.send(serde_json::to_vec(event)?)?;
        match self.signals.recv_timeout(PROCESS_TIMEOUT).context("the function never answered")? {
            Signal::Answered(at, body) => Ok((at, serde_json::from_slice(&body)?)),
            Signal::AsksForWork(_) => bail!("the function asked for more work instead of answering"),
            Signal::Failed(error) => bail!("the function failed: {}", String::from_utf8_lossy(&error)),
        }
    }
}

fn converse(
    connection: TcpStream,
    signal: &Sender<Signal>,
    work: &Mutex<Receiver<Vec<u8>>>,
) -> anyhow::Result<()> {
    // With Nagle's algorithm, small answers wait 40 ms for an acknowledgement.
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection.try_clone()?);
    let mut writer = connection;
    while let Some(request) = http::Message::read(&mut reader)? {
        let now = Instant::now();
        let path = request.word(1).to_owned();
        if path.ends_with("/next") {
            signal.send(Signal::AsksForWork(now))?;
            let event = work.lock().unwrap_or_else(PoisonError::into_inner).recv()?;
            answer_next(&mut writer, &event)?;
            continue;
        }
        signal.send(if path.ends_with("/response") {
            Signal::Answered(now, request.body)
        } else {
            Signal::Failed(request.body)
        })?;
        http::write(&mut writer, "HTTP/1.1 202 Accepted", &[("content-type", "application/json")], b"{}")?;
    }
    Ok(())
}

fn answer_next(writer: &mut TcpStream, event: &[u8]) -> io::Result<()> {
    let deadline = (clock::milliseconds() + 60_000).to_string();
    let id = clock::random_uuid();
    let headers = [
        ("content-type", "application/json"),
        ("lambda-runtime-aws-request-id", id.as_str()),
        ("lambda-runtime-deadline-ms", deadline.as_str()),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-north-1:000000000000:function:bench"),
        ("lambda-runtime-trace-id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0"),
    ];
    http::write(writer, "HTTP/1.1 200 OK", &headers, event)
}
