//! The run of a program step by step: its calls, its closures, and the cells that these share.
//!
//! `cells.py` runs the program once under `CPython` and writes down what a debugger would show at each line. Which closure shares which
//! cell, and in which call a closure was made, is seen from the objects themselves and not guessed from names.

use std::collections::BTreeMap;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::{Limits, Python};

const RECORDER: &str = include_str!("cells.py");

/// In a shown value, this stands before the number of a function.
pub const FUNCTION_MARK: char = '\u{e000}';

/// A recorded run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Recording {
    /// The calls, in the order in which they began; the first is the module's own code.
    pub frames: Vec<Frame>,
    /// The functions, in the order in which they were made.
    pub functions: Vec<Function>,
    /// The cells.
    pub cells: Vec<SharedCell>,
    /// What was seen, one line after the other.
    pub steps: Vec<Step>,
    /// Everything that was printed.
    pub stdout: String,
    /// The error that ended it.
    pub error: Option<String>,
    /// It went on behind the last step.
    pub is_cut: bool,
}

/// A call.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Frame {
    /// `__qualname__` of what was called.
    pub name: String,
    /// The how manieth call of the same code it is, from 1.
    pub call: usize,
    /// The closure that was called, if it is known which.
    pub function: Option<usize>,
    /// The cells that it uses, by their names.
    pub cells: BTreeMap<String, usize>,
}

/// A function.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The 1-based line of its `def`.
    pub line: usize,
    /// The call that made it.
    pub made_in: Option<usize>,
    /// The cells that it captured, by their names.
    pub cells: BTreeMap<String, usize>,
}

/// A variable that closures share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SharedCell {
    /// Its name.
    pub name: String,
    /// The call whose variable it is.
    pub owner: Option<usize>,
}

/// A moment of the run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// The 1-based line.
    pub line: usize,
    /// `line`: it runs next; `return`: it has just given a value back.
    pub event: String,
    /// The calls that are active, the innermost last.
    pub stack: Vec<usize>,
    /// For each of them, its variables.
    pub locals: Vec<Vec<(String, String)>>,
    /// What the cells hold, by number; null if nothing.
    pub cells: BTreeMap<usize, Option<String>>,
    /// The functions that somebody can still call.
    pub functions: Vec<usize>,
    /// What is given back.
    pub returns: Option<String>,
    /// How many letters were printed before.
    pub printed: usize,
}

/// Records at most so many steps of a program.
///
/// # Errors
/// If files cannot be written, Python cannot be started, or the program ran into a limit.
pub fn record_cells(
    python: &Python,
    text: &str,
    n_steps: usize,
    limits: &Limits,
) -> io::Result<Recording> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    fs::write(path("recorder.py"), RECORDER)?;
    fs::write(path("program.py"), text)?;
    fs::create_dir(path("work"))?;
    let (program, report, n_steps) = (path("program.py"), path("report.json"), n_steps.to_string());
    python.run(
        &path("recorder.py"),
        &[&program, &report, n_steps.as_ref()],
        &path("work"),
        &[],
        limits,
    )?;
    serde_json::from_slice(&fs::read(report)?).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line for each closure: its name, the call that made it, and its cells with their numbers.
    fn closures(text: &str) -> Option<Vec<String>> {
        let python = Python::find(None, None).ok()?;
        let recording =
            record_cells(&python, text, 300, &Limits::default()).expect("it is recorded");
        let functions = recording.functions.iter();
        let closures = functions.filter(|function| !function.cells.is_empty());
        let shown = closures.map(|function| {
            let frame = function.made_in.map(|number| &recording.frames[number]);
            let made_in = frame.map(|frame| format!("{} {}", frame.name, frame.call));
            format!("{} of {made_in:?}: {:?}", function.name, function.cells)
        });
        Some(shown.collect())
    }

    #[test]
    fn equal_closures_have_the_parents_that_made_them() {
        let text = "def make_adder(n):\n    def add(x):\n        return x + n\n    return add\n\
                    a, b = make_adder(1), make_adder(1)\nprint(a(1), b(1))\n";
        let Some(found) = closures(text) else { return };
        assert_eq!(
            found,
            [
                "add of Some(\"make_adder 1\"): {\"n\": 0}",
                "add of Some(\"make_adder 2\"): {\"n\": 1}"
            ]
        );
    }

    #[test]
    fn closures_of_one_call_share_its_cell() {
        let text = "def account(n):\n    def put(x):\n        nonlocal n\n        n += x\n    \
                    def show():\n        print(n)\n    return put, show\n\
                    put, show = account(5)\nput(1)\nshow()\n";
        let Some(found) = closures(text) else { return };
        assert_eq!(
            found,
            [
                "put of Some(\"account 1\"): {\"n\": 0}",
                "show of Some(\"account 1\"): {\"n\": 0}"
            ]
        );
    }

    #[test]
    fn asking_for_cells_leaves_no_trace() {
        let text = "def f():\n    def g():\n        return x\n    try:\n        g()\n    \
                    except NameError as e:\n        print(e)\n    x = 1\n    print(g())\n    del x\nf()\n";
        let Ok(python) = Python::find(None, None) else {
            return;
        };
        let recording = record_cells(&python, text, 300, &Limits::default()).expect("recorded");
        assert!(recording.stdout.ends_with("\n1\n"), "{}", recording.stdout);
        assert_eq!(recording.error, None);
    }

    #[test]
    fn long_runs_are_cut() {
        let Ok(python) = Python::find(None, None) else {
            return;
        };
        let text = "n = 0\nwhile n < 100:\n    n += 1\nprint(n)\n";
        let recording = record_cells(&python, text, 10, &Limits::default()).expect("recorded");
        assert_eq!((recording.steps.len(), recording.is_cut), (10, true));
        assert_eq!(recording.stdout, "100\n");
    }
}
