//! Until when a job is this agent's alone.
//!
//! The queue hides a job from other agents for a while, which this agent prolongs as long as it works on it. A process that
//! is stopped, or a host that is frozen, prolongs nothing: when it wakes, another agent may have carried the job out, and a
//! newer order after it. So nothing is written unless the lease certainly holds, and a fuse burns while a change is on its
//! way: a kernel timer that ends the process when the lease does. A signal that came due while the process was stopped is
//! delivered before the process runs any further, so that no moment is left between looking at the clock and writing.
//!
//! Time is `CLOCK_BOOTTIME`, which goes on while a host sleeps.

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

/// A moment, as time since the host started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BootTime(Duration);

impl BootTime {
    /// This moment.
    pub fn now() -> Self {
        // Without the clock nothing is certain: a lease that began at the start of the host is over.
        ClockId::CLOCK_BOOTTIME.now().map_or(Self(Duration::ZERO), |now| Self(now.into()))
    }
}

/// Why nothing is written: another agent may have the job by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the job may be another agent's by now")]
pub struct LeaseLostError;

/// The time for which one job is hidden from others.
#[derive(Debug)]
pub struct Lease {
    duration: Duration,
    deadline: Mutex<BootTime>,
    disarmed: Notify,
}

impl Lease {
    /// Of a job that was asked for at a moment: it was hidden then or later. The last quarter is not relied on.
    pub fn since(requested_at: BootTime, visibility: Duration) -> Self {
        let duration = visibility * 3 / 4;
        Self { duration, deadline: Mutex::new(BootTime(requested_at.0 + duration)), disarmed: Notify::new() }
    }

    /// The queue hid it again, asked at a moment.
    pub fn renew(&self, requested_at: BootTime) {
        let deadline = BootTime(requested_at.0 + self.duration);
        *self.deadline.lock().unwrap_or_else(PoisonError::into_inner) = deadline;
        WATCHDOGS.with_borrow_mut(|watchdogs| watchdogs.extend(self.id(), deadline));
    }

    /// How long it certainly holds; nothing where it does not.
    pub fn remaining(&self) -> Option<Duration> {
        let left = self.deadline().0.saturating_sub(BootTime::now().0);
        (!left.is_zero()).then_some(left)
    }

    /// Whether half of it is over.
    pub fn needs_renewal(&self) -> bool {
        self.remaining().is_none_or(|left| left < self.duration / 2)
    }

    /// Lights a fuse: while it burns, the process ends when the lease does.
    pub fn arm_watchdog(&self) -> Result<LeaseWatchdog<'_>, LeaseLostError> {
        self.remaining().ok_or(LeaseLostError)?;
        WATCHDOGS.with_borrow_mut(|watchdogs| watchdogs.arm(self.id(), self.deadline()))?;
        Ok(LeaseWatchdog(self))
    }

    /// Waits for a fuse to be put out: what was on its way has been answered, or has taken too long.
    pub async fn wait_for_answer(&self) {
        self.disarmed.notified().await;
    }

    fn deadline(&self) -> BootTime {
        *self.deadline.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it lies names it, as long as it is borrowed.
    fn id(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}

/// Put out when dropped.
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

/// All fuses that burn on this thread, under one timer that goes off for the shortest.
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

    /// Never leaves a timer that would go off too early: without one, nothing burns that a lease relies on.
    fn reset_timer(&mut self) {
        if self.set_timer().is_err() {
            self.timer = None;
        }
    }

    fn set_timer(&mut self) -> Result<(), LeaseLostError> {
        let Some(timer) = &mut self.timer else { return Ok(()) };
        let shortest = self.deadlines.values().min().copied();
        // Nothing burns: a moment of zero stops the timer.
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
        let (watchdog, _other) = (short.arm_watchdog().expect("lit"), long.arm_watchdog().expect("lit"));
        short.renew(BootTime::now());
        drop(watchdog);
        let prolonged = short.arm_watchdog().expect("lit again");
        short.renew(BootTime(BootTime::now().0 + 60 * SECOND));
        std::thread::sleep(SECOND / 2);
        drop(prolonged);
    }
}
