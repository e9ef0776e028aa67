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
pub struct Boot(Duration);

impl Boot {
    /// This moment.
    pub fn now() -> Self {
        // Without the clock nothing is certain: a lease that began at the start of the host is over.
        ClockId::CLOCK_BOOTTIME.now().map_or(Self(Duration::ZERO), |now| Self(now.into()))
    }
}

/// Why nothing is written: another agent may have the job by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the job may be another agent's by now")]
pub struct Lost;

/// The time for which one job is hidden from others.
#[derive(Debug)]
pub struct Lease {
    lasts: Duration,
    until: Mutex<Boot>,
    answered: Notify,
}

impl Lease {
    /// Of a job that was asked for at a moment: it was hidden then or later. The last quarter is not relied on.
    pub fn since(asked: Boot, visibility: Duration) -> Self {
        let lasts = visibility * 3 / 4;
        Self { lasts, until: Mutex::new(Boot(asked.0 + lasts)), answered: Notify::new() }
    }

    /// The queue hid it again, asked at a moment.
    pub fn renewed(&self, asked: Boot) {
        let until = Boot(asked.0 + self.lasts);
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = until;
        FUSES.with_borrow_mut(|fuses| fuses.prolong(self.id(), until));
    }

    /// How long it certainly holds; nothing where it does not.
    pub fn remaining(&self) -> Option<Duration> {
        let left = self.until().0.saturating_sub(Boot::now().0);
        (!left.is_zero()).then_some(left)
    }

    /// Whether half of it is over.
    pub fn is_waning(&self) -> bool {
        self.remaining().is_none_or(|left| left < self.lasts / 2)
    }

    /// Lights a fuse: while it burns, the process ends when the lease does.
    pub fn light(&self) -> Result<Fuse<'_>, Lost> {
        self.remaining().ok_or(Lost)?;
        FUSES.with_borrow_mut(|fuses| fuses.light(self.id(), self.until()))?;
        Ok(Fuse(self))
    }

    /// Waits for a fuse to be put out: what was on its way has been answered, or has taken too long.
    pub async fn answered(&self) {
        self.answered.notified().await;
    }

    fn until(&self) -> Boot {
        *self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it lies names it, as long as it is borrowed.
    fn id(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}

/// Put out when dropped.
#[derive(Debug)]
pub struct Fuse<'a>(&'a Lease);

impl Drop for Fuse<'_> {
    fn drop(&mut self) {
        FUSES.with_borrow_mut(|fuses| fuses.put_out(self.0.id()));
        self.0.answered.notify_one();
    }
}

thread_local! {
    static FUSES: RefCell<Fuses> = RefCell::new(Fuses::default());
}

/// All fuses that burn on this thread, under one timer that goes off for the shortest.
#[derive(Default)]
struct Fuses {
    burning: BTreeMap<usize, Boot>,
    timer: Option<Timer>,
}

impl Fuses {
    fn light(&mut self, id: usize, until: Boot) -> Result<(), Lost> {
        if self.timer.is_none() {
            let alarm = SigEvent::new(SigevNotify::SigevSignal { signal: Signal::SIGALRM, si_value: 0 });
            self.timer = Some(Timer::new(ClockId::CLOCK_BOOTTIME, alarm).map_err(|_| Lost)?);
        }
        self.burning.insert(id, until);
        self.wind()
    }

    fn prolong(&mut self, id: usize, until: Boot) {
        if let Some(burning) = self.burning.get_mut(&id) {
            *burning = until;
            self.rewind();
        }
    }

    fn put_out(&mut self, id: usize) {
        self.burning.remove(&id);
        self.rewind();
    }

    /// Never leaves a timer that would go off too early: without one, nothing burns that a lease relies on.
    fn rewind(&mut self) {
        if self.wind().is_err() {
            self.timer = None;
        }
    }

    fn wind(&mut self) -> Result<(), Lost> {
        let Some(timer) = &mut self.timer else { return Ok(()) };
        let shortest = self.burning.values().min().copied();
        // Nothing burns: a moment of zero stops the timer.
        let at = shortest.map_or(Duration::ZERO, |until| until.0.max(Duration::from_nanos(1)));
        let set =
            timer.set(Expiration::OneShot(TimeSpec::from_duration(at)), TimerSetTimeFlags::TFD_TIMER_ABSTIME);
        set.map_err(|_| Lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn ago(time: Duration) -> Boot {
        Boot(Boot::now().0.saturating_sub(time))
    }

    #[test]
    fn a_lease_holds_for_three_quarters_of_the_visibility() {
        let holds = |age| Lease::since(ago(age), 4 * SECOND).remaining().is_some();
        assert!(holds(Duration::ZERO) && holds(Duration::from_millis(2_900)));
        assert!(!holds(3 * SECOND) && !holds(99 * SECOND));
    }

    #[test]
    fn a_lease_wanes_and_is_renewed_from_when_it_was_asked_for() {
        let lease = Lease::since(ago(2 * SECOND), 4 * SECOND);
        assert!(lease.is_waning());
        lease.renewed(ago(SECOND));
        assert!(!lease.is_waning());
        lease.renewed(ago(9 * SECOND));
        assert!(lease.is_waning() && lease.remaining().is_none());
        assert_eq!(lease.light().map(drop), Err(Lost));
    }

    #[test]
    fn a_fuse_that_is_put_out_or_prolonged_ends_nothing() {
        let (short, long) = (Lease::since(Boot::now(), SECOND / 5), Lease::since(Boot::now(), 60 * SECOND));
        let (burning, _other) = (short.light().expect("lit"), long.light().expect("lit"));
        short.renewed(Boot::now());
        drop(burning);
        let prolonged = short.light().expect("lit again");
        short.renewed(Boot(Boot::now().0 + 60 * SECOND));
        std::thread::sleep(SECOND / 2);
        drop(prolonged);
    }
}
