//! Golden snapshots: the Rust of a lesson and what it does, as a text that is kept beside the lesson.
//!
//! The text has no paths, times, versions or line numbers: it is the same on every machine, and what is written between the
//! snippets of a lesson does not change it.

mod difference;
mod golden;

use std::path::{Component, Path, PathBuf};

pub use difference::{Hunk, HunkLine, Sign, hunks};
pub use golden::{golden, is_golden};

/// The extension of snapshots, behind the lesson's own.
pub const EXTENSION: &str = "snap";

/// Where the snapshot of a lesson is kept: beside it, or at the same place in a folder of snapshots.
pub fn path_of(lesson: &Path, folder: Option<&Path>) -> PathBuf {
    let mut name = lesson.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(EXTENSION);
    match folder {
        None => lesson.with_file_name(name),
        Some(folder) => mirrored(lesson, folder).with_file_name(name),
    }
}

/// The place in a folder of snapshots that belongs to a path: the same, without what leads out of the folder.
pub fn mirrored(path: &Path, folder: &Path) -> PathBuf {
    let inside = path
        .components()
        .filter(|component| matches!(component, Component::Normal(_)));
    folder.join(inside.collect::<PathBuf>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snapshots_stand_beside_or_in_their_folder() {
        let check = |lesson: &str, folder: Option<&str>, expected: &str| {
            let path = path_of(Path::new(lesson), folder.map(Path::new));
            assert_eq!(path, Path::new(expected));
        };
        check("week1/a.md", None, "week1/a.md.snap");
        check("a.py", None, "a.py.snap");
        check("../week1/a.md", Some("golden"), "golden/week1/a.md.snap");
        check("/course/a.md", Some("golden"), "golden/course/a.md.snap");
    }
}
