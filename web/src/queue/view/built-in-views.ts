import { ALL_LEADS, OWNER_ME, OWNER_NONE, type View } from './view.ts';

/** Names of the views that everybody has. */
export type BuiltInName =
  | 'all'
  | 'mine'
  | 'hot'
  | 'never'
  | 'rising'
  | 'falling'
  | 'idle'
  | 'overridden'
  | 'unassigned'
  | 'unscored';

/** Views that everybody has, in their order. */
export const BUILT_IN_VIEWS: readonly { readonly name: BuiltInName; readonly view: View }[] = [
  { name: 'all', view: ALL_LEADS },
  { name: 'mine', view: lists({ owner: [OWNER_ME] }) },
  { name: 'hot', view: lists({ grade: ['A'] }) },
  { name: 'never', view: { ...ALL_LEADS, contact: 'never' } },
  { name: 'rising', view: { ...lists({ trend: ['RISING'] }), order: 'CHANGE_DESC' } },
  { name: 'falling', view: { ...lists({ trend: ['FALLING'] }), order: 'CHANGE_ASC' } },
  { name: 'idle', view: { ...lists({ grade: ['A', 'B'] }), contact: 14 } },
  { name: 'overridden', view: { ...ALL_LEADS, override: true } },
  { name: 'unassigned', view: lists({ owner: [OWNER_NONE] }) },
  { name: 'unscored', view: { ...ALL_LEADS, unscored: true, order: 'CREATED_AT_DESC' } },
];

function lists(some: Partial<View['lists']>): View {
  return { ...ALL_LEADS, lists: { ...ALL_LEADS.lists, ...some } };
}
