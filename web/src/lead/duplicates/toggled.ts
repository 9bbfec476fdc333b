/** A set with an element more, or without it. */
export function toggled<Element>(set: ReadonlySet<Element>, element: Element, isIn: boolean): ReadonlySet<Element> {
  const next = new Set(set);
  if (isIn) next.add(element);
  else next.delete(element);
  return next;
}
