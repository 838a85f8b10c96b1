//! What `translate --stage types|ir|storage` shows of small closure programs.

use adder::source::SourceFile;
use adder::translate::{Options, Stage, show_stage};

const COUNTER: &str = "\
def make_counter(start):
    count = start
    def step():
        nonlocal count
        count += 1
        return count
    return step

c = make_counter(10)
print(c(), c())
";

const ADDER: &str = "\
def make_adder(n):
    def add(x):
        return x + n
    return add

def shout(word):
    print(word, len(word))

f = make_adder(3)
shout('sum')
print(f(4))
";

const MUTABLE_DEFAULT: &str = "\
def keep(item, seen=[]):
    seen.append(item)
    return seen

def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result

keep(1)
print(keep(2), factorial(30))
mixed = 1
mixed = 'one'
print(mixed)
branch = 1 if len(mixed) > 5 else 2.5
for value in [1, 'one']:
    print(value, branch)
";

fn shown(text: &str, stage: Stage) -> String {
    let source = SourceFile::new("lesson.py", text);
    show_stage(&source, &Options::default(), stage).expect("the program is in the subset")
}

#[test]
fn types_say_how_each_function_is_called() {
    insta::assert_snapshot!("types_counter", shown(COUNTER, Stage::Types));
    insta::assert_snapshot!(
        "types_mutable_default",
        shown(MUTABLE_DEFAULT, Stage::Types)
    );
}

#[test]
fn the_ir_is_explicit_pseudo_rust() {
    insta::assert_snapshot!("ir_counter", shown(COUNTER, Stage::Ir));
    insta::assert_snapshot!("ir_mutable_default", shown(MUTABLE_DEFAULT, Stage::Ir));
}

#[test]
fn storage_says_why_each_variable_and_closure_lives_as_it_does() {
    insta::assert_snapshot!("storage_counter", shown(COUNTER, Stage::Storage));
    insta::assert_snapshot!("storage_adder", shown(ADDER, Stage::Storage));
    insta::assert_snapshot!(
        "storage_mutable_default",
        shown(MUTABLE_DEFAULT, Stage::Storage)
    );
}

#[test]
fn the_text_of_a_stage_is_the_same_each_time() {
    for stage in [Stage::Types, Stage::Ir, Stage::Storage] {
        let first = shown(MUTABLE_DEFAULT, stage);
        for _ in 0..5 {
            assert_eq!(shown(MUTABLE_DEFAULT, stage), first);
        }
    }
}
