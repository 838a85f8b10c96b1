//! Dicts that are records: which uses leave them what they are.

use std::collections::HashSet;

use super::Infer;
use super::callback::method_callback;
use super::expr::is_shown;
use crate::names::{Names, Use};
use crate::syntax::ast::{
    CmpOp, Constant, DictItem, Expr, ExprKind, Keyword, Module, NodeId, Stmt, StmtKind,
};
use crate::syntax::walk::{Node, walk_body};
use crate::types::record::MAX_FIELDS;
use crate::types::{RecordVar, Target, Ty};

impl Infer<'_> {
    /// The record that a display makes; none if it is an ordinary dict whatever it holds.
    pub(super) fn record_display(&mut self, expr: &Expr, items: &[DictItem]) -> Option<Ty> {
        let is_spread = self.spread_displays.contains(&expr.id);
        let keys = constant_keys(items)?;
        // A dict of one key is no record, unless it is options.
        if keys.len() < 2 && !is_spread {
            return None;
        }
        let site = (self.current, expr.id);
        let var = if let Some(var) = self.types.records.get(&site) {
            *var
        } else {
            let var = self.types.store.new_record(keys);
            if is_spread {
                self.types.store.spread(var);
            }
            self.types.records.insert(site, var);
            var
        };
        let mut values = Vec::new();
        for item in items {
            if let DictItem::Pair(key, value) = item {
                self.expr(key);
                values.push(self.expr(value));
            }
        }
        for (at, ty) in values.iter().enumerate() {
            if !Self::can_be_field(ty) {
                self.types.store.dissolve(var);
            }
            match self.types.store.normal(&Ty::Record(var)) {
                Ty::Record(var) => {
                    let slot = self.types.store.record(var).fields[at];
                    self.types.store.flow(ty, slot);
                }
                Ty::Dict(_, slot) => self.types.store.flow(ty, slot),
                _ => unreachable!("a record is a dict"),
            }
        }
        if self.types.store.is_uniform(var) == Some(true) {
            self.types.store.dissolve(var);
        }
        Some(self.types.store.normal(&Ty::Record(var)))
    }

    /// Records that turned out to hold values of one type are ordinary dicts; true if there are any.
    pub(super) fn dissolve_uniform(&mut self) -> bool {
        let mut any = false;
        for var in self.types.store.live_records() {
            let fields = self.types.store.record(var).fields.clone();
            let is_field = fields
                .iter()
                .all(|slot| Self::can_be_field(&self.types.store.contents(*slot)));
            // Values that are walked over and have a type in common are better off in a dict.
            let is_table = self.types.store.record(var).is_walked
                && self.types.store.any_value(var) != Ty::Value;
            if !is_field || is_table || self.types.store.is_uniform(var) != Some(false) {
                self.types.store.dissolve(var);
                any = true;
            }
        }
        any
    }

    /// Whether the type can be that of a field: it has a name in Rust.
    pub(super) fn can_be_field(ty: &Ty) -> bool {
        !matches!(ty, Ty::Iter(_) | Ty::Exception)
    }

    /// Whether functions are in a value of the type: Rust's neither print nor compare.
    pub(super) fn holds_functions(&self, ty: &Ty) -> bool {
        let mut functions = Vec::new();
        self.types.store.functions_in(ty, &mut functions);
        !functions.is_empty()
    }

    /// Whether the support library prints values of this type as they are, whatever is in them.
    pub(super) fn shows(&self, ty: &Ty) -> bool {
        is_shown(ty) && !self.holds_functions(ty)
    }

    /// The field that a subscript with a literal key names.
    pub(super) fn record_field(&self, receiver: &Ty, index: &Expr) -> Option<(RecordVar, usize)> {
        let (Ty::Record(var), Some(key)) = (receiver, literal_key(index)) else {
            return None;
        };
        self.types.store.field(*var, key).map(|(at, _)| (*var, at))
    }

    /// What iterating gives, if that is known: the keys of a record leave it what it is.
    pub(super) fn walked_item_of(&mut self, ty: &Ty) -> Option<Ty> {
        match self.types.store.normal(ty) {
            Ty::Record(_) => Some(Ty::Str),
            ty => self.static_item_of(&ty),
        }
    }

    /// What a loop walks over: [`Self::walked_item_of`], or `Value`s.
    pub(super) fn walked_items(&mut self, ty: &Ty) -> Ty {
        match self.walked_item_of(ty) {
            Some(item) => item,
            None => self.item_of(ty),
        }
    }

    /// `record.keys()`, `record.values()`, `record.items()`, walked over where they stand. Values of unlike types are `Value`s there.
    fn record_view(&mut self, call: &Expr, receiver: &Ty, name: &str) -> Option<Ty> {
        let Ty::Record(var) = receiver else {
            return None;
        };
        if !self.consumed.contains(&call.id) {
            return None;
        }
        let item = match name {
            "keys" => Ty::Str,
            "values" => self.types.store.walk_values(*var),
            "items" => Ty::Tuple(vec![Ty::Str, self.types.store.walk_values(*var)]),
            _ => return None,
        };
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Method);
        Some(Ty::Iter(Box::new(item)))
    }

    /// The value of a key that is found out when the program runs, or of a literal one that is not there.
    pub(super) fn any_field(&mut self, receiver: &Ty, key: &Ty) -> Option<Ty> {
        match (receiver, key) {
            (Ty::Record(var), Ty::Str) => Some(self.types.store.walk_values(*var)),
            (Ty::Record(_), Ty::Never) if !self.force => Some(Ty::Never),
            _ => None,
        }
    }

    /// `record.get('key')`, `record.get('key', default)`; its views, where they are walked over.
    pub(super) fn record_method(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        name: &str,
        args: &[Expr],
    ) -> Option<Ty> {
        if let (Ty::Record(_), "copy", []) = (receiver, name, args) {
            self.instance_mut().rows.remove(&call.id);
            self.set_target(call, Target::Method);
            return Some(receiver.clone());
        }
        if args.is_empty()
            && let Some(view) = self.record_view(call, receiver, name)
        {
            return Some(view);
        }
        let (Ty::Record(var), "get", [key] | [key, _]) = (receiver, name, args) else {
            return None;
        };
        let ty_of = |infer: &Self, expr: &Expr| {
            let ty = infer.types.instance(infer.current).exprs[&expr.id].clone();
            infer.types.store.normal(&ty)
        };
        let default = args.get(1).map_or(Ty::None, |arg| ty_of(self, arg));
        let ty = if let Some(literal) = literal_key(key) {
            let field = self.types.store.field(*var, literal);
            field.map_or(default, |(_, ty)| ty)
        } else {
            let key = ty_of(self, key);
            let found = self.any_field(receiver, &key)?;
            self.types.store.join(&found, &default)
        };
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Method);
        Some(ty)
    }

    /// Arguments of a builtin, records as dicts unless it knows them.
    pub(super) fn builtin_records(
        &mut self,
        name: &str,
        tys: Vec<Ty>,
        keywords: &[Keyword],
    ) -> Vec<Ty> {
        // `key=record.get`.
        let asks_dict = keywords
            .iter()
            .any(|keyword| method_callback(self.names, &keyword.value).is_some());
        let is_known = matches!(
            name,
            "print"
                | "str"
                | "repr"
                | "len"
                | "bool"
                | "isinstance"
                | "type"
                | "dict"
                | "list"
                | "tuple"
                | "set"
                | "sorted"
                | "min"
                | "max"
                | "enumerate"
                | "zip"
        );
        if is_known && !asks_dict {
            return tys;
        }
        tys.iter().map(|ty| self.types.store.plain(ty)).collect()
    }

    /// Whether `key in record` asks for a text.
    pub(super) fn is_record_membership(&self, op: CmpOp, left: &Ty, right: &Ty) -> bool {
        matches!(op, CmpOp::In | CmpOp::NotIn) && matches!((left, right), (Ty::Str, Ty::Record(_)))
    }

    /// Whether the records can be compared as they are; if so they become of one type.
    pub(super) fn are_comparable_records(&mut self, a: RecordVar, b: RecordVar) -> bool {
        !self.holds_functions(&Ty::Record(a)) && self.are_alike_records(a, b)
    }

    /// Whether both can be records of one type; if so they become that.
    pub(super) fn are_alike_records(&mut self, a: RecordVar, b: RecordVar) -> bool {
        let (one, two) = (Ty::Record(a), Ty::Record(b));
        self.types.store.is_alike(&one, &two)
            && matches!(self.types.store.join(&one, &two), Ty::Record(_))
    }
}

/// The key that a literal is.
pub(crate) fn literal_key(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(key)) => Some(key),
        _ => None,
    }
}

/// The keys of a display that can be a record: literals, no two alike.
fn constant_keys(items: &[DictItem]) -> Option<Vec<String>> {
    if !(1..=MAX_FIELDS).contains(&items.len()) {
        return None;
    }
    let mut keys: Vec<String> = Vec::new();
    for item in items {
        let DictItem::Pair(key, _) = item else {
            return None;
        };
        let key = literal_key(key)?;
        if keys.iter().any(|known| known == key) {
            return None;
        }
        keys.push(key.to_owned());
    }
    Some(keys)
}

/// The displays that calls pass by name: `f(**{'sep': ' '})`, or `options = {'sep': ' '}` where some call has `**options`.
pub(super) fn spread_displays(module: &Module, names: &Names) -> HashSet<NodeId> {
    let binding = |name: &Expr| match &names.uses[name.id.0 as usize] {
        Some(Use::Variable { variable, .. }) => Some(names.variables[variable.0 as usize].binding),
        _ => None,
    };
    let mut spread = HashSet::new();
    let mut found = HashSet::new();
    walk_body(&module.body, &mut |node| {
        let Node::Expr(Expr {
            kind: ExprKind::Call { keywords, .. },
            ..
        }) = node
        else {
            return;
        };
        for keyword in keywords.iter().filter(|keyword| keyword.name.is_none()) {
            match &keyword.value.kind {
                ExprKind::Dict(_) => {
                    found.insert(keyword.value.id);
                }
                ExprKind::Name(_) => spread.extend(binding(&keyword.value)),
                _ => {}
            }
        }
    });
    walk_body(&module.body, &mut |node| {
        let (targets, value) = match node {
            Node::Stmt(Stmt {
                kind: StmtKind::Assign { targets, value },
                ..
            }) => (targets.as_slice(), value),
            _ => return,
        };
        let is_spread = |target: &Expr| binding(target).is_some_and(|own| spread.contains(&own));
        if matches!(value.kind, ExprKind::Dict(_)) && targets.iter().any(is_spread) {
            found.insert(value.id);
        }
    });
    found
}
