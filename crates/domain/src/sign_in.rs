//! Sign-ins: the directory tries a password, and a session or a refusal follows.
//!
//! Every password counts as wrong from before it is tried until the directory says that it is right. So passwords that
//! are tried here never lock the account in the directory, under any concurrency.

use jiff::{SignedDuration, Timestamp};
pub use vocabulary::{SignInRefusal, SignInVerdict};

use crate::{
    AccountLimits, Caller, ClientInfo, Event, JobId, Policy, Session, SessionId, StepRefusal, Subject,
    session::AuthenticationLevel,
};

/// The time that the directory may take to answer. A user who waits longer has gone.
const DIRECTORY_TIMEOUT: SignedDuration = SignedDuration::from_secs(20);

/// The shortest time before a refusal is shown. It is longer than an answer of the directory usually takes, so that the
/// time reveals nothing: a domain controller is quicker with names that it does not know.
const MIN_REFUSAL_DELAY: SignedDuration = SignedDuration::from_millis(800);

/// The id of a sign-in: the challenge that it solved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SignInId(pub String);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    pub id: SignInId,
    pub subject: Subject,
    /// The caller whose counts the sign-in uses up.
    pub caller: Caller,
    /// Whether the password is withheld: it is not tried, and the job is like that for a name without an account.
    pub is_withheld: bool,
    pub job: JobId,
    pub agents: Vec<String>,
    /// The time when the sign-in began. The password is counted at this moment.
    pub started_at: Timestamp,
    /// The time when an answer of the directory comes too late.
    pub expires_at: Timestamp,
    pub state: State,
}

/// The state of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The directory has not answered.
    Checking,
    /// The directory has answered.
    Answered(SignInVerdict),
    /// A session has begun. Another request begins none.
    Finished,
}

/// The parameters of a new sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartSignIn {
    pub id: SignInId,
    /// The account or the decoy of the name.
    pub subject: Subject,
    /// The caller whose counts the sign-in uses up.
    pub caller: Caller,
    /// The id of the job that tries the password.
    pub job: JobId,
    /// The ids of the agents that the password is sealed to.
    pub agents: Vec<String>,
}

/// The outcome of an agent's report on a sign-in.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInReportOutcome {
    /// The verdict is recorded.
    Recorded {
        /// The sign-in after the step.
        sign_in: SignIn,
        /// The account's limits after the step.
        limits: AccountLimits,
        /// The event for the audit trail.
        event: Event,
    },
    /// The verdict was reported before. Nothing changes.
    Repeated,
    /// The report is about another job, or the password was not sealed to the agent.
    Unexpected,
}

/// The outcome of finishing a sign-in.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FinishSignInOutcome {
    /// The directory has not answered.
    Checking,
    /// The user is not signed in.
    Refused(SignInRefusal),
    /// A session begins.
    SignedIn {
        /// The sign-in after the step, which begins no other session.
        sign_in: SignIn,
        session: Session,
        /// The event for the audit trail.
        event: Event,
    },
}

impl StartSignIn {
    /// Counts the password and opens the sign-in, for an account or a decoy alike.
    pub fn open(
        self,
        limits: AccountLimits,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(SignIn, AccountLimits, Event), StepRefusal> {
        let (limits, is_withheld) = limits.count_password(&self.caller, &policy.limits, now)?;
        let event = Event::SignInStarted { decoy: self.subject.decoy };
        let Self { id, subject, caller, job, agents } = self;
        let (expires_at, state) = (now + DIRECTORY_TIMEOUT, State::Checking);
        let sign_in =
            SignIn { id, subject, caller, is_withheld, job, agents, started_at: now, expires_at, state };
        Ok((sign_in, limits, event))
    }
}

impl SignIn {
    /// Returns whether the password is tried for no account.
    pub const fn is_decoy(&self) -> bool {
        self.subject.decoy || self.is_withheld
    }

    /// Records the directory's verdict, however late, because the account's count must be true.
    pub fn record_verdict(
        mut self,
        job: &JobId,
        verdict: SignInVerdict,
        agent: &str,
        limits: AccountLimits,
    ) -> SignInReportOutcome {
        if self.job != *job || !self.agents.iter().any(|sealed_to| sealed_to == agent) {
            return SignInReportOutcome::Unexpected;
        }
        if self.state != State::Checking {
            return SignInReportOutcome::Repeated;
        }
        let limits = match verdict {
            SignInVerdict::Right => limits.forget_wrong_passwords(&self.caller, self.started_at),
            // Right, or not tried: the directory did not count it, and keeps its earlier count.
            SignInVerdict::PasswordExpired
            | SignInVerdict::MustChange
            | SignInVerdict::AccountDisabled
            | SignInVerdict::AccountExpired
            | SignInVerdict::NotAtThisTime
            | SignInVerdict::Unreachable => limits.release_password(&self.caller, self.started_at),
            // A password that was not tried to prevent a lockout counts too, so that more attempts affect this account
            // only. So does one of which the directory does not say whether it is right: otherwise the fifth attempt
            // would distinguish such an account from a name that nobody has.
            SignInVerdict::Wrong
            | SignInVerdict::Locked
            | SignInVerdict::NotTried
            | SignInVerdict::CannotTell => limits,
        };
        self.state = State::Answered(verdict);
        let event = Event::SignInAnswered { verdict, agent: agent.to_owned() };
        SignInReportOutcome::Recorded { sign_in: self, limits, event }
    }

    /// Begins the session of a right password, once.
    pub fn finish_sign_in(
        mut self,
        session: SessionId,
        client: Option<ClientInfo>,
        now: Timestamp,
    ) -> Result<FinishSignInOutcome, StepRefusal> {
        let verdict = match self.state {
            State::Finished => return Err(StepRefusal::TokenInvalid),
            State::Checking if now < self.expires_at => return Ok(FinishSignInOutcome::Checking),
            State::Checking => SignInVerdict::Unreachable,
            State::Answered(verdict) => verdict,
        };
        let is_early = now < self.started_at + MIN_REFUSAL_DELAY;
        let level = match session_level(verdict) {
            Err(SignInRefusal::NotSignedIn) if is_early => return Ok(FinishSignInOutcome::Checking),
            Ok(level) if !self.is_decoy() && now < self.expires_at => level,
            Ok(_) if self.is_decoy() => {
                return Ok(FinishSignInOutcome::Refused(SignInRefusal::NotSignedIn));
            }
            Ok(_) => return Ok(FinishSignInOutcome::Refused(SignInRefusal::DirectoryUnreachable)),
            Err(refusal) => return Ok(FinishSignInOutcome::Refused(refusal)),
        };
        self.state = State::Finished;
        let session = Session { client, ..Session::begin(session, self.subject.account.clone(), level, now) };
        Ok(FinishSignInOutcome::SignedIn { sign_in: self, session, event: Event::SignedIn })
    }
}

/// Returns the level of a session that begins with this verdict.
const fn session_level(verdict: SignInVerdict) -> Result<AuthenticationLevel, SignInRefusal> {
    match verdict {
        SignInVerdict::Right => Ok(AuthenticationLevel::Password),
        SignInVerdict::PasswordExpired | SignInVerdict::MustChange => Ok(AuthenticationLevel::MustChange),
        SignInVerdict::AccountDisabled => Err(SignInRefusal::AccountDisabled),
        SignInVerdict::AccountExpired => Err(SignInRefusal::AccountExpired),
        SignInVerdict::NotAtThisTime => Err(SignInRefusal::NotAtThisTime),
        SignInVerdict::Wrong
        | SignInVerdict::Locked
        | SignInVerdict::NotTried
        | SignInVerdict::CannotTell => Err(SignInRefusal::NotSignedIn),
        SignInVerdict::Unreachable => Err(SignInRefusal::DirectoryUnreachable),
    }
}

#[cfg(test)]
mod tests;
