//! Requests to the running instance.

use std::{
    io::BufReader,
    net::TcpStream,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::http::{self, Message};

/// A connection to one origin.
#[derive(Debug)]
pub struct Site {
    authority: String,
    reader: BufReader<TcpStream>,
    writer: TcpStream,
    used: Instant,
    sent: u32,
}

/// The time after which an idle connection is not used again. The emulator closes idle connections, and those that were
/// used a thousand times.
const IDLE: Duration = Duration::from_secs(2);
const REQUESTS: u32 = 500;

impl Site {
    /// Connects to `http://host:port`.
    pub fn connect(url: &str) -> anyhow::Result<Self> {
        let authority = url.strip_prefix("http://").context("the instance's address")?.to_owned();
        let writer = TcpStream::connect(&authority).with_context(|| format!("connecting to {url}"))?;
        writer.set_nodelay(true)?;
        Ok(Self {
            reader: BufReader::new(writer.try_clone()?),
            writer,
            authority,
            used: Instant::now(),
            sent: 0,
        })
    }

    /// Sends a request, and returns the status and the JSON of the answer.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> anyhow::Result<(u16, Value)> {
        if self.used.elapsed() > IDLE || self.sent == REQUESTS {
            *self = Self::connect(&format!("http://{}", self.authority))?;
        }
        self.sent += 1;
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut headers = vec![("host", self.authority.as_str()), ("accept", "application/json")];
        headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        headers.extend(body.map(|_| ("content-type", "application/json")));
        let body = body.map(ToString::to_string).unwrap_or_default();
        http::write(&mut self.writer, &format!("{method} {path} HTTP/1.1"), &headers, body.as_bytes())?;
        let answer = Message::read(&mut self.reader)?.context("the instance closed the connection")?;
        self.used = Instant::now();
        let status = answer.word(1).parse()?;
        Ok((status, serde_json::from_slice(&answer.body).unwrap_or(Value::Null)))
    }

    /// Sends a request that must succeed.
    pub fn call(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> anyhow::Result<Value> {
        let (status, answer) = self.send(method, path, token, body)?;
        ensure!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        Ok(answer)
    }
}
