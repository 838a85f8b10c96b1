//! From what the user names to the files of lessons: files, folders and patterns.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::super::Failure;
use super::super::arguments::Shard;
use super::super::input::describe;
use crate::snapshot;

/// What a folder is searched for.
const EXTENSIONS: [&str; 5] = ["py", "md", "markdown", "ipynb", "txt"];

/// Folders of tools, beside the hidden ones.
const TOOL_FOLDERS: [&str; 5] = [
    "__pycache__",
    "__pypackages__",
    "node_modules",
    "site-packages",
    "venv",
];

/// A file that may hold a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct FoundFile {
    pub(in crate::cli) path: PathBuf,
    /// Its place among the arguments.
    pub(in crate::cli) argument: usize,
    /// It is named itself, so it must hold a lesson.
    pub(in crate::cli) is_named: bool,
}

/// The files in the order of the arguments, within a folder by name; none twice.
///
/// As ruff does, folders are searched without what `.gitignore` and `.ignore` files leave out; a file that is named is
/// taken whatever they say.
pub(in crate::cli) fn find_files(
    arguments: &[PathBuf],
    excluded: &[String],
) -> (Vec<FoundFile>, Vec<Failure>) {
    let mut files = Vec::new();
    let mut failures = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, argument) in arguments.iter().enumerate() {
        let found = if argument.is_dir() {
            files_in(argument, excluded)
        } else if is_pattern(argument) {
            files_like(argument, excluded)
        } else {
            Ok(vec![argument.clone()])
        };
        match found {
            Ok(paths) => {
                for path in paths {
                    if seen.insert(fs::canonicalize(&path).unwrap_or_else(|_| path.clone())) {
                        files.push(FoundFile {
                            is_named: !argument.is_dir(),
                            argument: number,
                            path,
                        });
                    }
                }
            }
            Err(failure) => failures.push(failure),
        }
    }
    (files, failures)
}

/// One part of the files. Files are dealt out in turn: the parts are of one size, and the same on every machine that has the
/// same files.
pub(super) fn part(files: Vec<FoundFile>, shard: Shard) -> Vec<FoundFile> {
    files
        .into_iter()
        .skip(shard.number - 1)
        .step_by(shard.count)
        .collect()
}

fn files_in(folder: &Path, excluded: &[String]) -> Result<Vec<PathBuf>, Failure> {
    let files = walk(folder, excluded, |path| {
        path.extension().is_some_and(|extension| {
            EXTENSIONS
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        })
    })?;
    if files.is_empty() {
        return Err(no_lessons(folder));
    }
    Ok(files)
}

/// The files in a folder that may be snapshots.
pub(in crate::cli) fn snapshots_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    walk(folder, &[], |path| {
        path.extension()
            .is_some_and(|extension| extension == snapshot::EXTENSION)
    })
}

pub(super) fn no_lessons(folder: &Path) -> Failure {
    Failure::Usage(format!(
        "{}: no lessons in this folder (looked for .py, .md, .markdown, .ipynb, .txt)",
        folder.display()
    ))
}

/// Whether the shell left a pattern to us: there is no such file.
fn is_pattern(argument: &Path) -> bool {
    let text = argument.to_string_lossy();
    text.contains(['*', '?', '[', '{']) && !argument.exists()
}

fn files_like(pattern: &Path, excluded: &[String]) -> Result<Vec<PathBuf>, Failure> {
    let plain: PathBuf = pattern
        .components()
        .filter(|component| !matches!(component, Component::CurDir))
        .collect();
    let text = plain.to_string_lossy();
    let matcher = GlobBuilder::new(&text)
        .literal_separator(true)
        .build()
        .map_err(|error| Failure::Usage(format!("{}: {error}", pattern.display())))?
        .compile_matcher();
    let base: PathBuf = plain
        .components()
        .take_while(|component| {
            let part = component.as_os_str().to_string_lossy();
            !part.contains(['*', '?', '[', '{'])
        })
        .collect();
    let nothing = || Failure::Usage(format!("{}: no file is like this", pattern.display()));
    let folder = if base.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &base
    };
    if !folder.is_dir() {
        return Err(nothing());
    }
    let without_dot = |path: &Path| path.strip_prefix(".").unwrap_or(path).to_owned();
    let files = walk(folder, excluded, |path| matcher.is_match(without_dot(path)))?;
    if files.is_empty() {
        return Err(nothing());
    }
    Ok(files.iter().map(|path| without_dot(path)).collect())
}

/// The wanted files of a folder by name; in the current folder without `./`.
fn walk(
    folder: &Path,
    excluded: &[String],
    is_wanted: impl Fn(&Path) -> bool,
) -> Result<Vec<PathBuf>, Failure> {
    let walker = WalkBuilder::new(folder)
        // A course that was unpacked from an archive is read as in its repository.
        .require_git(false)
        .overrides(exclusions(folder, excluded)?)
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !TOOL_FOLDERS.contains(&&*name)
        })
        .build();
    let mut files = Vec::new();
    for entry in walker {
        let entry = entry.map_err(|error| {
            let told = match error.io_error() {
                Some(error) => describe(error),
                None => error.to_string(),
            };
            Failure::Usage(format!("{}: {told}", folder.display()))
        })?;
        let path = entry.path();
        let path = path.strip_prefix(".").unwrap_or(path);
        if is_wanted(path) && path.is_file() {
            files.push(path.to_owned());
        }
    }
    files.sort();
    Ok(files)
}

fn exclusions(folder: &Path, excluded: &[String]) -> Result<Override, Failure> {
    let mut builder = OverrideBuilder::new(folder);
    for pattern in excluded {
        builder
            .add(&format!("!{pattern}"))
            .map_err(|error| Failure::Usage(format!("--exclude {pattern}: {error}")))?;
    }
    builder
        .build()
        .map_err(|error| Failure::Usage(format!("--exclude: {error}")))
}

/// The folder to watch for changes of what an argument names.
pub(super) fn folder_of(argument: &Path) -> io::Result<PathBuf> {
    let mut folder = argument;
    while !folder.is_dir() {
        folder = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            Some(_) | None => Path::new("."),
        };
    }
    fs::canonicalize(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("inside")).expect("made");
            fs::write(&path, "print(1)\n").expect("written");
        }
        folder
    }

    fn found(folder: &Path, argument: &str, excluded: &[&str]) -> Vec<String> {
        let argument = folder.join(argument);
        let excluded: Vec<String> = excluded.iter().map(|text| (*text).to_owned()).collect();
        let (files, _) = find_files(&[argument], &excluded);
        let inside = |file: FoundFile| {
            let path = file.path.strip_prefix(folder).expect("inside").to_owned();
            path.to_string_lossy().into_owned()
        };
        files.into_iter().map(inside).collect()
    }

    #[test]
    fn folders_are_searched_without_what_is_ignored() {
        let folder = course(&[
            "b.md",
            "a/one.py",
            "a/two.TXT",
            "a/picture.png",
            ".hidden/x.py",
            "node_modules/x.py",
            "drafts/x.py",
            "a/solutions/x.py",
        ]);
        fs::write(folder.path().join(".gitignore"), "drafts/\n").expect("written");
        assert_eq!(
            found(folder.path(), "", &["solutions"]),
            ["a/one.py", "a/two.TXT", "b.md"]
        );
        assert_eq!(found(folder.path(), "drafts/x.py", &[]), ["drafts/x.py"]);
    }

    #[test]
    fn patterns_name_files() {
        let folder = course(&["w1/a.md", "w1/deep/b.md", "w2/c.md", "w2/c.py"]);
        assert_eq!(found(folder.path(), "w*/*.md", &[]), ["w1/a.md", "w2/c.md"]);
        assert_eq!(
            found(folder.path(), "**/*.{md,py}", &["w1"]),
            ["w2/c.md", "w2/c.py"]
        );
        let (files, failures) = find_files(&[folder.path().join("*.rst")], &[]);
        assert!(files.is_empty() && failures.len() == 1, "{failures:?}");
    }

    #[test]
    fn parts_cover_all_and_none_twice() {
        let names = ["a.py", "b.py", "c.py", "d.py", "e.py"];
        let folder = course(&names);
        let (files, _) = find_files(&[folder.path().to_owned(), folder.path().join("a.py")], &[]);
        assert_eq!(files.len(), names.len());
        let mut dealt = Vec::new();
        for number in 1..=3 {
            let part = part(files.clone(), Shard { number, count: 3 });
            assert!((1..=2).contains(&part.len()));
            dealt.extend(part);
        }
        dealt.sort_by(|a, b| a.path.cmp(&b.path));
        assert_eq!(dealt, files);
    }
}
