//! The attributes that objects of the built-in types have: what `dir` lists.
//!
//! They are what a misspelt attribute is compared with. The lists are CPython 3.11's, without what every object has.

use crate::{ExceptionClass, Type};

const OF_OBJECTS: &str = "__class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ \
     __hash__ __init__ __init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ \
     __setattr__ __sizeof__ __str__ __subclasshook__";
const OF_INTEGERS: &str = "__abs__ __add__ __and__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ __getnewargs__ \
     __index__ __int__ __invert__ __lshift__ __mod__ __mul__ __neg__ __or__ __pos__ __pow__ __radd__ \
     __rand__ __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ __rmul__ __ror__ __round__ __rpow__ \
     __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __sub__ __truediv__ __trunc__ __xor__ \
     as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes";
const OF_ITERATORS: &str = "__iter__ __next__";
const OF_SIZED_ITERATORS: &str = "__iter__ __length_hint__ __next__";
const OF_COUNTING_ITERATORS: &str = "__iter__ __length_hint__ __next__ __setstate__";
const OF_EXCEPTIONS: &str = "__cause__ __context__ __dict__ __setstate__ __suppress_context__ __traceback__ add_note args \
     with_traceback";
/// Sorted, as `dir` gives them.
pub(crate) fn attribute_names(ty: Type) -> Vec<&'static str> {
    let more = match ty {
        Type::Exception(class) => of_exception(class),
        _ => "",
    };
    let mut names: Vec<&str> = [OF_OBJECTS, own_names(ty), more]
        .iter()
        .flat_map(|names| names.split_ascii_whitespace())
        .collect();
    names.sort_unstable();
    names
}

fn own_names(ty: Type) -> &'static str {
    match ty {
        Type::Object => "",
        Type::Type => {
            "__abstractmethods__ __annotations__ __base__ __bases__ __basicsize__ __call__ __dict__ \
         __dictoffset__ __flags__ __instancecheck__ __itemsize__ __module__ __mro__ __name__ __or__ \
         __prepare__ __qualname__ __ror__ __subclasscheck__ __subclasses__ __text_signature__ \
         __weakrefoffset__ mro"
        }
        Type::NoneType => "__bool__",
        Type::Float => {
            "__abs__ __add__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ __getformat__ \
         __getnewargs__ __int__ __mod__ __mul__ __neg__ __pos__ __pow__ __radd__ __rdivmod__ __rfloordiv__ \
         __rmod__ __rmul__ __round__ __rpow__ __rsub__ __rtruediv__ __sub__ __truediv__ __trunc__ \
         as_integer_ratio conjugate fromhex hex imag is_integer real"
        }
        Type::Str => {
            "__add__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ __mul__ __rmod__ __rmul__ \
         capitalize casefold center count encode endswith expandtabs find format format_map index isalnum \
         isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper \
         join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust \
         rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill"
        }
        Type::Bytes => {
            "__add__ __bytes__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ __mul__ __rmod__ \
         __rmul__ capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha \
         isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans partition \
         removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines \
         startswith strip swapcase title translate upper zfill"
        }
        Type::ByteArray => {
            "__add__ __alloc__ __contains__ __delitem__ __getitem__ __iadd__ __imul__ __iter__ __len__ __mod__ __mul__ __rmod__ __rmul__ __setitem__ append capitalize center clear copy count decode endswith expandtabs extend find fromhex hex index insert isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans partition pop remove removeprefix removesuffix replace reverse rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill"
        }
        Type::Complex => {
            "__abs__ __add__ __bool__ __complex__ __getnewargs__ __mul__ __neg__ __pos__ __pow__ __radd__ __rmul__ __rpow__ __rsub__ __rtruediv__ __sub__ __truediv__ conjugate imag real"
        }
        Type::List => {
            "__add__ __class_getitem__ __contains__ __delitem__ __getitem__ __iadd__ __imul__ __iter__ __len__ \
         __mul__ __reversed__ __rmul__ __setitem__ append clear copy count extend index insert pop remove \
         reverse sort"
        }
        Type::Dict => {
            "__class_getitem__ __contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ \
         __ror__ __setitem__ clear copy fromkeys get items keys pop popitem setdefault update values"
        }
        Type::Counter => {
            "__class_getitem__ __contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ \
         __ror__ __setitem__ clear copy fromkeys get items keys pop popitem setdefault update values \
         __add__ __and__ __delitem__ __dict__ __iadd__ __iand__ __isub__ __le__ __missing__ __module__ __neg__ __pos__ __sub__ __weakref__ _keep_positive elements most_common subtract total"
        }
        Type::DefaultDict => {
            "__class_getitem__ __contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ \
         __ror__ __setitem__ clear copy fromkeys get items keys pop popitem setdefault update values \
         __copy__ __missing__ default_factory"
        }
        Type::OrderedDict => {
            "__class_getitem__ __contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ \
         __ror__ __setitem__ clear copy fromkeys get items keys pop popitem setdefault update values \
         __dict__ move_to_end"
        }
        Type::Deque => {
            "__add__ __class_getitem__ __contains__ __copy__ __delitem__ __getitem__ __iadd__ __imul__ __iter__ __len__ __mul__ __reversed__ __rmul__ __setitem__ append appendleft clear copy count extend extendleft index insert maxlen pop popleft remove reverse rotate"
        }
        Type::Set => {
            "__and__ __class_getitem__ __contains__ __iand__ __ior__ __isub__ __iter__ __ixor__ __len__ __or__ \
         __rand__ __ror__ __rsub__ __rxor__ __sub__ __xor__ add clear copy difference difference_update \
         discard intersection intersection_update isdisjoint issubset issuperset pop remove \
         symmetric_difference symmetric_difference_update union update"
        }
        Type::FrozenSet => {
            "__and__ __class_getitem__ __contains__ __iter__ __len__ __or__ __rand__ __ror__ __rsub__ __rxor__ \
         __sub__ __xor__ copy difference intersection isdisjoint issubset issuperset symmetric_difference \
         union"
        }
        Type::Tuple => {
            "__add__ __class_getitem__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mul__ __rmul__ \
         count index"
        }
        Type::Range => {
            "__bool__ __contains__ __getitem__ __iter__ __len__ __reversed__ count index start step stop"
        }
        Type::Slice => "indices start step stop",
        Type::Enumerate => "__class_getitem__ __iter__ __next__",
        Type::Zip => "__iter__ __next__ __setstate__",
        Type::Bool | Type::Int => OF_INTEGERS,
        Type::Map | Type::Filter => OF_ITERATORS,
        Type::Reversed => OF_COUNTING_ITERATORS,
        Type::Exception(_) => OF_EXCEPTIONS,
        Type::Named(name) => of_unnamed(name),
    }
}

fn of_unnamed(name: &str) -> &'static str {
    match name {
        "dict_keys" | "dict_items" | "odict_keys" | "odict_items" => {
            "__and__ __contains__ __iter__ __len__ __or__ __rand__ __reversed__ __ror__ __rsub__ __rxor__ __sub__ \
         __xor__ isdisjoint mapping"
        }
        "dict_values" => "__iter__ __len__ __reversed__ mapping",
        "function" => {
            "__annotations__ __builtins__ __call__ __closure__ __code__ __defaults__ __dict__ __get__ __globals__ \
         __kwdefaults__ __module__ __name__ __qualname__"
        }
        "method" => "__call__ __func__ __self__",
        "method_descriptor" => {
            "__call__ __get__ __name__ __objclass__ __qualname__ __text_signature__"
        }
        "builtin_function_or_method" => {
            "__call__ __module__ __name__ __qualname__ __self__ __text_signature__"
        }
        "cell" => "cell_contents",
        "code" => {
            "_co_code_adaptive _varname_from_oparg co_argcount co_cellvars co_code co_consts co_exceptiontable \
         co_filename co_firstlineno co_flags co_freevars co_kwonlyargcount co_lines co_linetable co_lnotab \
         co_name co_names co_nlocals co_positions co_posonlyargcount co_qualname co_stacksize co_varnames \
         replace"
        }
        "NotImplementedType" => "__bool__",
        "generator" => {
            "__del__ __iter__ __name__ __next__ __qualname__ close gi_code gi_frame gi_running gi_suspended \
         gi_yieldfrom send throw"
        }
        "callable_iterator" => OF_ITERATORS,
        "dict_keyiterator"
        | "dict_valueiterator"
        | "dict_itemiterator"
        | "dict_reversekeyiterator"
        | "dict_reversevalueiterator"
        | "dict_reverseitemiterator"
        | "set_iterator" => OF_SIZED_ITERATORS,
        name if name.ends_with("iterator") => OF_COUNTING_ITERATORS,
        _ => "",
    }
}

/// What a class of exceptions adds to `Exception`.
fn of_exception(class: ExceptionClass) -> &'static str {
    let added = [
        (ExceptionClass::STOP_ITERATION, "value"),
        (
            ExceptionClass::OS_ERROR,
            "characters_written errno filename filename2 strerror",
        ),
        (ExceptionClass::SYSTEM_EXIT, "code"),
        (ExceptionClass::NAME_ERROR, "name"),
        (ExceptionClass::ATTRIBUTE_ERROR, "name obj"),
        (ExceptionClass::IMPORT_ERROR, "msg name path"),
        (
            ExceptionClass::UNICODE_DECODE_ERROR,
            "encoding end object reason start",
        ),
        (
            ExceptionClass::UNICODE_ENCODE_ERROR,
            "encoding end object reason start",
        ),
        (
            ExceptionClass::UNICODE_TRANSLATE_ERROR,
            "encoding end object reason start",
        ),
        (
            ExceptionClass::SYNTAX_ERROR,
            "end_lineno end_offset filename lineno msg offset print_file_and_line text",
        ),
    ];
    let found = added.iter().find(|(base, _)| class.is_subclass(*base));
    found.map_or("", |(_, names)| names)
}
