//! Reports outcomes and verdicts to the cloud.

use agent_protocol::{
    Report,
    report::REPORT_WRITEBACK_PATH,
    sign_in::{REPORT_SIGN_IN_PATH, SignInReport},
};
use reqwest::StatusCode;
use serde::Serialize;

use super::{Cloud, JSON, json};

/// The cloud's answer to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// The report was accepted, or nobody wants it any more. The message can be deleted.
    Final(StatusCode),
    /// The report was not accepted yet: try again.
    Later(Option<StatusCode>),
}

impl Cloud {
    /// Reports the outcome of a job.
    pub async fn report(&self, report: &Report) -> Receipt {
        self.post_report(REPORT_WRITEBACK_PATH, report).await
    }

    /// Reports the verdict on a password.
    pub async fn report_sign_in(&self, report: &SignInReport) -> Receipt {
        self.post_report(REPORT_SIGN_IN_PATH, report).await
    }

    async fn post_report<T: Serialize + Sync>(&self, path: &str, report: &T) -> Receipt {
        let Ok(body) = json(report) else { return Receipt::Later(None) };
        match self.post(&self.keys.current(), path, JSON, body).await {
            Ok(response) => receipt(response.status()),
            Err(_) => Receipt::Later(None),
        }
    }
}

/// Returns what becomes of a report that was answered with this status. 401 and 403 can be fixed by an administrator (a
/// wrong clock, a lost registration), so the report is kept until then.
fn receipt(status: StatusCode) -> Receipt {
    let may_pass = matches!(
        status,
        StatusCode::UNAUTHORIZED
            | StatusCode::FORBIDDEN
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS
    );
    if status.is_success() || (status.is_client_error() && !may_pass) {
        Receipt::Final(status)
    } else {
        Receipt::Later(Some(status))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_transient_statuses_are_retried() {
        for status in [204_u16, 200, 400, 404, 409, 410, 422] {
            let status = StatusCode::from_u16(status).expect("status");
            assert_eq!(receipt(status), Receipt::Final(status));
        }
        for status in [301_u16, 401, 403, 408, 429, 500, 502, 503, 504] {
            let status = StatusCode::from_u16(status).expect("status");
            assert_eq!(receipt(status), Receipt::Later(Some(status)));
        }
    }
}
