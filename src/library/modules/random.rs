//! `random`. Semantics: CPython's `Lib/random.py`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("Random", "dynamic", ""),
    ("SystemRandom", "refused", ""),
    (
        "betavariate",
        "real, real -> float ! ValueError",
        "random::betavariate",
    ),
    ("choice", "&list[T] -> T ! IndexError", "random::choice"),
    (
        "choice",
        "&tuple[T] -> T ! IndexError",
        "random::choice_of_items",
    ),
    (
        "choice",
        "&str -> str ! IndexError",
        "random::choice_of_chars",
    ),
    (
        "choices",
        "&list[T], k=int -> list[T] ! IndexError",
        "random::choices",
    ),
    (
        "choices",
        "&list[T], weights=&list[float], k=int -> list[T] ! ValueError IndexError",
        "random::choices_weighted",
    ),
    (
        "choices",
        "&list[T], &list[float], k=int -> list[T] ! ValueError IndexError",
        "random::choices_weighted",
    ),
    (
        "expovariate",
        "real -> float ! ZeroDivisionError",
        "random::expovariate",
    ),
    (
        "gammavariate",
        "real, real -> float ! ValueError",
        "random::gammavariate",
    ),
    ("gauss", "-> float", "random::standard_gauss"),
    ("gauss", "real, real -> float", "random::gauss"),
    (
        "getrandbits",
        "int -> big ! ValueError",
        "random::getrandbits",
    ),
    ("getstate", "refused", ""),
    (
        "lognormvariate",
        "real, real -> float",
        "random::lognormvariate",
    ),
    (
        "normalvariate",
        "real, real -> float",
        "random::normalvariate",
    ),
    ("paretovariate", "dynamic", ""),
    ("randbytes", "refused", ""),
    ("randint", "int, int -> int ! ValueError", "random::randint"),
    ("random", "-> float", "random::random"),
    ("randrange", "int -> int ! ValueError", "random::randrange"),
    (
        "randrange",
        "int, int -> int ! ValueError",
        "random::randrange_from",
    ),
    (
        "randrange",
        "int, int, int -> int ! ValueError",
        "random::randrange_step",
    ),
    (
        "sample",
        "&list[T], int -> list[T] ! ValueError",
        "random::sample",
    ),
    (
        "sample",
        "&list[T], k=int -> list[T] ! ValueError",
        "random::sample",
    ),
    ("seed", "-> None", "random::seed_anew"),
    ("seed", "int -> None", "random::seed"),
    ("seed", "&str -> None", "random::seed_text"),
    ("setstate", "refused", ""),
    ("shuffle", "&list[T] -> None", "random::shuffle"),
    (
        "triangular",
        "real, real, real -> float",
        "random::triangular",
    ),
    ("uniform", "real, real -> float", "random::uniform"),
    (
        "vonmisesvariate",
        "real, real -> float",
        "random::vonmisesvariate",
    ),
    ("weibullvariate", "dynamic", ""),
];
