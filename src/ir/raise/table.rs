//! What the operations of the support library may raise, and the names of their twins that give a `Result`.
//!
//! A name of a method is looked up under the type of its receiver. What is not named here raises nothing.

use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty, ViewKind};
use crate::library::ROWS;
use crate::library::exception::ClassSet;

/// An operation that may raise.
pub(super) struct Raising {
    /// What.
    pub(super) classes: ClassSet,
    /// The spelling of the twin that gives a `Result`.
    pub(super) twin: Spelling,
}

/// What an operation may raise by itself; none if nothing.
pub(super) fn raising(expr: &Expr) -> Option<Raising> {
    let ExprKind::Op {
        spelling,
        args,
        runtime: true,
    } = &expr.kind
    else {
        return None;
    };
    match spelling {
        Spelling::Method(name) => {
            let receiver = &args.first()?.0.ty;
            let classes = of_method(receiver, name, args)?;
            let twin = match (receiver, name.as_str()) {
                (Ty::Value, "to_str") => "try_str".to_owned(),
                _ => format!("try_{}", name.trim_end_matches("_many")),
            };
            Some(Raising {
                classes,
                twin: Spelling::Method(twin),
            })
        }
        Spelling::Path(path) => Some(Raising {
            classes: of_path(path, args, &expr.ty)?,
            twin: Spelling::Path(twin_path(path)),
        }),
        Spelling::Infix(_)
        | Spelling::Prefix(_)
        | Spelling::TypedPath(_)
        | Spelling::Macro(_)
        | Spelling::Listed(_)
        | Spelling::Constant(_)
        | Spelling::Cast(_)
        | Spelling::Field(_)
        | Spelling::Record(_)
        | Spelling::RangeFrom
        | Spelling::Array
        | Spelling::StaticArray
        | Spelling::Tuple => None,
    }
}

/// `text::ord` as `text::try_ord`.
fn twin_path(path: &str) -> String {
    match path {
        "Dict::from" => return "Dict::try_from_iter".to_owned(),
        "Set::from_iter" => return "Set::try_from_items".to_owned(),
        _ => {}
    }
    match path.rsplit_once("::") {
        Some((module, name)) => format!("{module}::try_{name}"),
        None => format!("try_{path}"),
    }
}

fn of_method(receiver: &Ty, name: &str, args: &[(Expr, Mode)]) -> Option<ClassSet> {
    match receiver {
        Ty::Owned(inner, _) => of_method(inner, name, args),
        Ty::List(item) => of_list(item, name),
        Ty::Dict(key, _) => of_dict(key, name),
        Ty::Set(item) => of_set(item, name),
        Ty::VarTuple(_) => match name {
            "at" => Some(ClassSet::exactly(&["IndexError"])),
            "slice" | "index" => Some(ClassSet::exactly(&["ValueError"])),
            "repeated_many" => Some(ClassSet::exactly(&["MemoryError"])),
            _ => None,
        },
        Ty::Range => match name {
            "at" => Some(ClassSet::exactly(&["IndexError"])),
            "slice" | "index" => Some(ClassSet::exactly(&["ValueError"])),
            _ => None,
        },
        Ty::Str | Ty::StaticStr | Ty::Char | Ty::Part(_) | Ty::Letters => of_text(name),
        Ty::I64 | Ty::Int | Ty::Num | Ty::F64 | Ty::Bool => match name {
            "round_to_int" | "to_int" => Some(ClassSet::exactly(&["ValueError", "OverflowError"])),
            "round" => Some(ClassSet::exactly(&["OverflowError"])),
            "power" => Some(ClassSet::exactly(&[
                "MemoryError",
                "ZeroDivisionError",
                "OverflowError",
            ])),
            "floor_div" | "modulo" | "divmod" => Some(ClassSet::exactly(&["ZeroDivisionError"])),
            "true_div"
                if args
                    .iter()
                    .any(|(arg, _)| matches!(arg.ty, Ty::Int | Ty::Num)) =>
            {
                Some(ClassSet::exactly(&["ZeroDivisionError", "OverflowError"]))
            }
            "true_div" => Some(ClassSet::exactly(&["ZeroDivisionError"])),
            "index" => Some(ClassSet::exactly(&["IndexError", "OverflowError"])),
            "to_f64" => Some(ClassSet::exactly(&["OverflowError"])),
            "to_bytes" => ROWS.raised_by(name),
            _ => None,
        },
        Ty::Value => of_value(name).then(ClassSet::library),
        Ty::Unit => matches!(
            name,
            "spread" | "spread_beside" | "spread_keywords" | "keyword_beside"
        )
        .then(ClassSet::library),
        Ty::Stream(_) => of_stream(name),
        Ty::Bytes => of_bytes(name),
        Ty::FrozenSet(item) => of_set(item, name),
        Ty::Deque(_) => of_deque(name),
        Ty::Record(_) => (name == "at").then(|| ClassSet::exactly(&["KeyError"])),
        Ty::View(kind, key, value) => of_view(*kind, key, value, name),
        Ty::Option(_) => match name {
            "or_type_error" => Some(ClassSet::exactly(&["TypeError"])),
            "or_attribute_error" => Some(ClassSet::exactly(&["AttributeError"])),
            _ => None,
        },
        Ty::Tuple(_) | Ty::Closure(_) | Ty::Exception | Ty::Iter(_) | Ty::Never => None,
    }
}

fn of_list(item: &Ty, name: &str) -> Option<ClassSet> {
    match name {
        "at" | "set" | "del_at" | "pop" | "pop_at" => Some(ClassSet::exactly(&["IndexError"])),
        "remove" | "index" | "index_from" | "slice" | "set_slice" | "del_slice" => {
            Some(ClassSet::exactly(&["ValueError"]))
        }
        "sort" | "sort_reverse" if is_dynamic(item) => Some(ClassSet::library()),
        "repeat_many" | "extend_repeat_many" => Some(ClassSet::exactly(&["MemoryError"])),
        _ => None,
    }
}

fn of_deque(name: &str) -> Option<ClassSet> {
    match name {
        "at" | "set" | "del_at" | "pop" | "pop_left" | "insert" => {
            Some(ClassSet::exactly(&["IndexError"]))
        }
        "remove" | "index" => Some(ClassSet::exactly(&["ValueError"])),
        _ => None,
    }
}

fn of_dict(key: &Ty, name: &str) -> Option<ClassSet> {
    let own = match name {
        "at" | "at_or_made" | "pop" | "del_item" | "popitem" => ClassSet::exactly(&["KeyError"]),
        "most_common" | "most_common_of" => ClassSet::library(),
        "subtract" | "subtract_items" | "total" | "elements" => {
            ClassSet::exactly(&["AttributeError"])
        }
        "plus_counts" | "minus_counts" | "common_counts" => ClassSet::exactly(&["TypeError"]),
        "count_items" => ClassSet::NONE,
        "get" | "get_or" | "contains" | "set" | "setdefault" | "pop_or" | "take" | "update"
        | "extend" | "merge" => ClassSet::NONE,
        _ => return None,
    };
    hashing(key, own)
}

fn of_view(kind: ViewKind, key: &Ty, value: &Ty, name: &str) -> Option<ClassSet> {
    match (kind, name) {
        (
            ViewKind::Items,
            "union" | "intersection" | "difference" | "symmetric_difference" | "unlike",
        ) if is_dynamic(value) => Some(ClassSet::library()),
        (
            ViewKind::Keys | ViewKind::Items,
            "union"
            | "intersection"
            | "difference"
            | "symmetric_difference"
            | "unlike"
            | "contains",
        ) => hashing(key, ClassSet::NONE),
        _ => None,
    }
}

/// What else the iterator may raise is found out by who knows the program.
fn of_stream(name: &str) -> Option<ClassSet> {
    match name {
        "next_item" => Some(ClassSet::exactly(&["StopIteration"])),
        "next_inside" => Some(ClassSet::exactly(&["RuntimeError"])),
        "next_if_any" | "next_or" | "contains" => Some(ClassSet::NONE),
        _ => None,
    }
}

fn of_bytes(name: &str) -> Option<ClassSet> {
    match name {
        "at" => Some(ClassSet::exactly(&["IndexError"])),
        "slice" | "contains_byte" => Some(ClassSet::exactly(&["ValueError"])),
        "repeated" => Some(ClassSet::exactly(&["MemoryError"])),
        _ => ROWS.raised_by(name),
    }
}

fn of_set(item: &Ty, name: &str) -> Option<ClassSet> {
    let own = match name {
        "remove" | "pop" => ClassSet::exactly(&["KeyError"]),
        "add"
        | "discard"
        | "contains"
        | "extend"
        | "union_of"
        | "intersection_of"
        | "difference_of"
        | "symmetric_difference_of"
        | "is_subset_of"
        | "is_superset_of"
        | "is_disjoint_from"
        | "keep"
        | "remove_all"
        | "toggle" => ClassSet::NONE,
        _ => return None,
    };
    hashing(item, own)
}

/// Keys that are known when the program runs may be unhashable.
fn hashing(key: &Ty, own: ClassSet) -> Option<ClassSet> {
    let all = if is_dynamic(key) {
        ClassSet::library()
    } else {
        own
    };
    (!all.is_empty()).then_some(all)
}

fn of_text(name: &str) -> Option<ClassSet> {
    match name {
        "at" => Some(ClassSet::exactly(&["IndexError"])),
        "slice" | "index" | "rindex" | "partition" | "rpartition" | "split_on" | "split_on_max" => {
            Some(ClassSet::exactly(&["ValueError"]))
        }
        "py_repeat" | "ljust" | "rjust" | "center" | "zfill" => {
            Some(ClassSet::exactly(&["MemoryError", "OverflowError"]))
        }
        "ljust_with" | "rjust_with" | "center_with" => Some(ClassSet::exactly(&[
            "TypeError",
            "MemoryError",
            "OverflowError",
        ])),
        _ => ROWS.raised_by(name),
    }
}

/// Methods of `Value` that may raise.
fn of_value(name: &str) -> bool {
    let plain = name.strip_prefix('i').unwrap_or(name);
    matches!(
        plain,
        "add"
            | "sub"
            | "mul"
            | "mat_mul"
            | "true_div"
            | "floor_div"
            | "modulo"
            | "pow"
            | "lshift"
            | "rshift"
            | "bit_and"
            | "bit_or"
            | "bit_xor"
    ) || matches!(
        name,
        "neg"
            | "pos"
            | "invert"
            | "abs"
            | "lt"
            | "le"
            | "gt"
            | "ge"
            | "ne"
            | "getattr"
            | "setattr"
            | "delattr"
            | "hasattr"
            | "getitem"
            | "setitem"
            | "delitem"
            | "contains"
            | "len"
            | "iter"
            | "unpack"
            | "unpack_around"
            | "mapping"
            | "matches_class"
            | "call"
            | "call_method"
            | "format"
            | "ascii"
            | "index"
            | "to_index"
            | "to_vec"
    )
}

fn of_path(path: &str, args: &[(Expr, Mode)], ty: &Ty) -> Option<ClassSet> {
    match path {
        "int_from_text" | "text::parse_int" | "text::parse_float" | "unpack" | "unpack_star"
        | "range_step" | "range_big" => Some(ClassSet::exactly(&["ValueError"])),
        "text::zero_bytes" => Some(ClassSet::exactly(&["ValueError", "MemoryError"])),
        "text::bytes_of" | "int_from_bytes" | "bytes_from_hex" => {
            Some(ClassSet::exactly(&["ValueError"]))
        }
        "text::ord" => Some(ClassSet::exactly(&["TypeError"])),
        "text::chr" | "text::letter_of" | "text::round_float" => {
            Some(ClassSet::exactly(&["ValueError", "OverflowError"]))
        }
        "power" => Some(ClassSet::exactly(&["MemoryError"])),
        "power_modulo" => Some(ClassSet::exactly(&["ValueError"])),
        "round_int" => Some(ClassSet::exactly(&["MemoryError", "OverflowError"])),
        "power_float" => Some(ClassSet::exactly(&["ZeroDivisionError", "OverflowError"])),
        "left_shift" => Some(ClassSet::exactly(&[
            "ValueError",
            "OverflowError",
            "MemoryError",
        ])),
        "int_from_float" | "big_from_float" | "round_to_int" | "round_to_big" => {
            Some(ClassSet::exactly(&["ValueError", "OverflowError"]))
        }
        "right_shift" | "shift_right" | "shift_left" => Some(ClassSet::exactly(&["ValueError"])),
        "input" => Some(ClassSet::exactly(&["EOFError"])),
        "text::format_int" | "text::format_float" | "text::format_str" => {
            Some(ClassSet::exactly(&["ValueError", "OverflowError"]))
        }
        "text::percent" | "Value::call_builtin" | "Value::call_library" => {
            Some(ClassSet::library())
        }
        "Deque::with_limit" | "seq::columns" => Some(ClassSet::exactly(&["ValueError"])),
        "Dict::from"
        | "Dict::from_iter"
        | "Set::from_iter"
        | "collections::counter"
        | "collections::counter_of_any_size"
        | "collections::counter_of_values" => match ty {
            Ty::Dict(key, _) | Ty::Set(key) => hashing(key, ClassSet::NONE),
            _ => None,
        },
        "Dict::from_keys" => match ty {
            Ty::Dict(key, _) => hashing(key, ClassSet::NONE),
            _ => None,
        },
        _ if path.starts_with("views::") => args
            .iter()
            .any(|(arg, _)| is_dynamic(&arg.ty))
            .then(ClassSet::library),
        "seq::first_inside" => Some(ClassSet::exactly(&["RuntimeError"])),
        "seq::first" => Some(ClassSet::exactly(&["StopIteration"])),
        "seq::min" | "seq::max" => {
            let is_open = matches!(&args.first()?.0.ty, Ty::Iter(item) if is_dynamic(item));
            Some(if is_open {
                ClassSet::library()
            } else {
                ClassSet::exactly(&["ValueError"])
            })
        }
        "seq::min_or" | "seq::max_or" => is_dynamic(&args.get(1)?.0.ty).then(ClassSet::library),
        "seq::sorted" | "seq::sorted_reverse" => {
            let is_open = matches!(&args.first()?.0.ty, Ty::Iter(item) if is_dynamic(item));
            is_open.then(ClassSet::library)
        }
        "seq::is_less" | "seq::is_at_most" | "seq::is_greater" | "seq::is_at_least" => {
            is_dynamic(&args.first()?.0.ty).then(ClassSet::library)
        }
        _ if ROWS.is_generic(path) && args.iter().any(|(arg, _)| is_dynamic(&arg.ty)) => {
            Some(ClassSet::library())
        }
        _ => ROWS.raised_by(path),
    }
}

/// Whether a value of the type has parts whose type is known only when the program runs.
pub(super) fn is_dynamic(ty: &Ty) -> bool {
    match ty {
        Ty::Value => true,
        Ty::List(item)
        | Ty::Set(item)
        | Ty::FrozenSet(item)
        | Ty::Deque(item)
        | Ty::Stream(item)
        | Ty::VarTuple(item)
        | Ty::Option(item)
        | Ty::Iter(item) => is_dynamic(item),
        Ty::Dict(key, value) | Ty::View(_, key, value) => is_dynamic(key) || is_dynamic(value),
        Ty::Owned(inner, _) => is_dynamic(inner),
        Ty::Tuple(items) => items.iter().any(is_dynamic),
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Part(_)
        | Ty::Letters
        | Ty::Bytes
        | Ty::Range
        | Ty::Record(_)
        | Ty::Closure(_)
        | Ty::Exception
        | Ty::Never => false,
    }
}
