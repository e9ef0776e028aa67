//! Returns what the page needs before the account is known: branding, languages, methods, the help desk.

mod serve;

use api_contract::show_config::{Branding, HelpDesk, Response, ShowConfig as Step, Writeback};
use domain::{
    Policy,
    policy::{Color, Image, Languages},
};
use jiff::Timestamp;
use lambda_kit::{Failure, Success, rfc3339};
use store::{
    agents::{Agents, KnownAgent},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct ShowConfig {
    pub settings: Settings,
    /// The agents, which show whether passwords can be written.
    pub agents: Agents,
}

impl ShowConfig {
    /// Returns the configuration, which is the same for every caller and may be cached for a minute.
    pub async fn handle(&self, now: Timestamp) -> Result<Success<Step>, Failure> {
        let (policy, agents) = tokio::try_join!(self.settings.policy(now), self.agents.enrolled_cached(now))?;
        Ok(Success::cacheable(response(&policy, writeback(&policy, &agents, now))))
    }
}

fn writeback(policy: &Policy, agents: &[KnownAgent], now: Timestamp) -> Writeback {
    let available = agents.iter().any(|agent| agent.can_write(now));
    let last = agents.iter().filter_map(last_available).max();
    Writeback {
        available,
        last_available_at: last.filter(|_| !available).map(rfc3339),
        keep_trying_minutes: policy.limits.keep_trying_minutes.value(),
    }
}

/// Returns the moment when an agent last reported that its directory answers, as far as known.
fn last_available(agent: &KnownAgent) -> Option<Timestamp> {
    if agent.health.directory_reachable {
        return agent.last_seen;
    }
    agent.health.last_sync_at.and_then(|seconds| Timestamp::from_second(seconds).ok())
}

fn response(policy: &Policy, writeback: Writeback) -> Response {
    Response {
        writeback,
        branding: branding(policy),
        languages: policy.languages.offered.iter().map(|language| language.tag().to_owned()).collect(),
        methods: policy.methods.offered.clone(),
        destination_required: policy.methods.destination_required,
        help_desk: policy.help_desk.as_ref().map(|it| help_desk(it, &policy.languages)),
    }
}

fn help_desk(help_desk: &domain::policy::HelpDesk, languages: &Languages) -> HelpDesk {
    let label = help_desk.label.in_language(languages.choose([]));
    let labels = languages.offered.iter().map(|language| help_desk.label.in_language(*language).to_owned());
    let labels: Vec<String> = labels.collect();
    let is_same = labels.iter().all(|own| own == label);
    HelpDesk {
        url: help_desk.url.as_str().to_owned(),
        label: label.to_owned(),
        labels: if is_same { Vec::new() } else { labels },
        phone: help_desk.number().map(str::to_owned),
    }
}

fn branding(policy: &Policy) -> Branding {
    let branding = &policy.branding;
    let image = |image: &Option<Image>| image.as_ref().map(|image| image.as_str().to_owned());
    let background = image(&branding.background_image);
    Branding {
        name: branding.name.clone(),
        logo: image(&branding.logo),
        accent: branding.accent.as_str().to_owned(),
        on_accent: branding.on_accent.as_str().to_owned(),
        background: background
            .or_else(|| branding.background.as_ref().map(|c: &Color| c.as_str().to_owned())),
    }
}
