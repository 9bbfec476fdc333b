import type { LeadOrder } from '../../graph/generated/graphql.ts';
import type { ColumnName } from '../view/columns.ts';

interface ColumnLayout {
  /** track of the CSS grid */
  readonly track: string;
  /** orders of the column, the one of a first press first */
  readonly orders?: readonly [LeadOrder, LeadOrder];
  readonly isNumber?: boolean;
}

/** Width and orders of each column. */
export const COLUMN_LAYOUT: Readonly<Record<ColumnName, ColumnLayout>> = {
  grade: { track: '3.25rem' },
  points: { track: '3.75rem', isNumber: true },
  probability: { track: '6.25rem', orders: ['SCORE_DESC', 'SCORE_ASC'], isNumber: true },
  trend: { track: '6rem', orders: ['CHANGE_DESC', 'CHANGE_ASC'] },
  lead: { track: 'minmax(10rem, 1.5fr)', orders: ['COMPANY_ASC', 'COMPANY_DESC'] },
  stage: { track: '6.25rem' },
  owner: { track: '7rem' },
  reason: { track: 'minmax(9rem, 1.8fr)' },
  contact: { track: '7.75rem', orders: ['LAST_INTERACTION_DESC', 'LAST_INTERACTION_ASC'] },
  step: { track: '9.75rem' },
  week: { track: '5.5rem', isNumber: true },
  country: { track: '8rem' },
  industry: { track: '8rem' },
  source: { track: '8rem' },
  licence: { track: '7.5rem' },
  created: { track: '7.5rem', orders: ['CREATED_AT_DESC', 'CREATED_AT_ASC'] },
};

/** Tracks of a row: its checkbox, then its columns. */
export function gridTracks(columns: readonly ColumnName[]): string {
  return ['2.25rem', ...columns.map((column) => COLUMN_LAYOUT[column].track)].join(' ');
}

/** The order after a press on the head of a column. */
export function nextOrder(column: ColumnName, present: LeadOrder): LeadOrder | undefined {
  const [first, second] = COLUMN_LAYOUT[column].orders ?? [];
  return present === first ? second : first;
}

/** Direction of a column under an order, as `aria-sort` says it. */
export function sortOf(column: ColumnName, order: LeadOrder): 'ascending' | 'descending' | undefined {
  if (!COLUMN_LAYOUT[column].orders?.includes(order)) return undefined;
  return order.endsWith('_DESC') ? 'descending' : 'ascending';
}
