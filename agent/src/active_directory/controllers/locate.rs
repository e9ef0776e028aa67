//! Finds the controllers: those of the configuration, or those that DNS names (RFC 2782).

use std::{
    net::SocketAddr,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use hickory_resolver::{
    TokioResolver,
    config::{ConnectionConfig, NameServerConfig, ResolverConfig},
    net::runtime::TokioRuntimeProvider,
    proto::rr::RData,
};
use tokio::{sync::OnceCell, time::timeout};

use crate::{
    configuration::{ActiveDirectorySettings, DomainName, LdapsUrl},
    directory::DirectoryError,
    entropy,
};

/// The time limit of a look-up, because a job waits for it.
const LOOKUP_TIMEOUT: Duration = Duration::from_secs(5);
/// The time limit if an earlier answer can be used instead.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(1);

/// An SRV record. Its port is ignored: it is that of LDAP, and passwords are sent over LDAPS only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Record {
    priority: u16,
    weight: u16,
    target: String,
}

/// Asks DNS, and caches answers as long as their records allow.
#[derive(Default)]
pub(in super::super) struct Locator {
    resolver: OnceCell<TokioResolver>,
    /// The last answer and the order that was drawn from it. The order stays until the answer changes.
    cache: Mutex<(Vec<Record>, Vec<LdapsUrl>)>,
}

impl Locator {
    /// Returns the controllers in order of preference.
    pub(in super::super) async fn controllers(
        &self,
        settings: &ActiveDirectorySettings,
    ) -> Result<Vec<LdapsUrl>, DirectoryError> {
        let Some(domain) = &settings.domain else { return Ok(settings.urls.clone()) };
        let is_cached = !self.with_cache(|cache| cache.1.is_empty());
        let limit = if is_cached { REFRESH_TIMEOUT } else { LOOKUP_TIMEOUT };
        let answer = match timeout(limit, self.records(settings, domain)).await {
            Ok(answer) => answer,
            Err(_) => Err("no answer in time".to_owned()),
        };
        match answer {
            Ok(records) => Ok(self.with_cache(|cache| update_cache(cache, records))),
            Err(why) if is_cached => {
                tracing::warn!(why, "controllers_not_looked_up");
                Ok(self.with_cache(|cache| cache.1.clone()))
            }
            Err(why) => {
                Err(DirectoryError::Unreachable(format!("looking {} up in DNS: {why}", domain.locator())))
            }
        }
    }

    async fn records(
        &self,
        settings: &ActiveDirectorySettings,
        domain: &DomainName,
    ) -> Result<Vec<Record>, String> {
        let resolver = self.resolver(settings).await.map_err(|error| error.to_string())?;
        let found = resolver.srv_lookup(domain.locator()).await.map_err(|error| error.to_string())?;
        let records = found.answers().iter().filter_map(|answer| record(&answer.data));
        let mut records: Vec<_> = records.filter(|record| !record.target.is_empty()).collect();
        records.sort();
        if records.is_empty() { Err("no controller is named".to_owned()) } else { Ok(records) }
    }

    fn with_cache<T>(&self, use_it: impl FnOnce(&mut (Vec<Record>, Vec<LdapsUrl>)) -> T) -> T {
        use_it(&mut self.cache.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the address to dial: the configured one, or the one that the name has.
    pub(in super::super) async fn address(
        &self,
        settings: &ActiveDirectorySettings,
        url: &LdapsUrl,
    ) -> std::io::Result<SocketAddr> {
        let host = url.host().trim_matches(['[', ']']);
        if let Some(address) = settings.addresses.lookup(host, url.port()) {
            return Ok(address);
        }
        let nothing = || std::io::Error::new(std::io::ErrorKind::NotFound, "the name has no address");
        if settings.dns_server.is_some() && host.parse::<std::net::IpAddr>().is_err() {
            let resolver = self.resolver(settings).await.map_err(std::io::Error::other)?;
            let found = resolver.lookup_ip(host).await.map_err(std::io::Error::other)?;
            let first = found.iter().next();
            return first.map(|ip| SocketAddr::new(ip, url.port())).ok_or_else(nothing);
        }
        tokio::net::lookup_host((host, url.port())).await?.next().ok_or_else(nothing)
    }

    async fn resolver(
        &self,
        settings: &ActiveDirectorySettings,
    ) -> Result<&TokioResolver, hickory_resolver::net::NetError> {
        self.resolver
            .get_or_try_init(async || {
                let builder = match settings.dns_server {
                    Some(server) => {
                        TokioResolver::builder_with_config(only(server), TokioRuntimeProvider::default())
                    }
                    None => TokioResolver::builder_tokio()?,
                };
                builder.build()
            })
            .await
    }
}

fn record(data: &RData) -> Option<Record> {
    let RData::SRV(srv) = data else { return None };
    let target = srv.target.to_utf8().trim_end_matches('.').to_ascii_lowercase();
    Some(Record { priority: srv.priority, weight: srv.weight, target })
}

fn only(server: SocketAddr) -> ResolverConfig {
    let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
        connection.port = server.port();
        connection
    });
    ResolverConfig::from_name_servers(vec![NameServerConfig::new(server.ip(), true, connections.into())])
}

fn url(record: &Record) -> Option<LdapsUrl> {
    LdapsUrl::try_from(format!("ldaps://{}", record.target)).ok()
}

/// Draws an order if the answer has changed.
fn update_cache(cache: &mut (Vec<Record>, Vec<LdapsUrl>), records: Vec<Record>) -> Vec<LdapsUrl> {
    if cache.0 != records {
        let random = || u32::from_le_bytes(entropy::draw());
        let urls = in_order(records.clone(), random).iter().filter_map(url).collect();
        *cache = (records, urls);
    }
    cache.1.clone()
}

/// Orders records by priority, and draws within a priority: each has a chance in proportion to its weight (RFC 2782,
/// page 3).
fn in_order(mut records: Vec<Record>, mut random: impl FnMut() -> u32) -> Vec<Record> {
    // Records without weight come first within their priority, so that they are seldom drawn, but can be.
    records.sort_by_key(|record| (record.priority, record.weight));
    let mut ordered = Vec::with_capacity(records.len());
    while let Some(priority) = records.first().map(|record| record.priority) {
        let alike = records.iter().take_while(|record| record.priority == priority);
        let weights: Vec<u32> = alike.map(|record| u32::from(record.weight)).collect();
        ordered.push(records.remove(pick(&weights, random())));
    }
    ordered
}

/// Returns the first index at which the running sum of the weights reaches a random number from 0 to the whole sum.
fn pick(weights: &[u32], random: u32) -> usize {
    let number = random % (weights.iter().sum::<u32>() + 1);
    let mut sum = 0;
    let reached = weights.iter().position(|weight| {
        sum += weight;
        sum >= number
    });
    reached.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(priority: u16, weight: u16, target: &str) -> Record {
        Record { priority, weight, target: target.to_owned() }
    }

    fn order(records: &[Record], random: u32) -> String {
        let ordered = in_order(records.to_vec(), || random);
        ordered.iter().map(|record| record.target.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lower_priority_comes_first_whatever_the_weights() {
        let records = [record(10, 65_535, "far"), record(0, 0, "near"), record(5, 1, "middle")];
        assert_eq!(order(&records, 7), "near middle far");
    }

    #[test]
    fn equal_priorities_are_drawn_by_weight() {
        let records = [record(0, 30, "b"), record(0, 0, "a"), record(0, 70, "c")];
        assert_eq!(order(&records, 0), "a b c");
        assert_eq!(order(&records, 1), "b c a");
        assert_eq!(order(&records, 30), "b c a");
        assert_eq!(order(&records, 31), "c a b");
        assert_eq!(order(&records, 100), "c b a");
        let firsts = (0..=100).filter(|random| order(&records, *random).starts_with('c')).count();
        assert_eq!(firsts, 70, "its share of first places is its weight");
    }

    #[test]
    fn order_stays_until_the_dns_answer_changes() {
        let alike: Vec<_> = ('a'..='z').map(|name| record(0, 100, &format!("dc-{name}.example"))).collect();
        let mut cache = Default::default();
        let first = update_cache(&mut cache, alike.clone());
        assert_eq!(first.len(), 26);
        assert_eq!(update_cache(&mut cache, alike), first);
        assert_eq!(update_cache(&mut cache, vec![record(0, 0, "dc-z.example")]).len(), 1);
    }

    #[test]
    fn srv_port_is_ignored() {
        let found = url(&record(0, 0, "dc1.demo.example")).expect("a URL");
        assert_eq!((found.as_str(), found.port()), ("ldaps://dc1.demo.example", 636));
    }
}
