import { useStore } from '../../store/store.ts';
import type { QueueList } from '../list/queue-list.ts';
import { labelOf } from '../list/row.ts';
import { deselect, NOTHING, type SelectedLead, type Selection, select } from '../list/selection.ts';

/** The selection of rows, and what changes it. */
export interface RowChoice {
  readonly selection: Selection;
  readonly counts: { readonly loaded: number; readonly loadedSelected: number };
  toggle(rank: number): void;
  /** Selects the rows from one rank to another. */
  extend(from: number, to: number): void;
  /** Selects the leads in memory, or none of them when all are selected. */
  toggleLoaded(): void;
  clear(): void;
}

/** The selection of a list. */
export function useRowChoice({ list, selection: store }: QueueList): RowChoice {
  const selection = useStore(store);
  const leads = (first: number, last: number): readonly (readonly [string, SelectedLead])[] =>
    list.ids(first, last).map((id) => {
      const slot = list.at(list.rankOf(id) ?? -1);
      const row = typeof slot === 'object' ? slot.row : undefined;
      return [id, { label: row ? labelOf(row) : id, version: row?.version ?? 0 }];
    });
  const change = (chosen: readonly (readonly [string, SelectedLead])[], isOn: boolean): void =>
    store.set(
      isOn
        ? select(selection, chosen)
        : deselect(
            selection,
            chosen.map(([id]) => id),
          ),
    );
  const loaded = list.loadedIds();
  const loadedSelected = loaded.filter((id) => selection.has(id)).length;
  return {
    selection,
    counts: { loaded: loaded.length, loadedSelected },
    toggle(rank) {
      const chosen = leads(rank, rank);
      change(chosen, !chosen.every(([id]) => selection.has(id)));
    },
    extend: (from, to) => change(leads(Math.min(from, to), Math.max(from, to)), true),
    toggleLoaded() {
      const chosen = loaded.flatMap((id) => {
        const rank = list.rankOf(id);
        return rank === undefined ? [] : leads(rank, rank);
      });
      change(chosen, loadedSelected < loaded.length);
    },
    clear: () => store.set(NOTHING),
  };
}
