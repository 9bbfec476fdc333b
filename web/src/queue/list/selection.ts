/** The selected leads by id, with what their actions need. Never more than `MOST_SELECTED`. */
export type Selection = ReadonlyMap<string, SelectedLead>;

/** A selected lead. */
export interface SelectedLead {
  /** its name in lists of results */
  readonly label: string;
  /** version as it was on the screen */
  readonly version: number;
}

/** Most leads that can be selected. */
export const MOST_SELECTED = 10_000;

/** No lead. */
export const NOTHING: Selection = new Map();

/** The selection with leads more; what has no room is left out. */
export function select(selection: Selection, leads: Iterable<readonly [string, SelectedLead]>): Selection {
  const next = new Map(selection);
  for (const [id, lead] of leads) if (next.size < MOST_SELECTED || next.has(id)) next.set(id, lead);
  return next;
}

/** The selection without leads. */
export function deselect(selection: Selection, ids: Iterable<string>): Selection {
  const next = new Map(selection);
  for (const id of ids) next.delete(id);
  return next;
}
