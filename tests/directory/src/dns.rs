//! A name server with the records of a test.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use hickory_resolver::proto::{
    op::{Message, OpCode, ResponseCode},
    rr::{
        Name, RData, Record, RecordType,
        rdata::{A, SRV},
    },
};
use tokio::net::UdpSocket;

/// A running name server, which answers over UDP.
#[derive(Debug)]
pub struct NameServer {
    /// The address that it listens on.
    pub address: SocketAddr,
    records: Arc<Mutex<Vec<Record>>>,
}

/// The time to live of records in seconds: short, so that changes are soon seen.
const TTL_SECONDS: u32 = 1;

impl NameServer {
    /// Starts a name server without records.
    pub async fn start() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
        let address = socket.local_addr().expect("an address");
        let records = Arc::default();
        tokio::spawn(answer(socket, Arc::clone(&records)));
        Self { address, records }
    }

    /// Replaces the SRV records of a domain's controllers: priority, weight, host.
    pub fn controllers(&self, domain: &str, of: &[(u16, u16, &str)]) {
        let name = name(&format!("_ldap._tcp.dc._msdcs.{domain}."));
        let mut records = self.records.lock().expect("lock");
        records.retain(|record| record.record_type() != RecordType::SRV);
        for (priority, weight, host) in of {
            let srv = RData::SRV(SRV::new(*priority, *weight, 389, self::name(&format!("{host}."))));
            records.push(Record::from_rdata(name.clone(), TTL_SECONDS, srv));
        }
    }

    /// Adds the address of a host.
    pub fn host(&self, host: &str, address: Ipv4Addr) {
        let record = Record::from_rdata(name(&format!("{host}.")), TTL_SECONDS, RData::A(A(address)));
        self.records.lock().expect("lock").push(record);
    }
}

async fn answer(socket: UdpSocket, records: Arc<Mutex<Vec<Record>>>) {
    let mut buffer = [0; 4096];
    while let Ok((length, asker)) = socket.recv_from(&mut buffer).await {
        let request = buffer.get(..length).unwrap_or_default();
        let request = Message::from_vec(request).expect("a question");
        let mut message = Message::response(request.metadata.id, OpCode::Query);
        let question = request.queries.first().expect("a question").clone();
        let fits = |record: &&Record| {
            record.name == *question.name() && record.record_type() == question.query_type()
        };
        let known: Vec<_> = records.lock().expect("lock").iter().filter(fits).cloned().collect();
        message.metadata.response_code =
            if known.is_empty() { ResponseCode::NXDomain } else { ResponseCode::NoError };
        message.add_query(question);
        message.add_answers(known);
        let _asker_may_be_gone = socket.send_to(&message.to_vec().expect("an answer"), asker).await;
    }
}

fn name(text: &str) -> Name {
    Name::from_utf8(text).expect("a name")
}
