//! A browser's and an agent's requests to the running instance.

use std::{io::BufReader, net::TcpStream};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::http::{self, Message};

/// One connection to the page's origin.
#[derive(Debug)]
pub struct Site {
    authority: String,
    reader: BufReader<TcpStream>,
    writer: TcpStream,
}

impl Site {
    /// Connects to `http://host:port`.
    pub fn connect(url: &str) -> anyhow::Result<Self> {
        let authority = url.strip_prefix("http://").context("the instance's address")?.to_owned();
        let writer = TcpStream::connect(&authority).with_context(|| format!("connecting to {url}"))?;
        writer.set_nodelay(true)?;
        Ok(Self { reader: BufReader::new(writer.try_clone()?), writer, authority })
    }

    /// One request; the status and the JSON of the answer.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> anyhow::Result<(u16, Value)> {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut headers = vec![("host", self.authority.as_str()), ("accept", "application/json")];
        headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        headers.extend(body.map(|_| ("content-type", "application/json")));
        let body = body.map(ToString::to_string).unwrap_or_default();
        http::write(&mut self.writer, &format!("{method} {path} HTTP/1.1"), &headers, body.as_bytes())?;
        let answer = Message::read(&mut self.reader)?.context("the instance closed the connection")?;
        let status = answer.word(1).parse()?;
        Ok((status, serde_json::from_slice(&answer.body).unwrap_or(Value::Null)))
    }

    /// One request that must succeed.
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
