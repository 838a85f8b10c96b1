//! Functions as Python objects: called with any arguments, with names, defaults, cells and attributes to look at.

mod bind;
mod cell;
mod signature;

use std::cell::RefCell;
use std::rc::Rc;

use crate::{Args, Exception, Show, Str, Value, recursion};

pub use cell::CellRef;
pub use signature::{Parameter, ParameterKind, Parameters};

/// A Python function. Cloning shares it.
///
/// ```
/// use adder_runtime::{Args, Function, Show, Value, params};
///
/// let scale = Function::new("scale", params!["x", "factor" = 2], |[x, factor]: [Value; 2]| x.mul(&factor));
/// assert_eq!(scale.try_call(Args::from([Value::from(21)])).map_err(|exc| exc.last_line()).map(|v| v.repr()), Ok("42".to_owned()));
/// ```
#[derive(Clone)]
pub struct Function(Rc<FunctionData>);

struct FunctionData {
    name: RefCell<Str>,
    qualname: RefCell<Str>,
    doc: RefCell<Value>,
    parameters: Parameters,
    defaults: RefCell<Vec<Value>>,
    keyword_defaults: RefCell<Vec<(Str, Value)>>,
    cells: RefCell<Vec<(Str, CellRef)>>,
    locals: RefCell<Vec<Str>>,
    attributes: RefCell<Vec<(Str, Value)>>,

    call: Box<dyn Fn(Vec<Value>) -> Result<Value, Exception>>,
}

impl Function {
    /// A function whose closure takes one value for each parameter and never fails by itself.
    pub fn new<const N: usize>(
        name: &str,
        parameters: Parameters,
        call: impl Fn([Value; N]) -> Value + 'static,
    ) -> Self {
        Self::fallible(name, parameters, move |values| Ok(call(values)))
    }

    /// A function whose closure takes one value for each parameter.
    pub fn fallible<const N: usize>(
        name: &str,
        parameters: Parameters,
        call: impl Fn([Value; N]) -> Result<Value, Exception> + 'static,
    ) -> Self {
        assert_eq!(
            N,
            parameters.list.len(),
            "a function's closure takes one value for each parameter"
        );
        let call = move |values: Vec<Value>| {
            call(
                values
                    .try_into()
                    .unwrap_or_else(|_| unreachable!("binding gives one value for each parameter")),
            )
        };
        Self::from_closure(name, parameters, Box::new(call))
    }

    fn from_closure(
        name: &str,
        parameters: Parameters,
        call: Box<dyn Fn(Vec<Value>) -> Result<Value, Exception>>,
    ) -> Self {
        let name = Str::from(name);
        Self(Rc::new(FunctionData {
            name: RefCell::new(name.clone()),
            qualname: RefCell::new(name),
            doc: RefCell::new(Value::None),
            defaults: RefCell::new(parameters.defaults.clone()),
            keyword_defaults: RefCell::new(parameters.keyword_defaults.clone()),
            parameters,
            cells: RefCell::default(),
            locals: RefCell::default(),
            attributes: RefCell::default(),

            call,
        }))
    }

    /// The same function with another qualified name: `outer.<locals>.inner`.
    #[must_use]
    pub fn with_qualname(self, qualname: &str) -> Self {
        *self.0.qualname.borrow_mut() = Str::from(qualname);
        self
    }

    /// The same function with a docstring.
    #[must_use]
    pub fn with_doc(self, doc: &str) -> Self {
        *self.0.doc.borrow_mut() = Value::from(doc);
        self
    }

    /// The same function with the cells it reads its free variables from, in alphabetical order as CPython has them.
    #[must_use]
    pub fn with_cells<const N: usize>(self, cells: [(&str, CellRef); N]) -> Self {
        *self.0.cells.borrow_mut() = cells.map(|(name, cell)| (Str::from(name), cell)).into();
        self
    }

    /// The same function with the names of its local variables behind the parameters, for `__code__.co_varnames`.
    #[must_use]
    pub fn with_locals<const N: usize>(self, names: [&str; N]) -> Self {
        *self.0.locals.borrow_mut() = names.map(Str::from).into();
        self
    }

    /// The function's `__name__`.
    pub fn name(&self) -> Str {
        self.0.name.borrow().clone()
    }

    /// The function's `__qualname__`.
    pub fn qualname(&self) -> Str {
        self.0.qualname.borrow().clone()
    }

    /// The parameters.
    pub fn parameters(&self) -> &Parameters {
        &self.0.parameters
    }

    /// The names of the free variables with their cells.
    pub fn cells(&self) -> Vec<(Str, CellRef)> {
        self.0.cells.borrow().clone()
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    raising! {
        /// Calls the function.
        call: pub fn try_call(&self, args: Args) -> Value {
        let data = &*self.0;
        let values = {
            let defaults = data.defaults.borrow();
            let keyword_defaults = data.keyword_defaults.borrow();
            let qualname = data.qualname.borrow();
            bind::bind(
                &qualname,
                &data.parameters,
                &defaults,
                &keyword_defaults,
                args,
            )?
        };
        let _frame = recursion::try_enter_frame()?;
        (data.call)(values)
        }
    }

    /// An attribute of the function: the special ones, or one that the program set.
    pub fn attribute(&self, name: &str) -> Option<Value> {
        let data = &*self.0;
        Some(match name {
            "__name__" => Value::Str(self.name()),
            "__qualname__" => Value::Str(self.qualname()),
            "__doc__" => data.doc.borrow().clone(),
            "__module__" => match self.own_attribute(name) {
                Some(value) => value,
                None => Value::from("__main__"),
            },
            "__defaults__" => optional_tuple(&data.defaults.borrow()),
            "__kwdefaults__" => {
                let pairs = data.keyword_defaults.borrow();
                if pairs.is_empty() {
                    Value::None
                } else {
                    Value::Dict(
                        pairs
                            .iter()
                            .map(|(name, value)| (Value::Str(name.clone()), value.clone()))
                            .collect(),
                    )
                }
            }
            "__closure__" => {
                let cells: Vec<Value> = data
                    .cells
                    .borrow()
                    .iter()
                    .map(|(_, cell)| Value::Cell(cell.clone()))
                    .collect();
                optional_tuple(&cells)
            }
            "__code__" => Value::Code(self.clone()),
            "__dict__" => {
                let pairs = data.attributes.borrow();
                Value::Dict(
                    pairs
                        .iter()
                        .map(|(name, value)| (Value::Str(name.clone()), value.clone()))
                        .collect(),
                )
            }
            _ => return self.own_attribute(name),
        })
    }

    /// The names of the attributes that the program set.
    pub(crate) fn own_attribute_names(&self) -> Vec<Box<str>> {
        let attributes = self.0.attributes.borrow();
        attributes
            .iter()
            .map(|(name, _)| Box::from(&**name))
            .collect()
    }

    fn own_attribute(&self, name: &str) -> Option<Value> {
        self.0
            .attributes
            .borrow()
            .iter()
            .find(|(known, _)| *known == *name)
            .map(|(_, value)| value.clone())
    }

    /// Sets an attribute of the function.
    pub fn try_set_attribute(&self, name: &str, value: Value) -> Result<(), Exception> {
        let data = &*self.0;
        match (name, value) {
            ("__name__", Value::Str(text)) => *data.name.borrow_mut() = text,
            ("__qualname__", Value::Str(text)) => *data.qualname.borrow_mut() = text,
            ("__name__" | "__qualname__", _) => {
                return Err(Exception::type_error(format!(
                    "{name} must be set to a string object"
                )));
            }
            ("__doc__", value) => *data.doc.borrow_mut() = value,
            ("__defaults__", Value::None) => data.defaults.borrow_mut().clear(),
            ("__defaults__", Value::Tuple(values)) => *data.defaults.borrow_mut() = values.to_vec(),
            ("__defaults__", _) => {
                return Err(Exception::type_error(
                    "__defaults__ must be set to a tuple object",
                ));
            }
            (_, value) => {
                let mut attributes = data.attributes.borrow_mut();
                match attributes.iter_mut().find(|(known, _)| *known == *name) {
                    Some((_, old)) => *old = value,
                    None => attributes.push((Str::from(name), value)),
                }
            }
        }
        Ok(())
    }

    /// Removes an attribute that the program set; whether there was one.
    pub fn remove_attribute(&self, name: &str) -> bool {
        let mut attributes = self.0.attributes.borrow_mut();
        let position = attributes.iter().position(|(known, _)| *known == *name);
        position
            .map(|position| attributes.remove(position))
            .is_some()
    }

    /// An attribute of `function.__code__`.
    pub fn code_attribute(&self, name: &str) -> Option<Value> {
        use ParameterKind::{KeywordOnly, Positional, PositionalOnly, VarArgs, VarKeywords};
        let parameters = &self.0.parameters;
        let count = |n: usize| Value::from(i64::try_from(n).expect("a count fits"));
        let names = |kinds: &[ParameterKind]| -> Vec<Value> {
            kinds
                .iter()
                .flat_map(|kind| parameters.names(*kind))
                .map(|name| Value::Str(name.clone()))
                .collect()
        };
        Some(match name {
            "co_name" => Value::Str(self.name()),
            "co_qualname" => Value::Str(self.qualname()),
            "co_argcount" => count(parameters.n_positional()),
            "co_posonlyargcount" => count(parameters.names(PositionalOnly).count()),
            "co_kwonlyargcount" => count(parameters.names(KeywordOnly).count()),
            "co_nlocals" => count(parameters.list.len() + self.0.locals.borrow().len()),
            "co_varnames" => {
                let mut all = names(&[
                    PositionalOnly,
                    Positional,
                    KeywordOnly,
                    VarArgs,
                    VarKeywords,
                ]);
                all.extend(
                    self.0
                        .locals
                        .borrow()
                        .iter()
                        .map(|name| Value::Str(name.clone())),
                );
                Value::from(all)
            }
            "co_freevars" => Value::Tuple(
                self.0
                    .cells
                    .borrow()
                    .iter()
                    .map(|(name, _)| Value::Str(name.clone()))
                    .collect(),
            ),
            _ => return None,
        })
    }
}

fn optional_tuple(values: &[Value]) -> Value {
    if values.is_empty() {
        Value::None
    } else {
        Value::from(values.to_vec())
    }
}

impl Show for Function {
    fn fmt_repr(&self, out: &mut String) {
        append!(out, "<function {} at {:#x}>", self.qualname(), self.id());
    }
}
