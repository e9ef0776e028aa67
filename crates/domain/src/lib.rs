//! Says what a reset, a session or a sign-in may do next. Pure: time and randomness are parameters, decisions and
//! events are results.
//!
//! A [`Reset`] is an enum of states; a step consumes the state that it leaves and returns the next one with an event,
//! which the caller writes to the audit trail in the same transaction. Nothing here reads a clock, a table or the
//! claims of a token: the caller says which generation a token names.

pub mod account;
pub mod activity;
pub mod client_info;
pub mod event;
pub mod limits;
pub mod methods;
mod one_time_code;
pub mod policy;
pub mod proof_of_work;
pub mod refusal;
pub mod reset;
pub mod session;
pub mod sign_in;

pub use account::{Account, AccountPasswordRules};
pub use activity::{Activity, ActivityKind, RecentActivity};
pub use client_info::ClientInfo;
pub use event::Event;
pub use input::name::{self, UserName};
pub use limits::{
    AccountLimits, Caller, DeviceId, FREEZE_LINK_TTL, KnownDevice, Reservation, address, shared_limit,
};
pub use methods::method::{Method, MethodId, MethodKind};
pub use methods::registration::{
    ConfirmationAnswer, Credential, Destination, DirectoryAnswer, RegisteredMethod, Registration,
    SessionRequirements, UsableMethod,
};
pub use methods::{method, registration};
pub use one_time_code::OneTimeCode;
pub use policy::Policy;
pub use refusal::{DirectoryRefusal, StepRefusal};
pub use reset::steps::verify_code::{AdmittedGuess, CorrectGuess, GateRequirements, GuessTarget, ProvedGate};
pub use reset::steps::{
    cancel_order::{CancelOutcome, CancelRequest},
    expire_order::ExpireOutcome,
    report_writeback::{Outcome, ReportOutcome},
    send_code::{SendAttempt, SendCodeOutcome},
    set_password::{NewOrder, OrderOutcome},
    show_reset::ResetStatus,
    start_reset::StartReset,
    take_job::{TakeJobOutcome, TakeJobRequest},
};
pub use reset::{
    AccountId, JobId, LastStep, Order, OrderKind, Proof, Purpose, RequestDigest, Reset, ResetId, SendId,
    SentCode, Subject, Token, stored,
};
pub use session::{AuthenticationLevel, NextStep, Session, SessionId};
pub use sign_in::{
    FinishSignInOutcome, SignIn, SignInId, SignInRefusal, SignInReportOutcome, SignInVerdict, StartSignIn,
};
pub use vocabulary::{DirectoryRefusalKind, IneligibleReason};
