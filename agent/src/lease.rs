//! The lease of a job: how long it belongs to this agent alone.
//!
//! The queue hides a job from other agents for a while, and this agent renews that time while it works on the job. A
//! stopped process or a frozen host renews nothing: when it wakes up, another agent may have carried out the job, and
//! a newer order after it. So nothing is written unless the lease certainly holds, and a watchdog is armed while a
//! change is on its way: a kernel timer that ends the process when the lease ends. A signal that became due while the
//! process was stopped is delivered before the process runs on, so no gap is left between reading the clock and
//! writing.
//!
//! Times are read from `CLOCK_BOOTTIME`, which goes on while a host sleeps.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use nix::{
    sys::{
        signal::{SigEvent, SigevNotify, Signal},
        time::TimeSpec,
        timer::{Expiration, Timer, TimerSetTimeFlags},
    },
    time::ClockId,
};
use tokio::sync::Notify;

/// A point in time, counted from the start of the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BootTime(Duration);

impl BootTime {
    /// Returns the time now. The clock also runs while the host sleeps, and nobody can set it.
    pub fn now() -> Self {
        // Without a clock nothing is certain: a lease that began at the start of the host is over.
        ClockId::CLOCK_BOOTTIME.now().map_or(Self(Duration::ZERO), |now| Self(now.into()))
    }
}

/// The lease does not hold any more: another agent may have the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the job may be another agent's by now")]
pub struct LeaseLostError;

/// The time for which one job is hidden from other agents.
#[derive(Debug)]
pub struct Lease {
    duration: Duration,
    deadline: Mutex<BootTime>,
    disarmed: Notify,
}

impl Lease {
    /// Begins the lease of a job that was requested at a moment: the queue hid it then or later. Three quarters of
    /// the visibility are relied on.
    pub fn since(requested_at: BootTime, visibility: Duration) -> Self {
        let duration = visibility * 3 / 4;
        Self { duration, deadline: Mutex::new(BootTime(requested_at.0 + duration)), disarmed: Notify::new() }
    }

    /// Renews the lease, counted from the moment when the queue was asked to hide the job again.
    pub fn renew(&self, requested_at: BootTime) {
        let deadline = BootTime(requested_at.0 + self.duration);
        *self.deadline.lock().unwrap_or_else(PoisonError::into_inner) = deadline;
        WATCHDOGS.with_borrow_mut(|watchdogs| watchdogs.extend(self.id(), deadline));
    }

    /// Returns the time for which the lease certainly holds; `None` if it does not hold.
    pub fn remaining(&self) -> Option<Duration> {
        let left = self.deadline().0.saturating_sub(BootTime::now().0);
        (!left.is_zero()).then_some(left)
    }

    /// Returns whether less than half of the lease is left.
    pub fn needs_renewal(&self) -> bool {
        self.remaining().is_none_or(|left| left < self.duration / 2)
    }

    /// Arms the watchdog: until it is dropped, the process ends when the lease does.
    pub fn arm_watchdog(&self) -> Result<LeaseWatchdog<'_>, LeaseLostError> {
        self.remaining().ok_or(LeaseLostError)?;
        WATCHDOGS.with_borrow_mut(|watchdogs| watchdogs.arm(self.id(), self.deadline()))?;
        Ok(LeaseWatchdog(self))
    }

    /// Waits until a watchdog is disarmed: the change on its way was answered or took too long.
    pub async fn wait_for_answer(&self) {
        self.disarmed.notified().await;
    }

    fn deadline(&self) -> BootTime {
        *self.deadline.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Identifies the lease by its address, which is unique while it is borrowed.
    fn id(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}

/// Ends the process when the lease ends. Dropping it disarms it.
#[derive(Debug)]
pub struct LeaseWatchdog<'a>(&'a Lease);

impl Drop for LeaseWatchdog<'_> {
    fn drop(&mut self) {
        WATCHDOGS.with_borrow_mut(|watchdogs| watchdogs.disarm(self.0.id()));
        self.0.disarmed.notify_one();
    }
}

thread_local! {
    static WATCHDOGS: RefCell<Watchdogs> = RefCell::new(Watchdogs::default());
}

/// All armed watchdogs of this thread. One timer is set to the earliest deadline.
#[derive(Default)]
struct Watchdogs {
    deadlines: BTreeMap<usize, BootTime>,
    timer: Option<Timer>,
}

impl Watchdogs {
    fn arm(&mut self, id: usize, deadline: BootTime) -> Result<(), LeaseLostError> {
        if self.timer.is_none() {
            let alarm = SigEvent::new(SigevNotify::SigevSignal { signal: Signal::SIGALRM, si_value: 0 });
            self.timer = Some(Timer::new(ClockId::CLOCK_BOOTTIME, alarm).map_err(|_| LeaseLostError)?);
        }
        self.deadlines.insert(id, deadline);
        self.set_timer()
    }

    fn extend(&mut self, id: usize, deadline: BootTime) {
        if let Some(current) = self.deadlines.get_mut(&id) {
            *current = deadline;
            self.reset_timer();
        }
    }

    fn disarm(&mut self, id: usize) {
        self.deadlines.remove(&id);
        self.reset_timer();
    }

    /// Sets the timer, or removes it: a timer must never fire too early. No lease relies on a timer then.
    fn reset_timer(&mut self) {
        if self.set_timer().is_err() {
            self.timer = None;
        }
    }

    fn set_timer(&mut self) -> Result<(), LeaseLostError> {
        let Some(timer) = &mut self.timer else { return Ok(()) };
        let shortest = self.deadlines.values().min().copied();
        // Without deadlines, a time of zero stops the timer.
        let at = shortest.map_or(Duration::ZERO, |deadline| deadline.0.max(Duration::from_nanos(1)));
        let set =
            timer.set(Expiration::OneShot(TimeSpec::from_duration(at)), TimerSetTimeFlags::TFD_TIMER_ABSTIME);
        set.map_err(|_| LeaseLostError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn ago(time: Duration) -> BootTime {
        BootTime(BootTime::now().0.saturating_sub(time))
    }

    #[test]
    fn lease_holds_for_three_quarters_of_the_visibility() {
        let holds = |age| Lease::since(ago(age), 4 * SECOND).remaining().is_some();
        assert!(holds(Duration::ZERO) && holds(Duration::from_millis(2_900)));
        assert!(!holds(3 * SECOND) && !holds(99 * SECOND));
    }

    #[test]
    fn renewed_lease_counts_from_the_request() {
        let lease = Lease::since(ago(2 * SECOND), 4 * SECOND);
        assert!(lease.needs_renewal());
        lease.renew(ago(SECOND));
        assert!(!lease.needs_renewal());
        lease.renew(ago(9 * SECOND));
        assert!(lease.needs_renewal() && lease.remaining().is_none());
        assert_eq!(lease.arm_watchdog().map(drop), Err(LeaseLostError));
    }

    #[test]
    fn disarmed_or_extended_watchdog_does_not_fire() {
        let (short, long) =
            (Lease::since(BootTime::now(), SECOND / 5), Lease::since(BootTime::now(), 60 * SECOND));
        let (watchdog, _other) = (short.arm_watchdog().expect("armed"), long.arm_watchdog().expect("armed"));
        short.renew(BootTime::now());
        drop(watchdog);
        let prolonged = short.arm_watchdog().expect("armed again");
        short.renew(BootTime(BootTime::now().0 + 60 * SECOND));
        std::thread::sleep(SECOND / 2);
        drop(prolonged);
    }
}
