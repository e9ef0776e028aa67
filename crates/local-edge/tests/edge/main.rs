//! Tests of the edge over real connections, with a stand-in for the emulator that echoes its requests.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod address;
mod api;
mod outbox;
mod page;

use std::{
    fs,
    io::{Read, Write},
    net::{Ipv4Addr, TcpStream},
};

use axum::{Json, Router, extract::Request, http::HeaderMap, routing::get};
use local_edge::Arguments;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// One edge with its own page and emulator, which end with the test's runtime.
struct Edge {
    port: u16,
    client: reqwest::Client,
    page: tempfile::TempDir,
}

impl Edge {
    async fn start() -> Self {
        let emulator = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("bind");
        let address = format!("http://{}", emulator.local_addr().expect("address"));
        tokio::spawn(async move { axum::serve(emulator, emulator_router()).await });
        Self::with_emulator(&address).await
    }

    async fn with_emulator(emulator: &str) -> Self {
        let page = built_page();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("bind");
        let port = listener.local_addr().expect("address").port();
        let arguments = Arguments {
            port,
            page: page.path().into(),
            branding: Some(page.path().join("applied/branding.css")),
            emulator: emulator.into(),
            api: "abc123".into(),
            agent_api: "def456".into(),
        };
        tokio::spawn(local_edge::serve(listener, arguments, std::future::pending()));
        let client =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("client");
        let edge = Self { port, client, page };
        // The edge answers once it has read the page.
        edge.get("/favicon.ico").await;
        edge
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    async fn get(&self, path: &str) -> reqwest::Response {
        self.client.get(self.url(path)).send().await.expect("answer")
    }

    /// Sends a request line as it is; clients would normalize the path.
    async fn raw(&self, line: &str, host: &str) -> String {
        let request = format!("{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let port = self.port;
        let exchange = move || {
            let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("connect");
            connection.write_all(request.as_bytes()).expect("write");
            let mut answer = String::new();
            connection.read_to_string(&mut answer).expect("read");
            answer
        };
        tokio::task::spawn_blocking(exchange).await.expect("join")
    }

    async fn raw_status(&self, line: &str, host: &str) -> u16 {
        let answer = self.raw(line, host).await;
        answer.get(9..12).and_then(|status| status.parse().ok()).expect("a status line")
    }
}

fn built_page() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let write = |name: &str, content: &str| fs::write(folder.path().join(name), content).expect("write");
    fs::create_dir(folder.path().join("assets")).expect("folder");
    for document in local_edge::addresses().expect("the list of pages").values() {
        write(document.trim_start_matches('/'), &format!("<!doctype html>{document}"));
    }
    write("index.html.br", "brotli");
    write("index.html.gz", "gzip");
    write("not-found.html", "<!doctype html>nothing here");
    write("favicon.ico", "icon");
    write("branding.css", "built");
    fs::create_dir(folder.path().join("applied")).expect("folder");
    write("assets/page-0a1b.wasm", "wasm");
    folder
}

fn emulator_router() -> Router {
    Router::new()
        .route("/_ministack/ses/messages", get(async || Json(mails())))
        .route("/_ministack/sns/sms-messages", get(async || Json(texts())))
        .fallback(async |request: Request| {
            let request_echo = json!({
                "method": request.method().as_str(),
                "path": request.uri().to_string(),
                "headers": header_map(request.headers()),
            });
            let headers = [
                ("cache-control", "max-age=60"),
                ("connection", "x-inner"),
                ("x-inner", "1"),
                ("server", "x"),
            ];
            (headers, Json(request_echo))
        })
}

fn header_map(headers: &HeaderMap) -> Value {
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), Value::from(value.to_str().unwrap_or("?"))))
        .collect()
}

fn mails() -> Value {
    json!({"messages": {"000000000000": [
        {"MessageId": "m1", "To": ["anna@demo.example"], "Subject": "Your code", "BodyText": "123456",
         "BodyHtml": "<p>123456</p>", "Timestamp": 1.5},
    ]}})
}

fn texts() -> Value {
    json!({"region": "eu-north-1", "sms_messages": {"+46701234567": [{"MessageId": "t1", "Message": "654321"}]}})
}
