//! Strongly connected components of the graph of places, and the bounds that follow from them.

use std::collections::{BTreeMap, BTreeSet};

use super::Place;
use super::size::{Bound, CALLS, COUNT, ENDLESS, Size};

/// What flows into each place.
pub(super) type Flows = BTreeMap<Place, Vec<Size>>;

/// A bound for every place, those that others depend on first.
///
/// What goes round a cycle and is only added to is added to [`COUNT`] times; what is multiplied, or added to itself, has no bound.
pub(super) fn bounds(flows: &Flows) -> BTreeMap<Place, Bound> {
    let mut bounds = BTreeMap::new();
    for component in components(flows) {
        let bound = component_bound(flows, &component, &bounds);
        bounds.extend(component.into_iter().map(|place| (place, bound)));
    }
    bounds
}

fn component_bound(flows: &Flows, component: &[Place], bounds: &BTreeMap<Place, Bound>) -> Bound {
    let (mut base, mut step): (Bound, Bound) = (0, 0);
    let mut joins = false;
    // What flows in from outside has its bound by now.
    let bound_of = |place| bounds.get(&place).copied();
    for size in component
        .iter()
        .filter_map(|place| flows.get(place))
        .flatten()
    {
        let estimate = size.estimate(&bound_of);
        if estimate.multiplies {
            return ENDLESS;
        }
        joins |= estimate.joins;
        if estimate.adds {
            step = step.max(estimate.bound);
        } else {
            base = base.max(estimate.bound);
        }
    }
    if joins {
        return if component.iter().all(is_passed_on_once) {
            base.saturating_add(step).saturating_mul(CALLS)
        } else {
            ENDLESS
        };
    }
    base.saturating_add(step.saturating_mul(COUNT))
}

/// Whether what the place holds is used once: the value of an operation, or what a call gives back. A sum of such results
/// (`fib(n - 1) + fib(n - 2)`) has as many parts as calls were made, while a variable that is added to itself doubles.
fn is_passed_on_once(place: &Place) -> bool {
    match place {
        Place::Ret(_) | Place::Node(..) => true,
        Place::Var(..) | Place::Contents(_) => false,
    }
}

/// The components, each behind those that flow into it.
fn components(flows: &Flows) -> Vec<Vec<Place>> {
    let mut places: BTreeSet<Place> = flows.keys().copied().collect();
    for size in flows.values().flatten() {
        size.places(&mut |place| {
            places.insert(place);
        });
    }
    let places: Vec<Place> = places.into_iter().collect();
    let index_of: BTreeMap<Place, usize> = places
        .iter()
        .enumerate()
        .map(|(index, place)| (*place, index))
        .collect();
    let edges: Vec<Vec<usize>> = places
        .iter()
        .map(|place| {
            let mut sources = BTreeSet::new();
            for size in flows.get(place).into_iter().flatten() {
                size.places(&mut |source| {
                    sources.insert(index_of[&source]);
                });
            }
            sources.into_iter().collect()
        })
        .collect();
    let mut found: Vec<Vec<Place>> = Vec::new();
    for (index, component) in tarjan(&edges).into_iter().enumerate() {
        if component >= found.len() {
            found.resize(component + 1, Vec::new());
        }
        found[component].push(places[index]);
    }
    found
}

/// The component of every node, numbered so that what an edge leads to comes first (Tarjan's algorithm, with a stack of
/// its own).
fn tarjan(edges: &[Vec<usize>]) -> Vec<usize> {
    let n = edges.len();
    let (mut order, mut low) = (vec![usize::MAX; n], vec![0; n]);
    let (mut component, mut n_components, mut next) = (vec![usize::MAX; n], 0, 0);
    let mut open = Vec::new();
    for start in 0..n {
        if order[start] != usize::MAX {
            continue;
        }
        let mut work = vec![(start, 0)];
        while let Some((at, edge)) = work.pop() {
            if edge == 0 {
                order[at] = next;
                low[at] = next;
                next += 1;
                open.push(at);
            }
            if let Some(to) = edges[at].get(edge).copied() {
                work.push((at, edge + 1));
                if order[to] == usize::MAX {
                    work.push((to, 0));
                } else if component[to] == usize::MAX {
                    low[at] = low[at].min(order[to]);
                }
                continue;
            }
            if low[at] == order[at] {
                while let Some(member) = open.pop() {
                    component[member] = n_components;
                    if member == at {
                        break;
                    }
                }
                n_components += 1;
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[at]);
            }
        }
    }
    component
}
