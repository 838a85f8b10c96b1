//! `adder snapshot`.

mod review;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::arguments::{DifferenceFormat, SnapshotArguments};
use super::check::{Checked, Checker, FoundFile, find_files, snapshots_in};
use super::input::describe;
use super::screen::Screen;
use super::{Failure, UNUSABLE};
use crate::present::{self, LessonReport, SnapshotState};
use crate::snapshot;

/// A snapshot and what is to become of it.
struct Snapshot {
    path: PathBuf,
    /// The text of now; none if its lesson is gone.
    text: Option<String>,
    state: SnapshotState,
    /// The report on its lesson.
    report: Option<LessonReport>,
}

impl Snapshot {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Makes what is now what is accepted.
    fn accept(&self) -> Result<(), Failure> {
        let written = match &self.text {
            Some(text) => write(&self.path, text),
            None => fs::remove_file(&self.path),
        };
        written.map_err(|error| unusable(&self.path, &error))
    }
}

pub(super) fn snapshot(arguments: &SnapshotArguments, screen: &Screen) -> Result<u8, Failure> {
    let (files, mut failures) = find_files(&arguments.files, &arguments.exclude);
    let snapshots = snapshots(arguments, &files, &mut failures, screen)?;
    for failure in &failures {
        screen.report(failure);
    }
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let status = if arguments.accept {
        accept_all(&snapshots, screen)?
    } else if arguments.check || !is_terminal {
        let status = report(arguments, &snapshots, screen)?;
        if status != 0 && !arguments.check {
            screen.warn("`adder snapshot --accept` accepts what is now.\n");
        }
        status
    } else {
        review::review(&snapshots, screen)?
    };
    if let Some(path) = &arguments.junit {
        let suites: Vec<_> = snapshots
            .iter()
            .map(|snapshot| present::snapshot_suite(&snapshot.name(), &snapshot.state))
            .collect();
        fs::write(path, present::junit_of("adder snapshot", &suites))
            .map_err(|error| unusable(path, &error))?;
    }
    Ok(match status {
        0 if !failures.is_empty() => UNUSABLE,
        status => status,
    })
}

/// The snapshots of the lessons, and those in the folders whose lessons are gone.
fn snapshots(
    arguments: &SnapshotArguments,
    files: &[FoundFile],
    failures: &mut Vec<Failure>,
    screen: &Screen,
) -> Result<Vec<Snapshot>, Failure> {
    let mut snapshots = Vec::new();
    let mut expected = BTreeSet::new();
    if !files.is_empty() {
        let options = arguments.translation.options();
        let checker = Checker::new(&arguments.runs, options, !arguments.no_cache, screen)?;
        let checked = checker.check(files, |_, _| Ok(()))?;
        for (file, checked) in files.iter().zip(checked) {
            let path = snapshot::path_of(&file.path, arguments.dir.as_deref());
            match checked {
                Checked::Report(report) => {
                    expected.insert(path.clone());
                    snapshots.push(compared(path, report)?);
                }
                Checked::Empty if file.is_named => {
                    let name = file.path.display();
                    failures.push(Failure::Usage(format!("{name}: no Python in this file")));
                }
                Checked::Empty => {}
                Checked::Unusable(failure) => {
                    // Whether its snapshot is right, nobody knows.
                    expected.insert(path);
                    failures.push(failure);
                }
            }
        }
    }
    for folder in arguments.files.iter().filter(|path| path.is_dir()) {
        let kept_in = match &arguments.dir {
            Some(dir) => snapshot::mirrored(folder, dir),
            None => folder.clone(),
        };
        for path in snapshots_in(&kept_in)? {
            let is_ours = fs::read_to_string(&path).is_ok_and(|text| snapshot::is_golden(&text));
            if is_ours && expected.insert(path.clone()) {
                snapshots.push(Snapshot {
                    path,
                    text: None,
                    state: SnapshotState::Stale,
                    report: None,
                });
            }
        }
    }
    Ok(snapshots)
}

fn compared(path: PathBuf, report: LessonReport) -> Result<Snapshot, Failure> {
    let text = snapshot::golden(&report);
    let state = match fs::read_to_string(&path) {
        // Git may have changed the line ends.
        Ok(accepted) => match accepted.replace("\r\n", "\n") {
            accepted if accepted == text => SnapshotState::Same,
            accepted if !snapshot::is_golden(&accepted) => {
                return Err(Failure::Usage(format!(
                    "{}: this is not a snapshot of Adder's; name another folder with --dir",
                    path.display()
                )));
            }
            accepted => SnapshotState::Changed(snapshot::hunks(&accepted, &text)),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => SnapshotState::New,
        Err(error) => return Err(unusable(&path, &error)),
    };
    Ok(Snapshot {
        path,
        text: Some(text),
        state,
        report: Some(report),
    })
}

fn accept_all(snapshots: &[Snapshot], screen: &Screen) -> Result<u8, Failure> {
    let mut counts = [0; 3];
    for snapshot in snapshots {
        let (done, count) = match snapshot.state {
            SnapshotState::Same => continue,
            SnapshotState::New => ("written", 0),
            SnapshotState::Changed(_) => ("accepted", 1),
            SnapshotState::Stale => ("removed", 2),
        };
        snapshot.accept()?;
        counts[count] += 1;
        screen.print(&format!("{}: {done}\n", snapshot.name()))?;
    }
    let [written, accepted, removed] = counts;
    let same = snapshots.len() - written - accepted - removed;
    screen.print(&format!(
        "{same} unchanged, {written} new, {accepted} changed, {removed} removed\n"
    ))?;
    Ok(0)
}

/// Tells what is not as accepted.
fn report(
    arguments: &SnapshotArguments,
    snapshots: &[Snapshot],
    screen: &Screen,
) -> Result<u8, Failure> {
    let mut n_wrong = 0;
    for snapshot in snapshots {
        if snapshot.state == SnapshotState::Same {
            continue;
        }
        n_wrong += 1;
        let text = match arguments.output_format {
            DifferenceFormat::Github => present::snapshot_annotations(
                &snapshot.name(),
                &snapshot.state,
                snapshot.report.as_ref(),
            ),
            DifferenceFormat::Text => present::snapshot_report(&snapshot.name(), &snapshot.state),
        };
        screen.print(&text)?;
    }
    let n_same = snapshots.len() - n_wrong;
    screen.print(&format!(
        "{n_same} of {} snapshots are as accepted\n",
        snapshots.len()
    ))?;
    Ok(u8::from(n_wrong > 0))
}

/// Writes beside the place and renames, so that nobody finds half of it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(".adder-")
        .tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    make_readable(file.as_file())?;
    file.persist(path)?;
    Ok(())
}

/// Temporary files are for their owner alone; a snapshot is for whoever has the repository.
#[cfg(unix)]
fn make_readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_file: &fs::File) -> io::Result<()> {
    Ok(())
}

fn unusable(path: &Path, error: &io::Error) -> Failure {
    Failure::Usage(format!("{}: {}", path.display(), describe(error)))
}
