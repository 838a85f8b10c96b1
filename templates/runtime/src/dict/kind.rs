//! Dicts with more than a dict's manners: `defaultdict`, `Counter` and `OrderedDict`.
//! Semantics: CPython's `Lib/collections/__init__.py` and `Modules/_collectionsmodule.c`.

use std::any::Any;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use super::{Dict, Inner, OrderedMap};
use crate::key::{Keep, Key};
use crate::{Args, Exception, Object, PyOrd, Type, Value};

/// What kind of dict one is.
pub(crate) enum Kind<V> {
    /// A `dict`.
    Plain,
    /// An `OrderedDict`.
    Ordered,
    /// A `defaultdict`, and what makes the values of keys that it does not have.
    Default(RefCell<Option<Factory<V>>>),
    /// A `Counter`.
    Counter(Counting<V>),
}

/// What makes the missing values of a `defaultdict`.
pub(crate) struct Factory<V> {
    pub(crate) make: Rc<dyn Fn() -> Result<V, Exception>>,
    /// `default_factory`, as the program sees it.
    pub(crate) shown: Value,
}

/// What a `Counter` knows of its counts.
pub(crate) struct Counting<V> {
    zero: V,
    compare: fn(&V, &V) -> Result<Option<Ordering>, Exception>,
    is_same: fn(&V, &V) -> bool,
}

/// How a dict of some kind is shown.
pub(super) struct Around {
    pub(super) name: &'static str,
    /// The dict inside itself.
    pub(super) recursive: &'static str,
}

impl<V> Kind<V> {
    pub(super) fn around(&self) -> Around {
        let (name, recursive) = match self {
            Kind::Plain => ("dict", "{...}"),
            Kind::Ordered => ("OrderedDict", "..."),
            Kind::Default(_) => ("defaultdict", "defaultdict(...)"),
            Kind::Counter(_) => ("Counter", "..."),
        };
        Around { name, recursive }
    }
}

impl<V> Counting<V> {
    /// The entries, the highest counts first, and why counts could not be compared.
    fn try_sorted<'a, K>(
        &self,
        table: &'a OrderedMap<K, V>,
    ) -> (Vec<(&'a K, &'a V)>, Option<Exception>) {
        let mut pairs: Vec<(&K, &V)> = table.iter().collect();
        let mut failed = None;
        pairs.sort_by(|one, two| match (self.compare)(two.1, one.1) {
            Ok(ordering) => ordering.unwrap_or(Ordering::Equal),
            Err(exc) => {
                failed.get_or_insert(exc);
                Ordering::Equal
            }
        });
        (pairs, failed)
    }

    /// The entries as `repr` shows them: in order of insertion if the counts cannot be compared.
    pub(super) fn sorted<'a, K>(&self, table: &'a OrderedMap<K, V>) -> Vec<(&'a K, &'a V)> {
        match self.try_sorted(table) {
            (pairs, None) => pairs,
            (_, Some(_)) => table.iter().collect(),
        }
    }
}

impl<V> Clone for Factory<V> {
    fn clone(&self) -> Self {
        Self {
            make: Rc::clone(&self.make),
            shown: self.shown.clone(),
        }
    }
}

impl<V: Clone> Clone for Kind<V> {
    fn clone(&self) -> Self {
        match self {
            Kind::Plain => Kind::Plain,
            Kind::Ordered => Kind::Ordered,
            Kind::Default(factory) => Kind::Default(factory.clone()),
            Kind::Counter(counting) => Kind::Counter(Counting {
                zero: counting.zero.clone(),
                ..*counting
            }),
        }
    }
}

/// A number that counts: of static code a machine's or any integer, of dynamic code any object.
pub trait Count: Clone + crate::PyEq + PyOrd {
    /// `0`.
    fn zero() -> Self;

    /// The number and one more.
    fn try_increment(&self) -> Result<Self, Exception>;
}

impl Count for i64 {
    fn zero() -> Self {
        0
    }

    fn try_increment(&self) -> Result<Self, Exception> {
        Ok(self + 1)
    }
}

impl Count for crate::Int {
    fn zero() -> Self {
        crate::Int::from(0)
    }

    fn try_increment(&self) -> Result<Self, Exception> {
        Ok(self.clone() + crate::Int::ONE)
    }
}

impl Count for Value {
    fn zero() -> Self {
        Value::from(0)
    }

    fn try_increment(&self) -> Result<Self, Exception> {
        self.try_add(&Value::from(1))
    }
}

impl<K, V> Dict<K, V> {
    pub(super) fn of_kind(table: OrderedMap<K, V>, kind: Kind<V>) -> Self {
        Self(Rc::new(Inner {
            table: RefCell::new(table),
            kind,
        }))
    }

    /// The type of the object.
    pub(crate) fn ty(&self) -> Type {
        match &self.0.kind {
            Kind::Plain => Type::Dict,
            Kind::Ordered => Type::OrderedDict,
            Kind::Default(_) => Type::DefaultDict,
            Kind::Counter(_) => Type::Counter,
        }
    }

    /// The factory of a `defaultdict`, if it has one.
    pub(crate) fn factory(&self) -> Option<Factory<V>> {
        match &self.0.kind {
            Kind::Default(factory) => factory.borrow().clone(),
            Kind::Plain | Kind::Ordered | Kind::Counter(_) => None,
        }
    }

    /// `dict.default_factory = …`; false if it is no `defaultdict`.
    pub(crate) fn set_factory(&self, factory: Option<Factory<V>>) -> bool {
        match &self.0.kind {
            Kind::Default(place) => {
                place.replace(factory);
                true
            }
            Kind::Plain | Kind::Ordered | Kind::Counter(_) => false,
        }
    }
}

impl<K, V: Count> Dict<K, V> {
    /// `Counter()`.
    pub fn counter() -> Self {
        let counting = Counting {
            zero: V::zero(),
            compare: |one, two| one.try_compare(two, "<"),
            is_same: |one, two| one.same(two),
        };
        Self::of_kind(OrderedMap::default(), Kind::Counter(counting))
    }
}

impl<K: Key, V: Clone> Dict<K, V> {
    /// `defaultdict(make)`; `shown` is what `default_factory` gives.
    pub(crate) fn with_factory(factory: Option<Factory<V>>) -> Self {
        Self::of_kind(OrderedMap::default(), Kind::Default(RefCell::new(factory)))
    }

    /// `defaultdict(factory)` for a factory that static code knows: a builtin type by its name, or a lambda.
    pub fn with_default(factory: &'static str, make: impl Fn() -> V + 'static) -> Self {
        let shown = match (Type::builtin(factory), factory) {
            (Some(ty), _) => Value::Type(ty),
            (None, "Counter") => Value::Type(Type::Counter),
            (None, _) => Value::Object(crate::ObjectRef::new(Unnamed(Rc::new(())))),
        };
        Self::with_factory(Some(Factory {
            make: Rc::new(move || Ok(make())),
            shown,
        }))
    }

    /// `OrderedDict()`.
    pub fn ordered() -> Self {
        Self::of_kind(OrderedMap::default(), Kind::Ordered)
    }

    /// An empty dict of the same kind.
    pub(crate) fn empty_like(&self) -> Self {
        Self::of_kind(OrderedMap::default(), self.0.kind.clone())
    }

    /// `dict(self)`: the entries in a plain dict of their own.
    #[must_use]
    pub fn to_dict(&self) -> Self {
        Self::of_kind(self.0.table.borrow().clone(), Kind::Plain)
    }

    /// `dict[key]` where there is no such key.
    #[cold]
    pub(super) fn try_missing<Q: Keep<K> + ?Sized>(&self, key: &Q) -> Result<V, Exception> {
        if let Kind::Counter(counting) = &self.0.kind {
            return Ok(counting.zero.clone());
        }
        let Some(factory) = self.factory() else {
            return Err(Exception::key_error(key.to_value()));
        };
        let value = (factory.make)()?;
        self.try_set(key.to_key(), value.clone())?;
        Ok(value)
    }

    /// Whether `del dict[key]` of a key that is not there does nothing.
    pub(super) fn forgives(&self) -> bool {
        matches!(self.0.kind, Kind::Counter(_))
    }

    /// The entries of a `Counter` as `most_common` gives them: the highest counts first, equal ones in order of insertion.
    pub(crate) fn try_by_count(&self) -> Result<Vec<(K, V)>, Exception> {
        let table = self.0.table.borrow();
        let Kind::Counter(counting) = &self.0.kind else {
            return Ok(self.to_pairs());
        };
        let (pairs, failed) = counting.try_sorted(&table);
        match failed {
            Some(exc) => Err(exc),
            None => Ok(pairs
                .into_iter()
                .map(|(key, count)| (key.clone(), count.clone()))
                .collect()),
        }
    }

    raising! {
        /// `counter.most_common()`.
        most_common: pub fn try_most_common(&self) -> crate::List<(K, V)> {
            if self.forgives() {
                return self.try_by_count().map(crate::List::from);
            }
            let message = format!("'{}' object has no attribute 'most_common'", self.ty().message_name());
            Err(Exception::attribute_error(message))
        }

        /// `counter.most_common(count)`.
        most_common_of: pub fn try_most_common_of(&self, count: i64) -> crate::List<(K, V)> {
            let all = self.try_most_common()?;
            all.with_mut(|pairs| pairs.truncate(usize::try_from(count).unwrap_or(0)));
            Ok(all)
        }
    }
}

/// `one == two` for two dicts, of which at least one is more than plain; none if they compare as plain ones do.
pub(super) fn special_equality<K: Key, V: crate::PyEq>(
    one: &Dict<K, V>,
    two: &Dict<K, V>,
) -> Option<bool> {
    match (&one.0.kind, &two.0.kind) {
        (Kind::Counter(counting), Kind::Counter(_)) => {
            let (one, two) = (one.0.table.borrow(), two.0.table.borrow());
            let covers = |one: &OrderedMap<K, V>, two: &OrderedMap<K, V>| {
                one.iter().all(|(key, count)| {
                    let other = two.try_find(key).ok().flatten().unwrap_or(&counting.zero);
                    (counting.is_same)(count, other)
                })
            };
            Some(covers(&one, &two) && covers(&two, &one))
        }
        (Kind::Ordered, Kind::Ordered) => {
            let (one, two) = (one.0.table.borrow(), two.0.table.borrow());
            let same = one.len() == two.len()
                && one
                    .iter()
                    .zip(two.iter())
                    .all(|((key, value), (other, other_value))| {
                        key.same(other) && value.same(other_value)
                    });
            Some(same)
        }
        _ => None,
    }
}

/// A lambda that is nothing but the factory of a `defaultdict`: it can only be shown.
struct Unnamed(Rc<()>);

impl Object for Unnamed {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }

    fn class_name(&self) -> &'static str {
        "function"
    }

    fn class(&self) -> Value {
        Value::Type(Type::Named("function"))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn special(&self, name: &str, _: &[Value]) -> Option<Result<Value, Exception>> {
        let shown = || Value::from(format!("<function <lambda> at {:#x}>", self.id()));
        (name == "__repr__").then(|| Ok(shown()))
    }

    fn attribute(&self, _: &str) -> Option<Result<Value, Exception>> {
        None
    }

    fn set_attribute(&self, _: &str, _: Value) -> Option<Result<(), Exception>> {
        None
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, _: Args) -> Option<Result<Value, Exception>> {
        None
    }

    fn is_kind_of(&self, _: &Value) -> bool {
        false
    }
}
