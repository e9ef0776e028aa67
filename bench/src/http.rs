//! Minimal HTTP/1.1 for loopback, without an asynchronous runtime whose threads would disturb the measurement.

use std::io::{self, BufRead, Read, Write};

/// A request or an answer.
#[derive(Debug, Default)]
pub struct Message {
    /// The request line or the status line.
    pub first_line: String,
    pub body: Vec<u8>,
}

impl Message {
    /// Returns one word of the first line.
    pub fn word(&self, index: usize) -> &str {
        self.first_line.split(' ').nth(index).unwrap_or_default()
    }

    /// Reads one message. Returns `None` if the other side has closed the connection.
    pub fn read(from: &mut impl BufRead) -> io::Result<Option<Self>> {
        let first_line = line(from)?;
        if first_line.is_empty() {
            return Ok(None);
        }
        let (mut length, mut is_chunked) = (0, false);
        loop {
            let header = line(from)?.to_ascii_lowercase();
            match header.split_once(':') {
                None => break,
                Some(("content-length", value)) => length = value.trim().parse().map_err(io::Error::other)?,
                Some(("transfer-encoding", value)) => is_chunked = value.trim() == "chunked",
                Some(_) => {}
            }
        }
        let body = if is_chunked { chunks(from)? } else { exactly(from, length)? };
        Ok(Some(Self { first_line, body }))
    }
}

/// Writes one message in a single write.
pub fn write(to: &mut impl Write, first_line: &str, headers: &[(&str, &str)], body: &[u8]) -> io::Result<()> {
    let mut bytes = format!("{first_line}\r\ncontent-length: {}\r\n", body.len()).into_bytes();
    for (name, value) in headers {
        write!(bytes, "{name}: {value}\r\n")?;
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    to.write_all(&bytes)
}

fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

fn exactly(from: &mut impl BufRead, length: u64) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if u64::try_from(from.take(length).read_to_end(&mut body)?).map_err(io::Error::other)? < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(body)
}

fn chunks(from: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = u64::from_str_radix(&line(from)?, 16).map_err(io::Error::other)?;
        body.extend(exactly(from, size)?);
        line(from)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_and_chunked_bodies_are_read() {
        let mut sized = Vec::new();
        write(&mut sized, "POST /a HTTP/1.1", &[("a", "b")], b"body").unwrap();
        let read = Message::read(&mut sized.as_slice()).unwrap().unwrap();
        assert_eq!((read.word(1), read.body.as_slice()), ("/a", &b"body"[..]));

        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n";
        let read = Message::read(&mut chunked.as_slice()).unwrap().unwrap();
        assert_eq!((read.word(1), read.body.as_slice()), ("200", &b"body"[..]));
    }

    #[test]
    fn end_of_stream_is_no_message() {
        assert!(Message::read(&mut &b""[..]).unwrap().is_none());
        assert!(Message::read(&mut &b"GET / HTTP/1.1\r\ncontent-length: 5\r\n\r\nabc"[..]).is_err());
    }
}
