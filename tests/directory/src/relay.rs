//! A relay to a controller, on which single connections can be paused or cut.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, tcp},
    sync::watch,
};

/// The flow of answers on a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    Open,
    Paused,
    Cut,
}

/// A running relay.
#[derive(Debug)]
pub struct Relay {
    /// The address that it listens on.
    pub address: SocketAddr,
    connections: Arc<Mutex<Vec<watch::Sender<Flow>>>>,
}

impl Relay {
    /// Starts a relay to an address.
    pub async fn to(controller: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let connections = Arc::new(Mutex::new(Vec::new()));
        let (controller, known) = (controller.to_owned(), Arc::clone(&connections));
        tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.expect("a connection");
                let flow = watch::Sender::new(Flow::Open);
                tokio::spawn(forward(client, controller.clone(), flow.subscribe()));
                known.lock().expect("lock").push(flow);
            }
        });
        Self { address, connections }
    }

    /// Returns how many connections were opened.
    pub fn count(&self) -> usize {
        self.connections.lock().expect("lock").len()
    }

    /// Pauses the answers on a connection.
    pub fn pause(&self, connection: usize) {
        self.set(connection, Flow::Paused);
    }

    /// Resumes the answers on a connection.
    pub fn resume(&self, connection: usize) {
        self.set(connection, Flow::Open);
    }

    /// Closes a connection.
    pub fn cut(&self, connection: usize) {
        self.set(connection, Flow::Cut);
    }

    fn set(&self, connection: usize, flow: Flow) {
        let connections = self.connections.lock().expect("lock");
        connections.get(connection).expect("a connection").send_replace(flow);
    }
}

async fn forward(client: TcpStream, controller: String, mut flow: watch::Receiver<Flow>) {
    let server = TcpStream::connect(controller).await.expect("the controller");
    for stream in [&client, &server] {
        stream.set_nodelay(true).expect("no delay");
    }
    let (mut ended, (from_client, to_client), (from_server, to_server)) =
        (flow.clone(), client.into_split(), server.into_split());
    tokio::select! {
        () = copy(from_client, to_server, None) => {}
        () = copy(from_server, to_client, Some(&mut flow)) => {}
        _ = ended.wait_for(|flow| *flow == Flow::Cut) => {}
    }
}

async fn copy(
    mut from: tcp::OwnedReadHalf,
    mut to: tcp::OwnedWriteHalf,
    mut flow: Option<&mut watch::Receiver<Flow>>,
) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        if let Some(flow) = &mut flow
            && flow.wait_for(|flow| *flow == Flow::Open).await.is_err()
        {
            return;
        }
        if to.write_all(buffer.get(..length).expect("within")).await.is_err() {
            return;
        }
    }
}
