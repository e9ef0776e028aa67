//! What came of jobs, told to the cloud.

use agent_protocol::{
    Report,
    report::REPORT_WRITEBACK_PATH,
    sign_in::{REPORT_SIGN_IN_PATH, SignInReport},
};
use reqwest::StatusCode;
use serde::Serialize;

use super::{Cloud, JSON, json};

/// What the cloud said to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// Taken, or no longer wanted: the message can go.
    Final(StatusCode),
    /// Not now: try again.
    Later(Option<StatusCode>),
}

impl Cloud {
    /// Sends one report.
    pub async fn report(&self, report: &Report) -> Receipt {
        self.post_report(REPORT_WRITEBACK_PATH, report).await
    }

    /// Says what came of trying a password.
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

/// 401 and 403 are for an administrator to mend (a wrong clock, a lost registration): the truth is kept until then.
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
