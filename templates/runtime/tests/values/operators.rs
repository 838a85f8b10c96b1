//! Operators, subscripts, conversions.

use adder_runtime::{Exception, Value};

use crate::oracle::Batch;
use crate::pool::POOL;

type Binary = fn(&Value, &Value) -> Result<Value, Exception>;

const OPERATORS: &[(&str, Binary)] = &[
    ("+", Value::try_add),
    ("-", Value::try_sub),
    ("*", Value::try_mul),
    ("/", Value::try_true_div),
    ("//", Value::try_floor_div),
    ("%", Value::try_modulo),
    ("**", Value::try_pow),
    ("<<", Value::try_lshift),
    (">>", Value::try_rshift),
    ("&", Value::try_bit_and),
    ("|", Value::try_bit_or),
    ("^", Value::try_bit_xor),
    ("@", Value::try_mat_mul),
    ("==", |one, two| one.try_eq(two).map(Value::from)),
    ("!=", |one, two| one.try_ne(two).map(Value::from)),
    ("<", |one, two| one.try_lt(two).map(Value::from)),
    ("<=", |one, two| one.try_le(two).map(Value::from)),
    (">", |one, two| one.try_gt(two).map(Value::from)),
    (">=", |one, two| one.try_ge(two).map(Value::from)),
    ("in", |one, two| two.try_contains(one).map(Value::from)),
];

/// What neither side can do: results of astronomic size, complex numbers, unions of types.
fn is_out_of_reach(one: &str, operator: &str, two: &str) -> bool {
    let is_class = |source: &str| matches!(source, "int" | "str");
    let is_huge = two == "(2**70)";
    match operator {
        "**" | "**=" => is_huge || one.starts_with('-') && matches!(two, "2.5" | "-1.5"),
        "<<" | "<<=" | "*" | "*=" => is_huge || two == "-(2**63)" && operator.starts_with("<<"),
        "|" | "|=" => is_class(one) || is_class(two),
        "%" | "%=" => one.starts_with("b'"),
        _ => false,
    }
}

#[test]
fn binary_operators() {
    let mut batch = Batch::default();
    for (operator, act) in OPERATORS {
        for one in POOL {
            for two in POOL {
                if !is_out_of_reach(one.source, operator, two.source) {
                    let ours = act(&(one.make)(), &(two.make)());
                    batch.add(
                        format!("({}) {operator} ({})", one.source, two.source),
                        ours,
                    );
                }
            }
        }
    }
    batch.compare();
}

const ASSIGNMENTS: &[(&str, Binary)] = &[
    ("+=", Value::try_iadd),
    ("-=", Value::try_isub),
    ("*=", Value::try_imul),
    ("/=", Value::try_itrue_div),
    ("//=", Value::try_ifloor_div),
    ("%=", Value::try_imodulo),
    ("**=", Value::try_ipow),
    ("<<=", Value::try_ilshift),
    (">>=", Value::try_irshift),
    ("&=", Value::try_ibit_and),
    ("|=", Value::try_ibit_or),
    ("^=", Value::try_ibit_xor),
    ("@=", Value::try_imat_mul),
];

#[test]
fn augmented_assignments() {
    let mut batch = Batch::default();
    for (operator, act) in ASSIGNMENTS {
        for one in POOL
            .iter()
            .filter(|sample| !sample.source.starts_with("iter("))
        {
            for two in POOL {
                if !is_out_of_reach(one.source, operator, two.source) {
                    let target = (one.make)();
                    let ours =
                        act(&target, &(two.make)()).map(|result| Value::tuple([result, target]));
                    batch.add(
                        format!("assign({}, '{operator}', {})", one.source, two.source),
                        ours,
                    );
                }
            }
        }
    }
    batch.compare();
}

type Unary = fn(&Value) -> Result<Value, Exception>;

const UNARY: &[(&str, Unary)] = &[
    ("-(x)", Value::try_neg),
    ("+(x)", Value::try_pos),
    ("~(x)", Value::try_invert),
    ("not (x)", |value| {
        value.try_truthy().map(|flag| Value::from(!flag))
    }),
    ("len(x)", |value| value.try_len().map(Value::from)),
    ("str(x)", |value| value.try_str().map(Value::from)),
    ("repr(x)", |value| value.try_repr().map(Value::from)),
    ("iter(x)", Value::try_iter_object),
    ("unpack(1, x)", |value| {
        value.try_unpack::<1>().map(Value::list)
    }),
    ("unpack(2, x)", |value| {
        value.try_unpack::<2>().map(Value::list)
    }),
    ("unpack(3, x)", |value| {
        value.try_unpack::<3>().map(Value::list)
    }),
    ("type(x)", |value| Ok(value.type_value())),
    ("(x)()", |value| value.try_call(adder_runtime::Args::new())),
    ("(x).no_such", |value| value.try_getattr("no_such")),
    ("type(x).no_such", |value| {
        value.type_value().try_getattr("no_such")
    }),
];

#[test]
fn unary_operations() {
    let mut batch = Batch::default();
    for (form, act) in UNARY {
        for sample in POOL {
            let expression = form.replace("(x)", &format!("({})", sample.source));
            let expression = expression.replace(", x)", &format!(", {})", sample.source));
            batch.add(expression, act(&(sample.make)()));
        }
    }
    batch.compare();
}

#[test]
fn subscripts() {
    let mut batch = Batch::default();
    for container in POOL
        .iter()
        .filter(|sample| !matches!(sample.source, "int" | "str"))
    {
        for key in POOL {
            let (make, source) = (container.make, container.source);
            batch.add(
                format!("({source})[{}]", key.source),
                make().try_getitem(&(key.make)()),
            );
            let target = make();
            let ours = target
                .try_delitem(&(key.make)())
                .map(|()| Value::tuple([Value::None, target]));
            batch.add(
                format!(
                    "after({source}, lambda x: exec('del x[{}]', {{'x': x}}))",
                    key.source.replace('\'', "\"")
                ),
                ours,
            );
            for item in ["0", "[1]", "'abc'", "()"] {
                let value = POOL
                    .iter()
                    .find(|sample| sample.source == item)
                    .expect("in the pool");
                let target = make();
                let ours = target
                    .try_setitem(&(key.make)(), (value.make)())
                    .map(|()| Value::tuple([Value::None, target]));
                let statement = format!("x[{}] = {item}", key.source).replace('\'', "\"");
                batch.add(
                    format!("after({source}, lambda x: exec('{statement}', {{'x': x}}))"),
                    ours,
                );
            }
        }
    }
    batch.compare();
}
