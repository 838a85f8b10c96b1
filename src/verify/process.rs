//! One process, fenced in: a folder of its own, a clock, and limits on memory and output.
//!
//! The process leads a group of its own, so that ending it ends whatever it started.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{Ending, Limit, Limits, Outcome};

/// How much of the end of standard error is kept.
const STDERR_KEPT: usize = 64 << 10;
/// How long output may still come after a program has ended, from processes it left behind.
const GRACE: Duration = Duration::from_millis(200);

/// The groups that are running now, and whether the user wants no more of them.
static RUNNING: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Ends every process that was started here; those started later end at once.
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::SeqCst);
    let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    for group in running.iter() {
        end_group(*group);
    }
}

/// Whether [`interrupt`] was called.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// A stream that has ended, or has become too long.
enum Event {
    Stdout(Vec<u8>),
    Stderr(Vec<u8>),
    TooMuch,
}

/// Runs a command to its end or to a limit.
///
/// # Errors
/// If it cannot be started.
pub(super) fn run(mut command: Command, stdin: &[u8], limits: &Limits) -> io::Result<Outcome> {
    command
        .stdin(if stdin.is_empty() {
            Stdio::null()
        } else {
            Stdio::piped()
        })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let started = Instant::now();
    let mut child = command.spawn()?;
    let group = Group::of(&child);
    limit_resources(&child, limits);
    feed(&mut child, stdin.to_vec());
    let (sender, receiver) = mpsc::channel();
    collect(&mut child, limits.output, &sender);
    drop(sender);
    let mut streams = Streams::default();
    let limit = streams.follow(&receiver, &mut child, started + limits.time)?;
    // Also after an orderly end: what the program left running must not outlive it.
    group.end();
    let status = child.wait()?;
    let elapsed = started.elapsed();
    streams.finish(&receiver);
    Ok(outcome(streams, status, elapsed, limit))
}

#[derive(Default)]
struct Streams {
    stdout: Option<Vec<u8>>,
    stderr: Option<Vec<u8>>,
}

impl Streams {
    /// Waits for the end of the process; the limit it ran into, if it did.
    fn follow(
        &mut self,
        receiver: &Receiver<Event>,
        child: &mut Child,
        deadline: Instant,
    ) -> io::Result<Option<Limit>> {
        let mut pause = Duration::from_micros(500);
        loop {
            if child.try_wait()?.is_some() {
                return Ok(None);
            }
            if Instant::now() >= deadline {
                return Ok(Some(Limit::Time));
            }
            match receiver.recv_timeout(pause) {
                Ok(Event::TooMuch) => return Ok(Some(Limit::Output)),
                Ok(event) => self.take(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => thread::sleep(pause),
            }
            pause = (pause * 2).min(Duration::from_millis(10));
        }
    }

    /// Takes what is still on the way after the end.
    fn finish(&mut self, receiver: &Receiver<Event>) {
        let deadline = Instant::now() + GRACE;
        while self.stdout.is_none() || self.stderr.is_none() {
            let left = deadline.saturating_duration_since(Instant::now());
            match receiver.recv_timeout(left) {
                Ok(event) => self.take(event),
                Err(_) => break,
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Stdout(bytes) => self.stdout = Some(bytes),
            Event::Stderr(bytes) => self.stderr = Some(bytes),
            Event::TooMuch => {}
        }
    }
}

fn outcome(
    streams: Streams,
    status: ExitStatus,
    elapsed: Duration,
    limit: Option<Limit>,
) -> Outcome {
    let stderr = String::from_utf8_lossy(&streams.stderr.unwrap_or_default()).into_owned();
    let last = stderr.lines().rfind(|line| !line.trim().is_empty());
    let last_error_line = last.map(|line| line.trim_end().to_owned());
    let out_of_memory = last_error_line
        .as_deref()
        .is_some_and(|line| line == "MemoryError" || line.starts_with("memory allocation of"));
    Outcome {
        stdout: streams.stdout.unwrap_or_default(),
        ending: ending(status),
        limit: limit.or(out_of_memory.then_some(Limit::Memory)),
        last_error_line,
        stderr,
        elapsed,
    }
}

fn ending(status: ExitStatus) -> Ending {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return Ending::Signal(signal);
    }
    Ending::Status(status.code().unwrap_or(-1))
}

/// Writes the input from a thread of its own: the program may print before it reads, or never read.
fn feed(child: &mut Child, input: Vec<u8>) {
    if let Some(mut stdin) = child.stdin.take() {
        thread::spawn(move || {
            // A program that does not read its input closes the pipe: its right.
            let _ = stdin.write_all(&input);
        });
    }
}

fn collect(child: &mut Child, limit: usize, sender: &Sender<Event>) {
    if let Some(stdout) = child.stdout.take() {
        let sender = sender.clone();
        thread::spawn(move || {
            let bytes = read_head(stdout, limit, &sender);
            // The receiver is gone when the process was ended at a limit.
            let _ = sender.send(Event::Stdout(bytes));
        });
    }
    if let Some(stderr) = child.stderr.take() {
        let sender = sender.clone();
        thread::spawn(move || {
            let bytes = read_tail(stderr);
            let _ = sender.send(Event::Stderr(bytes));
        });
    }
}

/// Reads up to a limit; what comes after it is reported once.
fn read_head(stream: impl Read, limit: usize, sender: &Sender<Event>) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A failing read is an end like any other.
    let _ = stream.take(limit as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > limit {
        bytes.truncate(limit);
        let _ = sender.send(Event::TooMuch);
    }
    bytes
}

/// Reads everything and keeps the end: the last line of a traceback is what counts.
fn read_tail(mut stream: impl Read) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut chunk = [0; 8192];
    while let Ok(n_bytes @ 1..) = stream.read(&mut chunk) {
        kept.extend_from_slice(&chunk[..n_bytes]);
        if kept.len() > 2 * STDERR_KEPT {
            kept.drain(..kept.len() - STDERR_KEPT);
        }
    }
    kept
}

/// A process group in the list of those that run.
struct Group {
    id: i32,
}

impl Group {
    fn of(child: &Child) -> Self {
        let id = i32::try_from(child.id()).unwrap_or_default();
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert(id);
        if is_interrupted() {
            end_group(id);
        }
        Self { id }
    }

    fn end(&self) {
        end_group(self.id);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&self.id);
    }
}

#[cfg(unix)]
fn end_group(id: i32) {
    if let Some(group) = rustix::process::Pid::from_raw(id) {
        // It may have ended by itself.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
}

#[cfg(not(unix))]
fn end_group(_id: i32) {}

/// Sets the limits that the system enforces. Only Linux lets a parent do this for a process that runs already.
#[cfg(target_os = "linux")]
fn limit_resources(child: &Child, limits: &Limits) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
        return;
    };
    let fixed = |bytes: u64| Rlimit {
        current: Some(bytes),
        maximum: Some(bytes),
    };
    // A process that has already ended needs no limits.
    let _ = prlimit(Some(pid), Resource::As, fixed(limits.memory));
    let _ = prlimit(Some(pid), Resource::Fsize, fixed(limits.output as u64));
    let _ = prlimit(Some(pid), Resource::Core, fixed(0));
    if let Some(files) = limits.files {
        let _ = prlimit(Some(pid), Resource::Nofile, fixed(files));
    }
    if let Some(processes) = limits.processes {
        // The system counts all threads of the user.
        let _ = prlimit(Some(pid), Resource::Nproc, fixed(n_threads() + processes));
    }
}

/// How many threads the user of this process has.
#[cfg(target_os = "linux")]
fn n_threads() -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    let user = rustix::process::getuid().as_raw();
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.metadata().is_ok_and(|data| data.uid() == user))
        .filter_map(|entry| std::fs::read_dir(entry.path().join("task")).ok())
        .map(|tasks| tasks.count() as u64)
        .sum()
}

#[cfg(not(target_os = "linux"))]
fn limit_resources(_child: &Child, _limits: &Limits) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, stdin: &[u8], limits: &Limits) -> Outcome {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run(command, stdin, limits).expect("sh starts")
    }

    #[test]
    fn streams_and_status_are_kept() {
        let script = "read line; echo \"got $line\"; echo oops >&2; echo >&2; exit 3";
        let outcome = shell(script, b"hello\n", &Limits::default());
        assert_eq!(outcome.stdout, b"got hello\n");
        assert_eq!(outcome.ending, Ending::Status(3));
        assert_eq!(outcome.last_error_line.as_deref(), Some("oops"));
        assert_eq!(outcome.limit, None);
    }

    #[test]
    fn the_clock_ends_a_program_and_what_it_started() {
        let limits = Limits {
            time: Duration::from_millis(200),
            ..Limits::default()
        };
        let started = Instant::now();
        let outcome = shell("echo first; sleep 30 & sleep 30", &[], &limits);
        assert_eq!(outcome.limit, Some(Limit::Time));
        assert_eq!(outcome.stdout, b"first\n");
        assert!(started.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn endless_output_is_cut() {
        let limits = Limits {
            output: 1000,
            ..Limits::default()
        };
        let outcome = shell("while :; do echo again; done", &[], &limits);
        assert_eq!(outcome.limit, Some(Limit::Output));
        assert_eq!(outcome.stdout.len(), 1000);
    }

    #[test]
    fn a_process_left_behind_does_not_hold_up_the_end() {
        let started = Instant::now();
        let outcome = shell("sleep 30 & echo done", &[], &Limits::default());
        assert_eq!(outcome.stdout, b"done\n");
        assert_eq!(outcome.limit, None);
        assert!(started.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn a_signal_is_told_from_a_status() {
        let outcome = shell("kill -TERM $$", &[], &Limits::default());
        assert_eq!(outcome.ending, Ending::Signal(15));
    }
}
