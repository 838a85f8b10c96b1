//! Why the Rust looks as it does, said of small programs.

use adder::present;
use adder::source::SourceFile;
use adder::translate::{Options, translate};

/// What `adder translate --why` prints, below the numbered Rust.
fn why(program: &str) -> String {
    let source = SourceFile::new("program.py".to_owned(), program.to_owned());
    let translation = translate(&source, &Options::default()).expect("it is translated");
    let mut text = String::new();
    for (number, line) in (1..).zip(translation.rust.lines()) {
        text += format!("{number:3} {line}").trim_end();
        text.push('\n');
    }
    text.push('\n');
    text + &present::why(&translation)
}

#[test]
fn cells_and_captures() {
    insta::assert_snapshot!(why("\
def counter(start):
    count = start
    step = 1

    def up():
        nonlocal count
        count += step
        return count

    def reset():
        nonlocal count
        count = start

    return up, reset


up, reset = counter(3)
up()
print(up())
reset()
print(up())


def add(n):
    return lambda x: x + n


print(add(2)(3))
"));
}

#[test]
fn results_integers_and_values() {
    insta::assert_snapshot!(why("\
def power(base, n):
    result = 1
    for _ in range(n):
        result *= base
    return result


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def half(text):
    return int(text) // 2


try:
    print(half('x'))
except ValueError:
    print('no number')
print(power(3, 100), depth(len('five!')))
mixed = [1, 'a']
other = mixed
other.append(2.5)
print(mixed)
"));
}
