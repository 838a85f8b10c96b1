//! Values as dynamic code uses them: calls, functions, methods, iteration.

use adder_runtime::{Args, CellRef, Exception, Function, List, Show, Value, params};

fn repr(result: Result<Value, Exception>) -> String {
    result.map_or_else(|exc| exc.last_line(), |value| value.repr())
}

#[test]
fn functions_bind_arguments_as_python_does() {
    let describe = Function::new(
        "describe",
        params!["a", "b" = 2, *"rest", "key" = "k", **"more"],
        |[a, b, rest, key, more]: [Value; 5]| Value::tuple([a, b, rest, key, more]),
    );
    let call = |args: Args| repr(describe.try_call(args));
    assert_eq!(call(Args::from([Value::from(1)])), "(1, 2, (), 'k', {})");
    assert_eq!(
        call(
            Args::from([1, 2, 3, 4].map(Value::from))
                .keyword("key", true)
                .keyword("x", 5)
        ),
        "(1, 2, (3, 4), True, {'x': 5})"
    );
    assert_eq!(
        call(Args::new()),
        "TypeError: describe() missing 1 required positional argument: 'a'"
    );
}

#[test]
fn closures_share_their_cells() {
    let count = CellRef::new(0);
    let cell = count.clone();
    let counter = Function::new("counter", params![], move |[]: [Value; 0]| {
        cell.set(cell.read_free("count").iadd(&Value::from(1)));
        cell.read_free("count")
    })
    .with_qualname("make.<locals>.counter")
    .with_cells([("count", count.clone())]);
    assert_eq!(counter.call(Args::new()).repr(), "1");
    assert_eq!(counter.call(Args::new()).repr(), "2");
    let counter = Value::from(counter);
    let cell = counter.getattr("__closure__").getitem(&Value::from(0));
    assert_eq!(cell.getattr("cell_contents").repr(), "2");
    cell.setattr("cell_contents", Value::from(10));
    assert_eq!(counter.call(Args::new()).repr(), "11");
    assert_eq!(
        counter.getattr("__code__").getattr("co_freevars").repr(),
        "('count',)"
    );
    assert!(
        counter
            .repr()
            .starts_with("<function make.<locals>.counter at 0x")
    );
}

#[test]
fn methods_are_called_and_bound() {
    let log = Value::from(List::from([Value::from(1)]));
    log.call_method("append", Args::from([Value::from("x")]));
    let append = log.getattr("append");
    append.call(Args::from([Value::None]));
    assert_eq!(log.repr(), "[1, 'x', None]");
    assert!(append.eq(&log.getattr("append")));
    assert_eq!(
        repr(log.try_call_method("append", Args::new())),
        "TypeError: list.append() takes exactly one argument (0 given)"
    );
    assert_eq!(
        repr(log.try_getattr("push")),
        "AttributeError: 'list' object has no attribute 'push'"
    );
}

#[test]
fn builtins_are_values() {
    let call = |name: &str, args: Args| repr(Value::try_call_builtin(name, args));
    let numbers = || Value::list([3, 1, 2].map(Value::from));
    assert_eq!(
        call("sorted", Args::from([numbers()]).keyword("reverse", true)),
        "[3, 2, 1]"
    );
    assert_eq!(call("sum", Args::from([numbers()])), "6");
    assert_eq!(
        call("max", Args::from([Value::list([])])),
        "ValueError: max() arg is an empty sequence"
    );
    let squares = Value::call_builtin(
        "map",
        Args::from([Value::builtin("str").expect("str"), numbers()]),
    );
    assert_eq!(call("list", Args::from([squares])), "['3', '1', '2']");
    let zipped = Value::call_builtin("zip", Args::from([numbers(), Value::from("ab")]));
    assert_eq!(call("dict", Args::from([zipped])), "{3: 'a', 1: 'b'}");
}

#[test]
fn unpacking_says_what_is_wrong() {
    let [a, b] = Value::from((1, 2)).unpack();
    assert_eq!((a.repr(), b.repr()), ("1".to_owned(), "2".to_owned()));
    let message = |value: Value| {
        value
            .try_unpack::<2>()
            .expect_err("does not fit")
            .last_line()
    };
    assert_eq!(
        message(Value::from("abc")),
        "ValueError: too many values to unpack (expected 2)"
    );
    assert_eq!(
        message(Value::from((1,))),
        "ValueError: not enough values to unpack (expected 2, got 1)"
    );
    assert_eq!(
        message(Value::from(1)),
        "TypeError: cannot unpack non-iterable int object"
    );
}

#[test]
fn bare_objects_differ_from_all_others() {
    let (one, two) = (
        Value::call_builtin("object", Args::new()),
        Value::call_builtin("object", Args::new()),
    );
    assert!(one.eq(&one) && one.ne(&two) && !one.is(&two));
    assert!(one.repr().starts_with("<object object at 0x"));
    let known = Value::dict([(one.clone(), Value::from(1))]);
    assert_eq!(repr(known.try_getitem(&one)), "1");
    assert_eq!(
        repr(one.try_add(&two)),
        "TypeError: unsupported operand type(s) for +: 'object' and 'object'"
    );
    assert_eq!(
        repr(one.try_getattr("x")),
        "AttributeError: 'object' object has no attribute 'x'"
    );
}

#[test]
fn loops_notice_changes_of_what_they_run_over() {
    let dict = Value::dict([(Value::from(1), Value::None)]);
    let mut keys = dict.iter();
    assert!(keys.next().is_some());
    dict.setitem(&Value::from(2), Value::None);
    let error = keys.try_next().expect_err("a key came");
    assert_eq!(
        error.last_line(),
        "RuntimeError: dictionary changed size during iteration"
    );
    let list = Value::list([Value::from(1)]);
    for item in list.iter().take(3) {
        list.call_method("append", Args::from([item.add(&Value::from(1))]));
    }
    assert_eq!(list.repr(), "[1, 2, 3, 4]");
}

#[test]
fn containers_that_hold_themselves_print_dots() {
    let list = Value::list([]);
    list.call_method("append", Args::from([list.clone()]));
    let dict = Value::dict([]);
    dict.setitem(&Value::from("self"), dict.clone());
    assert_eq!(
        (list.repr(), dict.repr()),
        ("[[...]]".to_owned(), "{'self': {...}}".to_owned())
    );
}
