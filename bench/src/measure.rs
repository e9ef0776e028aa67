//! The cost of one function beside one that does nothing, measured in the same minute on the same machine.

use std::{path::Path, time::Duration};

use anyhow::Context as _;
use serde_json::Value;

use crate::{
    callgrind::Instructions,
    progress::Progress,
    statistics::median,
    worker::{Function, Worker},
};

/// The requests of a counted process before one counts as warm.
const WARM_UP: usize = 3;
/// The attempts to start a counted process.
const STARTS: usize = 6;

/// A function that returns the next event.
pub type Events<'a> = dyn FnMut() -> anyhow::Result<Value> + 'a;

/// The numbers of repetitions.
#[derive(Debug, Clone, Copy)]
pub struct Repetitions {
    /// Pairs of starts of the function and the empty function, in the order ABBA.
    pub pairs: usize,
    /// Processes that answer a first request and warm requests.
    pub processes: usize,
    /// Warm requests of each process.
    pub warm: usize,
    /// Warm requests whose instructions are counted.
    pub counted: usize,
}

impl Repetitions {
    /// Returns how many events `measure` uses.
    pub const fn events(self) -> usize {
        self.processes * (1 + self.warm) + WARM_UP + self.counted
    }
}

/// The cost of a function. Times are in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Cost {
    /// The time from the start of the process until it asks for work.
    pub ready: f64,
    /// The time from the start of the process to its first answer.
    pub first: f64,
    /// The time from a warm request to its answer.
    pub warm: f64,
    /// The processor time of a warm request.
    pub warm_cpu: f64,
    /// The instructions until the process asks for work.
    pub init_instructions: u64,
    /// The part of these instructions that computes digests in software.
    pub init_digests: u64,
    /// The instructions per warm request.
    pub warm_instructions: u64,
    /// The part of these instructions that computes digests in software.
    pub warm_digests: u64,
}

/// A function beside the empty one.
#[derive(Debug, Clone)]
pub struct Row {
    /// The function, and its kind of request.
    pub name: String,
    pub cost: Cost,
    /// The median over pairs of the ratio of ready times to the empty function's.
    pub ready_ratio: f64,
    /// The ratio of the instructions until ready to the empty function's.
    pub init_ratio: f64,
    /// The ratio of the instructions per warm request to the empty function's.
    pub warm_ratio: f64,
}

/// The settings of a measurement, and the empty function with its cost.
#[derive(Debug)]
pub struct Bench<'a> {
    /// The folder for files that are not kept.
    pub folder: &'a Path,
    /// The numbers of repetitions.
    pub repetitions: Repetitions,
    pub empty: Function,
    /// The cost of the empty function.
    pub baseline: Cost,
    /// Shows the progress.
    pub progress: &'a Progress,
}

impl Bench<'_> {
    /// Measures the empty function beside itself.
    pub fn measure_empty(&mut self, event: &Value) -> anyhow::Result<Row> {
        let (mut row, _) = self.measure("empty function", &self.empty, &mut || Ok(event.clone()))?;
        self.baseline = row.cost.clone();
        (row.init_ratio, row.warm_ratio) = (1.0, 1.0);
        Ok(row)
    }

    /// Measures a function with events, each of which is made when it is needed and used once. Returns its answers in
    /// order.
    pub fn measure(
        &self,
        name: &str,
        function: &Function,
        events: &mut Events<'_>,
    ) -> anyhow::Result<(Row, Vec<Value>)> {
        self.progress.say(&format!("{name}: starting it {} times", 2 * self.repetitions.pairs));
        let (ready, ready_ratio) = self.starts(function)?;
        self.progress.say(&format!("{name}: answering"));
        let mut answers = Vec::new();
        let (first, warm, warm_cpu) = self.requests(function, events, &mut answers)?;
        self.progress.say(&format!("{name}: counting instructions"));
        let (init, warm_counted) = self.count(function, events, &mut answers)?;
        let (init_instructions, warm_instructions) = (init.all, warm_counted.all);
        let row = Row {
            name: name.to_owned(),
            ready_ratio,
            init_ratio: ratio(init_instructions, self.baseline.init_instructions),
            warm_ratio: ratio(warm_instructions, self.baseline.warm_instructions),
            cost: Cost {
                ready,
                first,
                warm,
                warm_cpu,
                init_instructions,
                init_digests: init.digests,
                warm_instructions,
                warm_digests: warm_counted.digests,
            },
        };
        Ok((row, answers))
    }

    /// Measures ready times of interleaved pairs, and returns the median of the function and of the ratios.
    fn starts(&self, function: &Function) -> anyhow::Result<(f64, f64)> {
        let start = |function: &Function| -> anyhow::Result<f64> {
            let ready = Worker::start(function, self.folder)?.ready();
            Ok(milliseconds(ready.with_context(|| format!("starting {}", function.name))?))
        };
        let (mut ours, mut ratios) = (Vec::new(), Vec::new());
        for pair in 0..self.repetitions.pairs {
            let (our, empty) = if pair % 2 == 0 {
                let our = start(function)?;
                (our, start(&self.empty)?)
            } else {
                let empty = start(&self.empty)?;
                (start(function)?, empty)
            };
            ours.push(our);
            ratios.push(our / empty);
        }
        Ok((median(&mut ours), median(&mut ratios)))
    }

    fn requests(
        &self,
        function: &Function,
        events: &mut Events<'_>,
        answers: &mut Vec<Value>,
    ) -> anyhow::Result<(f64, f64, f64)> {
        let (mut first, mut warm, mut cpu) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..self.repetitions.processes {
            let mut worker = Worker::start(function, self.folder)?;
            let ready = worker.ready()?;
            for index in 0..=self.repetitions.warm {
                let event = events()?;
                let before = worker.processor_time();
                let (took, answer) =
                    worker.invoke(&event).with_context(|| format!("invoking {}", function.name))?;
                answers.push(answer);
                if index == 0 {
                    first.push(milliseconds(ready + took));
                } else {
                    warm.push(milliseconds(took));
                    cpu.push(milliseconds(worker.processor_time().saturating_sub(before)));
                }
            }
        }
        Ok((median(&mut first), median(&mut warm), median(&mut cpu)))
    }

    /// Counts the instructions until ready, and of one warm request.
    fn count(
        &self,
        function: &Function,
        events: &mut Events<'_>,
        answers: &mut Vec<Value>,
    ) -> anyhow::Result<(Instructions, Instructions)> {
        let mut worker = self.start_counted(function)?;
        let init = worker.instructions(function, self.folder, 1)?;
        let mut invoke = |worker: &mut Worker, requests: usize| -> anyhow::Result<()> {
            for _ in 0..requests {
                let answered =
                    worker.invoke(&events()?).with_context(|| format!("counting {}", function.name))?;
                answers.push(answered.1);
            }
            Ok(())
        };
        invoke(&mut worker, WARM_UP)?;
        worker.instructions(function, self.folder, 2)?;
        invoke(&mut worker, self.repetitions.counted)?;
        let counted = u64::try_from(self.repetitions.counted)?;
        Ok((init, worker.instructions(function, self.folder, 3)?.per(counted)))
    }

    /// Starts a counted function, repeatedly if needed: on a busy machine it may exceed the time-outs of its start.
    fn start_counted(&self, function: &Function) -> anyhow::Result<Worker> {
        let start = || -> anyhow::Result<Worker> {
            let mut worker = Worker::start_counted(function, self.folder)?;
            worker.ready()?;
            Ok(worker)
        };
        (1..STARTS)
            .find_map(|_| start().ok())
            .map_or_else(start, Ok)
            .with_context(|| format!("starting {} under valgrind", function.name))
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn ratio(ours: u64, empty: u64) -> f64 {
    ours as f64 / empty.max(1) as f64
}
