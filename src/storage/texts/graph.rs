//! Texts as a graph: which may get where.

use super::super::own::{each_part, each_ty};
use super::super::views::is_part_access;
use super::loans::{Loans, Places};
use crate::ir::walk::each_expr;
use crate::ir::{Class, Expr, ExprKind, Program, Spelling, Ty};

/// The texts of a program, each with those that it may get to.
#[derive(Debug, Default)]
pub(super) struct Texts {
    flows: Vec<Vec<u32>>,
    is_owned: Vec<bool>,
    /// It is stored somewhere: in a variable, in a container, in what a function gives back.
    is_kept: Vec<bool>,
    /// Which are parts of others.
    pub(super) loans: Loans,
}

impl Texts {
    fn fresh(&mut self, is_kept: bool) -> Class {
        let class = u32::try_from(self.flows.len()).expect("few texts");
        self.flows.push(Vec::new());
        self.is_owned.push(false);
        self.is_kept.push(is_kept);
        Class(class)
    }

    /// A value of one type goes to a place of the other. A text may be copied on the way, what is inside of something else stays as
    /// it is.
    pub(super) fn flow(&mut self, from: &Ty, to: &Ty) {
        match (from, to) {
            (Ty::Owned(_, from), Ty::Owned(_, to)) => {
                self.flows[from.0 as usize].push(to.0);
                self.loans.lend(*from, *to);
            }
            _ => self.same(from, to),
        }
    }

    /// [`Texts::flow`] into or out of a function, whose own loans are not those of its callers.
    pub(super) fn flow_across(&mut self, from: &Ty, to: &Ty) {
        self.loans.is_across = true;
        self.flow(from, to);
        self.loans.is_across = false;
    }

    /// Values of both types are written alike.
    pub(super) fn same(&mut self, one: &Ty, two: &Ty) {
        match (one, two) {
            (Ty::Owned(_, one), Ty::Owned(_, two)) => {
                self.flows[one.0 as usize].push(two.0);
                self.flows[two.0 as usize].push(one.0);
                self.loans.lend(*one, *two);
                self.loans.lend(*two, *one);
            }
            (Ty::List(one), Ty::List(two))
            | (Ty::Set(one), Ty::Set(two))
            | (Ty::FrozenSet(one), Ty::FrozenSet(two))
            | (Ty::Deque(one), Ty::Deque(two))
            | (Ty::Stream(one), Ty::Stream(two))
            | (Ty::VarTuple(one), Ty::VarTuple(two))
            | (Ty::Option(one), Ty::Option(two))
            | (Ty::Iter(one), Ty::Iter(two)) => self.same(one, two),
            (Ty::Dict(key, value), Ty::Dict(other_key, other_value))
            | (Ty::View(_, key, value), Ty::View(_, other_key, other_value)) => {
                self.same(key, other_key);
                self.same(value, other_value);
            }
            (Ty::Tuple(ones), Ty::Tuple(twos)) if ones.len() == twos.len() => {
                for (one, two) in ones.iter().zip(twos) {
                    self.same(one, two);
                }
            }
            // What the fields hold is said once, for all records of the kind.
            (Ty::Never, _) | (_, Ty::Never) | (Ty::Record(_), Ty::Record(_)) => {}
            _ => {
                self.own(one);
                self.own(two);
            }
        }
    }

    /// All texts that a type mentions are `String`s.
    pub(super) fn own(&mut self, ty: &Ty) {
        match ty {
            Ty::Owned(_, text) => self.is_owned[text.0 as usize] = true,
            _ => each_part(&mut ty.clone(), &mut |part| self.own(part)),
        }
    }

    /// All texts that are inside of something else in a type are `String`s.
    pub(super) fn own_inside(&mut self, ty: &Ty) {
        if !matches!(ty, Ty::Owned(..)) {
            self.own(ty);
        }
    }

    /// Whether the text of this type is a `String`.
    pub(super) fn is_string(&self, text: Class) -> bool {
        self.is_owned[text.0 as usize]
    }

    /// Spreads what is known along the ways that texts go. Parts of texts that do not live long enough are `String`s.
    pub(super) fn settle(&mut self, program: &Program, places: &Places) {
        self.spread();
        // A parameter that is only looked at is lent whatever there is.
        for func in &program.funcs {
            for param in &func.params {
                if let Ty::Owned(_, text) = &program.vars[param.var.0 as usize].ty
                    && !self.is_kept_behind(*text)
                {
                    self.is_owned[text.0 as usize] = true;
                }
            }
        }
        self.spread();
        loop {
            let dangling = self.loans.settle(&self.is_owned, program, places);
            if dangling.is_empty() {
                break;
            }
            for text in dangling {
                self.is_owned[text.0 as usize] = true;
            }
            self.spread();
        }
    }

    fn spread(&mut self) {
        let mut open: Vec<u32> = (0..self.flows.len())
            .filter(|text| self.is_owned[*text])
            .map(|text| u32::try_from(text).expect("few texts"))
            .collect();
        while let Some(text) = open.pop() {
            for to in self.flows[text as usize].clone() {
                if !self.is_owned[to as usize] {
                    self.is_owned[to as usize] = true;
                    open.push(to);
                }
            }
        }
    }

    /// Whether somebody keeps the text, or one that it gets to.
    fn is_kept_behind(&self, text: Class) -> bool {
        let mut seen = vec![text.0];
        let mut at = 0;
        while let Some(text) = seen.get(at).copied() {
            if self.is_kept[text as usize] {
                return true;
            }
            for to in &self.flows[text as usize] {
                if !seen.contains(to) {
                    seen.push(*to);
                }
            }
            at += 1;
        }
        false
    }
}

/// Makes every text of every type one of its own.
pub(super) fn annotate(program: &mut Program) -> Texts {
    let mut texts = Texts::default();
    for var in &mut program.vars {
        annotate_ty(&mut texts, &mut var.ty, !var.is_param);
    }
    for func in &mut program.funcs {
        annotate_ty(&mut texts, &mut func.ret, true);
    }
    for field in program
        .records
        .iter_mut()
        .flat_map(|record| &mut record.fields)
    {
        annotate_ty(&mut texts, &mut field.ty, true);
        if field.is_changed {
            texts.own(&field.ty);
        }
    }
    each_ty(program, &mut |ty| annotate_ty(&mut texts, ty, false));
    texts
}

fn annotate_ty(texts: &mut Texts, ty: &mut Ty, is_kept: bool) {
    match ty {
        Ty::Str | Ty::StaticStr => {
            let text = std::mem::replace(ty, Ty::Unit);
            *ty = Ty::Owned(Box::new(text), texts.fresh(is_kept));
        }
        Ty::Owned(..) => {}
        _ => each_part(ty, &mut |part| annotate_ty(texts, part, true)),
    }
}

/// Writes the decision into the types.
pub(super) fn resolve(program: &mut Program, texts: &Texts) {
    for field in program
        .records
        .iter_mut()
        .flat_map(|record| &mut record.fields)
    {
        resolve_ty(texts, &mut field.ty);
    }
    each_ty(program, &mut |ty| resolve_ty(texts, ty));
    for func in &mut program.funcs {
        each_expr(&mut func.body, &mut resolve_expr);
    }
}

fn resolve_ty(texts: &Texts, ty: &mut Ty) {
    let Ty::Owned(text, class) = ty else {
        return each_part(ty, &mut |part| resolve_ty(texts, part));
    };
    *ty = if **text == Ty::StaticStr || !texts.is_string(*class) {
        Ty::StaticStr
    } else {
        Ty::Str
    };
}

/// `text[i]` that nobody has decided to lend yet.
fn is_unlent_part(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Raises { inner, .. } => is_unlent_part(inner),
        ExprKind::Op {
            args,
            spelling: Spelling::Method(_),
            ..
        } => args[0].0.ty != Ty::Letters && is_part_access(expr),
        _ => false,
    }
}

fn resolve_expr(expr: &mut Expr) {
    // Who wants a literal or a part for its own makes a copy.
    if matches!(expr.kind, ExprKind::Str(_)) || is_unlent_part(expr) {
        expr.ty = Ty::Str;
    }
    // The keys of a record are written out; who wants them for its own asks for copies.
    if let Ty::Iter(item) = &expr.ty
        && let Ty::Tuple(parts) = &**item
        && parts[0] == Ty::Str
        && let ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } = &mut expr.kind
        && let Some((record, _)) = args.first()
        && matches!(record.ty, Ty::Record(_))
        && name == "items"
    {
        "owned_items".clone_into(name);
    }
    // The items of a display are what the container holds.
    let item = match &expr.ty {
        Ty::List(item) | Ty::Set(item) | Ty::VarTuple(item) => (**item).clone(),
        Ty::Dict(key, value) => Ty::Tuple(vec![(**key).clone(), (**value).clone()]),
        _ => return,
    };
    if let ExprKind::Op {
        spelling: Spelling::Path(_),
        args,
        ..
    } = &mut expr.kind
        && let [(array, _)] = &mut args[..]
        && array.ty == Ty::Unit
        && matches!(
            array.kind,
            ExprKind::Op {
                spelling: Spelling::Array,
                ..
            }
        )
    {
        array.ty = Ty::Iter(Box::new(item));
    }
}
