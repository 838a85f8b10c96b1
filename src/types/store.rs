//! Slots and function sets: union-find with lattice values, and the operations that grow them.

use super::record::RecordEntry;
use super::{FuncVar, Member, Slot, Ty};

/// Tuples that stand deeper in tuples than this are `Value`s.
const MAX_NESTING: u8 = 5;

/// Types nested deeper than this become `Value`s.
const MAX_DEPTH: u8 = 8;

/// All slots, records and function sets of a program.
#[derive(Debug, Default)]
pub struct Store {
    slots: Vec<SlotEntry>,
    funcs: Vec<FuncEntry>,
    pub(super) records: Vec<RecordEntry>,
    changed: bool,
}

#[derive(Debug)]
enum SlotEntry {
    Link(Slot),
    Root(Ty),
}

#[derive(Debug)]
enum FuncEntry {
    Link(FuncVar),
    Root(FuncSet),
}

/// Function values that meet in one place.
#[derive(Debug, Default, Clone)]
pub struct FuncSet {
    /// The possible definitions.
    pub members: Vec<Member>,
    /// It met a `Value`: every member has an all-`Value` form.
    pub is_dynamic: bool,
}

impl Store {
    /// Whether anything grew since the last call.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Notes that something outside grew.
    pub fn mark_changed(&mut self) {
        self.changed = true;
    }

    /// A new slot with these contents.
    pub fn new_slot(&mut self, contents: Ty) -> Slot {
        self.slots.push(SlotEntry::Root(contents));
        Slot(u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 slots"))
    }

    /// A new function set of one member.
    pub fn new_func(&mut self, member: Member) -> FuncVar {
        self.funcs.push(FuncEntry::Root(FuncSet {
            members: vec![member],
            is_dynamic: false,
        }));
        FuncVar(u32::try_from(self.funcs.len() - 1).expect("fewer than 2^32 function sets"))
    }

    /// The representative of a slot.
    pub fn root(&self, mut slot: Slot) -> Slot {
        while let SlotEntry::Link(next) = self.slots[slot.0 as usize] {
            slot = next;
        }
        slot
    }

    /// What a slot holds.
    pub fn contents(&self, slot: Slot) -> Ty {
        match &self.slots[self.root(slot).0 as usize] {
            SlotEntry::Root(ty) => self.normal(ty),
            SlotEntry::Link(_) => unreachable!("root is never a link"),
        }
    }

    /// The representative of a function set.
    pub fn func_root(&self, mut var: FuncVar) -> FuncVar {
        while let FuncEntry::Link(next) = self.funcs[var.0 as usize] {
            var = next;
        }
        var
    }

    /// The functions of a set.
    pub fn func(&self, var: FuncVar) -> &FuncSet {
        match &self.funcs[self.func_root(var).0 as usize] {
            FuncEntry::Root(set) => set,
            FuncEntry::Link(_) => unreachable!("root is never a link"),
        }
    }

    fn func_mut(&mut self, var: FuncVar) -> &mut FuncSet {
        let root = self.func_root(var);
        match &mut self.funcs[root.0 as usize] {
            FuncEntry::Root(set) => set,
            FuncEntry::Link(_) => unreachable!("root is never a link"),
        }
    }

    /// The type with representatives for its slots; a dynamic function is a `Value`.
    pub fn normal(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::List(slot) => Ty::List(self.root(*slot)),
            Ty::Set(slot) => Ty::Set(self.root(*slot)),
            Ty::FrozenSet(slot) => Ty::FrozenSet(self.root(*slot)),
            Ty::Deque(slot) => Ty::Deque(self.root(*slot)),
            Ty::Stream(slot) => Ty::Stream(self.root(*slot)),
            Ty::View(kind, key, value) => Ty::View(*kind, self.root(*key), self.root(*value)),
            Ty::Dict(key, value) => Ty::Dict(self.root(*key), self.root(*value)),
            Ty::Record(var) => self.record_ty(*var),
            Ty::Tuple(items) => Ty::Tuple(items.iter().map(|item| self.normal(item)).collect()),
            Ty::VarTuple(item) => Ty::VarTuple(Box::new(self.normal(item))),
            Ty::Iter(item) => Ty::Iter(Box::new(self.normal(item))),
            Ty::Option(inner) => match self.normal(inner) {
                Ty::Value => Ty::Value,
                inner => Ty::Option(Box::new(inner)),
            },
            Ty::Func(var) => {
                if self.func(*var).is_dynamic {
                    Ty::Value
                } else {
                    Ty::Func(self.func_root(*var))
                }
            }
            Ty::Never
            | Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Big
            | Ty::Num
            | Ty::Float
            | Ty::Str
            | Ty::Bytes
            | Ty::Range
            | Ty::Exception
            | Ty::Value => ty.clone(),
        }
    }

    /// All slots that stand for themselves.
    pub fn slots(&self) -> Vec<Slot> {
        (0..self.slots.len())
            .filter(|index| matches!(self.slots[*index], SlotEntry::Root(_)))
            .map(|index| Slot(u32::try_from(index).expect("fewer than 2^32 slots")))
            .collect()
    }

    /// Slots nothing ever flowed into.
    pub fn unknown_slots(&self) -> Vec<Slot> {
        (0..self.slots.len())
            .filter(|index| matches!(self.slots[*index], SlotEntry::Root(Ty::Never)))
            .map(|index| Slot(u32::try_from(index).expect("fewer than 2^32 slots")))
            .collect()
    }

    /// Whether the type holds the slot, at any depth.
    fn holds(&self, ty: &Ty, slot: Slot, depth: u8) -> bool {
        if depth == 0 {
            return true;
        }
        let inside = |inner: Slot| {
            self.root(inner) == slot || self.holds(&self.contents(inner), slot, depth - 1)
        };
        match ty {
            Ty::List(inner)
            | Ty::Set(inner)
            | Ty::FrozenSet(inner)
            | Ty::Deque(inner)
            | Ty::Stream(inner) => inside(*inner),
            Ty::Dict(key, value) | Ty::View(_, key, value) => inside(*key) || inside(*value),
            Ty::Record(var) => match self.record_ty(*var) {
                Ty::Dict(key, value) => inside(key) || inside(value),
                _ => self.record(*var).fields.iter().any(|field| inside(*field)),
            },
            Ty::Tuple(items) => items.iter().any(|item| self.holds(item, slot, depth - 1)),
            Ty::VarTuple(item) | Ty::Iter(item) | Ty::Option(item) => {
                self.holds(item, slot, depth - 1)
            }
            Ty::Func(_)
            | Ty::Never
            | Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Big
            | Ty::Num
            | Ty::Float
            | Ty::Str
            | Ty::Bytes
            | Ty::Range
            | Ty::Exception
            | Ty::Value => false,
        }
    }

    /// The function sets that a type mentions, at any depth.
    pub fn functions_in(&self, ty: &Ty, found: &mut Vec<FuncVar>) {
        match self.normal(ty) {
            Ty::Func(var) => found.push(var),
            Ty::List(slot)
            | Ty::Set(slot)
            | Ty::FrozenSet(slot)
            | Ty::Deque(slot)
            | Ty::Stream(slot) => {
                self.functions_in(&self.contents(slot), found);
            }
            Ty::Dict(key, value) | Ty::View(_, key, value) => {
                self.functions_in(&self.contents(key), found);
                self.functions_in(&self.contents(value), found);
            }
            Ty::Record(var) => {
                for field in &self.record(var).fields {
                    self.functions_in(&self.contents(*field), found);
                }
            }
            Ty::Tuple(items) => {
                for item in &items {
                    self.functions_in(item, found);
                }
            }
            Ty::VarTuple(item) | Ty::Iter(item) | Ty::Option(item) => {
                self.functions_in(&item, found);
            }
            Ty::Never
            | Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Big
            | Ty::Num
            | Ty::Float
            | Ty::Str
            | Ty::Bytes
            | Ty::Range
            | Ty::Exception
            | Ty::Value => {}
        }
    }

    /// Lets `ty` flow into the slot; a container that would hold itself holds `Value`s.
    pub fn flow(&mut self, ty: &Ty, slot: Slot) {
        let root = self.root(slot);
        if self.holds(ty, root, MAX_DEPTH) {
            self.to_value(&ty.clone());
            if self.contents(root) != Ty::Value {
                self.flow(&Ty::Value, root);
            }
            return;
        }
        let before = self.contents(root);
        let joined = self.join(&before, ty);
        let root = self.root(root);
        if joined != self.contents(root) {
            self.changed = true;
        }
        self.slots[root.0 as usize] = SlotEntry::Root(joined);
    }

    /// Makes two slots one.
    pub fn unify(&mut self, a: Slot, b: Slot) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let contents = self.contents(b);
        self.slots[b.0 as usize] = SlotEntry::Link(a);
        self.changed = true;
        let own = self.contents(a);
        if self.holds(&own, a, MAX_DEPTH) {
            // The container that held the other's slot holds itself now.
            self.slots[a.0 as usize] = SlotEntry::Root(Ty::Value);
            self.to_value(&own);
        }
        self.flow(&contents, a);
    }

    /// Makes two function sets one.
    pub fn merge_funcs(&mut self, a: FuncVar, b: FuncVar) {
        let (a, b) = (self.func_root(a), self.func_root(b));
        if a == b {
            return;
        }
        let other = self.func(b).clone();
        self.funcs[b.0 as usize] = FuncEntry::Link(a);
        self.changed = true;
        let set = self.func_mut(a);
        for member in other.members {
            if !set.members.contains(&member) {
                set.members.push(member);
            }
        }
        set.is_dynamic |= other.is_dynamic;
    }

    /// A function set becomes callable `Value`s.
    pub fn make_dynamic(&mut self, var: FuncVar) {
        let set = self.func_mut(var);
        if !set.is_dynamic {
            set.is_dynamic = true;
            self.changed = true;
        }
    }

    fn fill_with_values(&mut self, slot: Slot) {
        if self.contents(slot) != Ty::Value {
            self.flow(&Ty::Value, slot);
        }
    }

    /// What `ty` is once it is a `Value`: its contents become `Value`s too.
    pub fn to_value(&mut self, ty: &Ty) {
        match ty {
            Ty::List(slot)
            | Ty::Set(slot)
            | Ty::FrozenSet(slot)
            | Ty::Deque(slot)
            | Ty::Stream(slot) => {
                self.fill_with_values(*slot);
            }
            Ty::Dict(key, value) | Ty::View(_, key, value) => {
                self.fill_with_values(*key);
                self.fill_with_values(*value);
            }
            Ty::Record(_) => {
                let dict = self.plain(ty);
                self.to_value(&dict);
            }
            Ty::Tuple(items) => {
                for item in items {
                    self.to_value(item);
                }
            }
            Ty::VarTuple(item) | Ty::Iter(item) | Ty::Option(item) => self.to_value(item),
            Ty::Func(var) => self.make_dynamic(*var),
            Ty::Never
            | Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Big
            | Ty::Num
            | Ty::Float
            | Ty::Str
            | Ty::Bytes
            | Ty::Range
            | Ty::Exception
            | Ty::Value => {}
        }
    }

    /// The least type that holds both; containers and functions that meet are unified. What nests too deeply, as
    /// `node = (i, node)` in a loop does, is a `Value`.
    pub fn join(&mut self, a: &Ty, b: &Ty) -> Ty {
        let joined = self.join_parts(a, b);
        if nesting(&joined) > MAX_NESTING {
            self.to_value(&joined);
            return Ty::Value;
        }
        joined
    }

    fn join_parts(&mut self, a: &Ty, b: &Ty) -> Ty {
        let (a, b) = (self.normal(a), self.normal(b));
        if a == b {
            return a;
        }
        match (&a, &b) {
            (Ty::Never, other) | (other, Ty::Never) => other.clone(),
            (Ty::Value, other) | (other, Ty::Value) => {
                self.to_value(other);
                Ty::Value
            }
            (Ty::Option(x), Ty::None) | (Ty::None, Ty::Option(x)) => Ty::Option(x.clone()),
            (Ty::Option(x), Ty::Option(y)) => {
                let inner = self.join(x, y);
                optional(inner)
            }
            (Ty::Option(x), y) | (y, Ty::Option(x)) => {
                let inner = self.join(x, y);
                optional(inner)
            }
            (Ty::None, other) | (other, Ty::None) => optional(other.clone()),
            (Ty::Int, Ty::Big) | (Ty::Big, Ty::Int) => Ty::Big,
            (Ty::Int | Ty::Big | Ty::Float | Ty::Num, Ty::Int | Ty::Big | Ty::Float | Ty::Num) => {
                Ty::Num
            }
            (Ty::List(x), Ty::List(y)) => {
                self.unify(*x, *y);
                Ty::List(self.root(*x))
            }
            (Ty::Set(x), Ty::Set(y)) => {
                self.unify(*x, *y);
                Ty::Set(self.root(*x))
            }
            (Ty::Dict(k, v), Ty::Dict(l, w)) => {
                self.unify(*k, *l);
                self.unify(*v, *w);
                Ty::Dict(self.root(*k), self.root(*v))
            }
            (Ty::Record(x), Ty::Record(y)) => self.join_records(*x, *y),
            (Ty::Record(_), Ty::Dict(..)) | (Ty::Dict(..), Ty::Record(_)) => {
                let (a, b) = (self.plain(&a), self.plain(&b));
                self.join(&a, &b)
            }
            (Ty::FrozenSet(x), Ty::FrozenSet(y)) => {
                self.unify(*x, *y);
                Ty::FrozenSet(self.root(*x))
            }
            (Ty::Deque(x), Ty::Deque(y)) => {
                self.unify(*x, *y);
                Ty::Deque(self.root(*x))
            }
            (Ty::Stream(x), Ty::Stream(y)) => {
                self.unify(*x, *y);
                Ty::Stream(self.root(*x))
            }
            (Ty::View(one, k, v), Ty::View(two, l, w)) if one == two => {
                self.unify(*k, *l);
                self.unify(*v, *w);
                Ty::View(*one, self.root(*k), self.root(*v))
            }
            (Ty::Tuple(xs), Ty::Tuple(ys)) if xs.len() == ys.len() => {
                Ty::Tuple(xs.iter().zip(ys).map(|(x, y)| self.join(x, y)).collect())
            }
            (Ty::Tuple(xs), Ty::Tuple(ys)) => {
                let mut item = Ty::Never;
                for x in xs.iter().chain(ys) {
                    item = self.join(&item, x);
                }
                Ty::VarTuple(Box::new(item))
            }
            (Ty::VarTuple(x), Ty::VarTuple(y)) => Ty::VarTuple(Box::new(self.join(x, y))),
            (Ty::VarTuple(x), Ty::Tuple(ys)) | (Ty::Tuple(ys), Ty::VarTuple(x)) => {
                let mut item = (**x).clone();
                for y in ys {
                    item = self.join(&item, y);
                }
                Ty::VarTuple(Box::new(item))
            }
            (Ty::Iter(x), Ty::Iter(y)) => {
                self.to_value(x);
                self.to_value(y);
                Ty::Value
            }
            (Ty::Func(x), Ty::Func(y)) => {
                self.merge_funcs(*x, *y);
                self.normal(&Ty::Func(*x))
            }
            _ => {
                self.to_value(&a);
                self.to_value(&b);
                Ty::Value
            }
        }
    }

    /// Whether two types may share one parameter without either getting worse: same constructors,
    /// contents alike or not known yet.
    pub fn is_alike(&self, a: &Ty, b: &Ty) -> bool {
        let (a, b) = (self.normal(a), self.normal(b));
        if a == b {
            return true;
        }
        match (&a, &b) {
            (Ty::Never, _) | (_, Ty::Never) => true,
            (Ty::None | Ty::Option(_), Ty::None) | (Ty::None, Ty::Option(_)) => true,
            (Ty::Option(x), Ty::Option(y)) => self.is_alike(x, y),
            (Ty::Option(x), y) | (y, Ty::Option(x)) => self.is_alike(x, y),
            (Ty::None, Ty::Value) | (Ty::Value, Ty::None) => false,
            (Ty::None, _) | (_, Ty::None) => true,
            (Ty::Int, Ty::Big) | (Ty::Big, Ty::Int) => true,
            (Ty::List(x), Ty::List(y))
            | (Ty::Set(x), Ty::Set(y))
            | (Ty::FrozenSet(x), Ty::FrozenSet(y))
            | (Ty::Deque(x), Ty::Deque(y))
            | (Ty::Stream(x), Ty::Stream(y)) => {
                self.is_alike(&self.contents(*x), &self.contents(*y))
            }
            (Ty::View(one, ..), Ty::View(two, ..)) if one != two => false,
            (Ty::Dict(k, v), Ty::Dict(l, w)) | (Ty::View(_, k, v), Ty::View(_, l, w)) => {
                self.is_alike(&self.contents(*k), &self.contents(*l))
                    && self.is_alike(&self.contents(*v), &self.contents(*w))
            }
            (Ty::Record(x), Ty::Record(y)) => {
                let (x, y) = (self.record(*x), self.record(*y));
                x.keys == y.keys
                    && x.fields
                        .iter()
                        .zip(&y.fields)
                        .all(|(x, y)| self.is_alike(&self.contents(*x), &self.contents(*y)))
            }
            (Ty::Tuple(xs), Ty::Tuple(ys)) => {
                xs.len() == ys.len() && xs.iter().zip(ys).all(|(x, y)| self.is_alike(x, y))
            }
            (Ty::VarTuple(x), Ty::VarTuple(y)) | (Ty::Iter(x), Ty::Iter(y)) => self.is_alike(x, y),
            _ => false,
        }
    }

    /// Whether the type still has an unknown part.
    pub fn is_unknown(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Never => true,
            Ty::List(slot)
            | Ty::Set(slot)
            | Ty::FrozenSet(slot)
            | Ty::Deque(slot)
            | Ty::Stream(slot) => self.is_unknown(&self.contents(*slot)),
            Ty::Dict(key, value) | Ty::View(_, key, value) => {
                self.is_unknown(&self.contents(*key)) || self.is_unknown(&self.contents(*value))
            }
            Ty::Record(var) => match self.record_ty(*var) {
                Ty::Record(var) => self
                    .record(var)
                    .fields
                    .iter()
                    .any(|field| self.is_unknown(&self.contents(*field))),
                dict => self.is_unknown(&dict),
            },
            Ty::Tuple(items) => items.iter().any(|item| self.is_unknown(item)),
            Ty::VarTuple(item) | Ty::Iter(item) | Ty::Option(item) => self.is_unknown(item),
            Ty::Func(_)
            | Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Big
            | Ty::Num
            | Ty::Float
            | Ty::Str
            | Ty::Bytes
            | Ty::Range
            | Ty::Exception
            | Ty::Value => false,
        }
    }
}

/// How deeply tuples stand in tuples.
fn nesting(ty: &Ty) -> u8 {
    match ty {
        Ty::Tuple(items) => 1 + items.iter().map(nesting).max().unwrap_or(0),
        Ty::VarTuple(item) | Ty::Iter(item) => 1 + nesting(item),
        Ty::Option(inner) => nesting(inner),
        Ty::Never
        | Ty::None
        | Ty::Bool
        | Ty::Int
        | Ty::Big
        | Ty::Num
        | Ty::Float
        | Ty::Str
        | Ty::List(_)
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::Record(_)
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::Stream(_)
        | Ty::View(..)
        | Ty::Bytes
        | Ty::Range
        | Ty::Exception
        | Ty::Func(_)
        | Ty::Value => 0,
    }
}

/// `Option` of a type, kept normal.
pub(super) fn optional(inner: Ty) -> Ty {
    match inner {
        Ty::Value => Ty::Value,
        Ty::None | Ty::Never => Ty::None,
        Ty::Option(_) => inner,
        other => Ty::Option(Box::new(other)),
    }
}

/// Whether the type still has an unknown part that no alias can fill.
pub(super) fn is_open(ty: &Ty) -> bool {
    match ty {
        Ty::Never => true,
        Ty::Tuple(items) => items.iter().any(is_open),
        Ty::VarTuple(item) | Ty::Iter(item) | Ty::Option(item) => is_open(item),
        Ty::List(_)
        | Ty::Set(_)
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::Stream(_)
        | Ty::Dict(..)
        | Ty::View(..)
        | Ty::Record(_)
        | Ty::Func(_)
        | Ty::None
        | Ty::Bool
        | Ty::Int
        | Ty::Big
        | Ty::Num
        | Ty::Float
        | Ty::Str
        | Ty::Bytes
        | Ty::Range
        | Ty::Exception
        | Ty::Value => false,
    }
}
