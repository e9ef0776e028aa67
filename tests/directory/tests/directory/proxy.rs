//! All requests to the cloud use the proxy of the environment.

#![expect(clippy::expect_used, reason = "a test that cannot go on ends")]

use std::{
    fs,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use directory_tests::stub_cloud::StubCloud;
use test_support::orders;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    net::TcpListener,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");

type Requests = Arc<Mutex<Vec<String>>>;

/// Starts a proxy that closes every connection, and returns its URL and the requests to it.
async fn proxy() -> (String, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let requests = Requests::default();
    let heard = Arc::clone(&requests);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut line = String::new();
            let _may_hang_up = BufReader::new(stream).read_line(&mut line).await;
            heard.lock().expect("lock").push(line.trim().to_owned());
        }
    });
    (address, requests)
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _may_be_gone = self.0.kill();
        let _may_be_gone = self.0.wait();
    }
}

/// Waits until an agent has sent a request to the proxy.
async fn wait_for_proxied_request(url: &str, expected: &str) {
    let (address, requests) = proxy().await;
    let folder = tempfile::tempdir().expect("a folder");
    orders::create_keys(orders::AGENT, &folder.path().join("state/keys"));
    let text = format!(
        "state_dir = \"state\"\n[cloud]\nurl = \"{url}\"\n[directory]\nkind = \"demonstration\"\nfolder = \"d\"\n"
    );
    fs::write(folder.path().join("agent.toml"), text).expect("written");
    let mut command = Command::new(PROGRAM);
    command.args(["run", "--config", "agent.toml"]).current_dir(folder.path()).env("HTTPS_PROXY", address);
    let _running = Running(command.stderr(Stdio::null()).spawn().expect("the agent starts"));
    let end = Instant::now() + Duration::from_secs(30);
    while !requests.lock().expect("lock").iter().any(|line| line == expected) {
        assert!(
            Instant::now() < end,
            "the proxy did not see `{expected}`: {:?}",
            requests.lock().expect("lock")
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn cloud_is_reached_through_the_proxy() {
    wait_for_proxied_request("https://reset.invalid", "CONNECT reset.invalid:443 HTTP/1.1").await;
}

#[tokio::test]
async fn queue_is_reached_through_the_proxy() {
    let queue = "https://sqs.eu-north-1.invalid/000000000000/jobs.fifo".to_owned();
    let cloud = StubCloud { queue, ..StubCloud::default() }.start().await;
    wait_for_proxied_request(&format!("http://{cloud}"), "CONNECT sqs.eu-north-1.invalid:443 HTTP/1.1").await;
}
