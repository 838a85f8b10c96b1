//! `adder check --watch`: once, and again what changes.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use super::super::Failure;
use super::super::arguments::CheckArguments;
use super::super::screen::Screen;
use super::{check_files, find, selected};
use crate::verify;

/// An editor that saves makes several changes in a row.
const SETTLED_AFTER: Duration = Duration::from_millis(100);
/// How long Ctrl-C may go unnoticed.
const TICK: Duration = Duration::from_millis(100);

type Changes = Receiver<notify::Result<Event>>;

pub(super) fn watch(arguments: &CheckArguments, screen: &Screen) -> Result<u8, Failure> {
    let (sender, changes) = mpsc::channel();
    let cannot_watch = |error: notify::Error| Failure::Machine(format!("cannot watch: {error}"));
    // From here on nothing is missed, also while the first check goes on.
    let mut watcher = notify::recommended_watcher(sender).map_err(cannot_watch)?;
    for argument in &arguments.files {
        let folder = find::folder_of(argument)
            .map_err(|error| Failure::Machine(format!("cannot watch: {error}")))?;
        let mode = if argument.is_file() {
            RecursiveMode::NonRecursive
        } else {
            RecursiveMode::Recursive
        };
        watcher.watch(&folder, mode).map_err(cannot_watch)?;
    }
    let (files, failures) = selected(arguments);
    told(check_files(arguments, files, failures, screen), screen)?;
    loop {
        screen.warn("Waiting for changes. Ctrl-C ends.\n");
        loop {
            let changed = next_changes(&changes)?;
            let (mut files, _) = selected(arguments);
            files.retain(|file| {
                fs::canonicalize(&file.path).is_ok_and(|path| changed.contains(&path))
            });
            if !files.is_empty() {
                screen.print("\n")?;
                told(check_files(arguments, files, Vec::new(), screen), screen)?;
                break;
            }
        }
    }
}

/// What cannot be checked now may be right after the next change.
fn told(checked: Result<u8, Failure>, screen: &Screen) -> Result<(), Failure> {
    match checked {
        Ok(_) => Ok(()),
        Err(end @ (Failure::OutputClosed | Failure::Interrupted)) => Err(end),
        Err(failure) => {
            screen.report(&failure);
            Ok(())
        }
    }
}

/// Waits for changes, and until there are no more for a moment.
fn next_changes(changes: &Changes) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut changed = BTreeSet::new();
    loop {
        if verify::is_interrupted() {
            return Err(Failure::Interrupted);
        }
        let patience = if changed.is_empty() {
            TICK
        } else {
            SETTLED_AFTER
        };
        match changes.recv_timeout(patience) {
            Ok(Ok(event)) if is_change(event.kind) => changed.extend(event.paths),
            // An error tells that events were lost: the next change will show.
            Ok(Ok(_) | Err(_)) => {}
            Err(RecvTimeoutError::Timeout) if changed.is_empty() => {}
            Err(RecvTimeoutError::Timeout) => return Ok(changed),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Failure::Machine("cannot watch any longer".to_owned()));
            }
        }
    }
}

/// Reading a file, as a check does, is none.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any => true,
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Remove(_) | EventKind::Other => false,
    }
}
