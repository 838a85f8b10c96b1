//! The run of a closure snippet, step by step, at the lesson's lines.

use serde::Serialize;

use super::lines;
use super::reasons::{Capture, short};
use crate::lesson::Lesson;
use crate::lesson::session::Program;
use crate::verify::cells::{FUNCTION_MARK, Frame, Function, Recording, Step};

/// A run to be shown.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// The calls.
    pub frames: Vec<Frame>,
    /// The functions; their lines are the lesson's.
    pub functions: Vec<Function>,
    /// The cells.
    pub cells: Vec<RunCell>,
    /// The moments.
    pub steps: Vec<RunStep>,
    /// What was printed, earlier snippets included.
    pub stdout: String,
    /// It went on behind the last step.
    pub is_cut: bool,
}

/// A cell beside its Rust.
#[derive(Clone, Debug, Serialize)]
pub struct RunCell {
    /// Its name.
    pub name: String,
    /// The call whose variable it is.
    pub owner: Option<usize>,
    /// For each dress of the snippet, the Rust type that it has.
    pub rust: Vec<Option<String>>,
}

/// A moment at a line of the lesson.
#[derive(Clone, Debug, Serialize)]
pub struct RunStep {
    /// The number of the snippet whose line it is.
    pub snippet: usize,
    /// The lesson's line.
    pub number: u32,
    /// The index of the line in this snippet, if it is its own.
    pub at: Option<usize>,
    /// What was seen.
    #[serde(flatten)]
    pub step: Step,
}

/// The steps from the first line of the snippet on; none if it never got there, or nothing is captured.
pub(super) fn run(
    lesson: &Lesson,
    snippet: usize,
    program: &Program,
    recording: &Recording,
    captures: &[&[Capture]],
) -> Option<Run> {
    let origin = |line: usize| program.origins.get(line.checked_sub(1)?);
    let number = |line: usize| origin(line).and_then(|origin| origin.line);
    let is_helper = |function: &Function| number(function.line).is_none();
    let helpers: Vec<String> = (0..recording.functions.len())
        .filter(|index| is_helper(&recording.functions[*index]))
        .map(|index| format!("{FUNCTION_MARK}{index}"))
        .collect();
    let steps = recording.steps.iter().filter_map(|step| {
        let origin = origin(step.line)?;
        let mut step = step.clone();
        for locals in &mut step.locals {
            locals.retain(|(_, value)| !helpers.contains(value));
        }
        Some(RunStep {
            snippet: lesson.snippets[origin.snippet].number,
            number: origin.line?,
            at: lines::own_index(lesson, snippet, program, step.line - 1),
            step,
        })
    });
    let steps: Vec<RunStep> = steps.skip_while(|step| step.at.is_none()).collect();
    let has_closures = recording
        .functions
        .iter()
        .any(|function| !function.cells.is_empty());
    if steps.is_empty() || !has_closures {
        return None;
    }
    let cells = recording.cells.iter().map(|cell| RunCell {
        name: cell.name.clone(),
        owner: cell.owner,
        rust: captures
            .iter()
            .map(|captures| {
                let owner = cell.owner.map(|owner| short(&recording.frames[owner].name));
                let found = captures.iter().find(|capture| {
                    capture.variable == cell.name && Some(&capture.from) == owner.as_ref()
                });
                found.map(|capture| capture.lives_as.clone())
            })
            .collect(),
    });
    let functions = recording.functions.iter().map(|function| Function {
        line: number(function.line).unwrap_or_default() as usize,
        ..function.clone()
    });
    Some(Run {
        frames: recording
            .frames
            .iter()
            .map(|frame| Frame {
                name: short(&frame.name),
                ..frame.clone()
            })
            .collect(),
        functions: functions.collect(),
        cells: cells.collect(),
        steps,
        stdout: recording.stdout.clone(),
        is_cut: recording.is_cut,
    })
}
