import type { Variables } from '../values/variable-coercion.ts';

/** A cost: a constant, or computed from the variables of a request. */
export type Term = number | ((variables: Variables) => number);

/** Sum of terms; constants are added at once. */
export function sum(terms: readonly Term[]): Term {
  let known = 0;
  const open: ((variables: Variables) => number)[] = [];
  for (const term of terms) {
    if (typeof term === 'number') known += term;
    else open.push(term);
  }
  if (open.length === 0) return known;
  return (variables) => {
    let total = known;
    for (const term of open) total += term(variables);
    return total;
  };
}

/** Product of terms; constants are multiplied at once. */
export function product(one: Term, other: Term): Term {
  if (one === 0 || other === 0) return 0;
  if (typeof one === 'number') {
    if (typeof other === 'number') return one * other;
    return (variables) => one * other(variables);
  }
  if (typeof other === 'number') return (variables) => one(variables) * other;
  return (variables) => one(variables) * other(variables);
}
