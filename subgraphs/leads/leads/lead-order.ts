/** Orders of a list of leads. Each breaks ties by id. */
export const LeadOrder = {
  SCORE_DESC: 'SCORE_DESC',
  SCORE_ASC: 'SCORE_ASC',
  CHANGE_DESC: 'CHANGE_DESC',
  CHANGE_ASC: 'CHANGE_ASC',
  LAST_INTERACTION_DESC: 'LAST_INTERACTION_DESC',
  LAST_INTERACTION_ASC: 'LAST_INTERACTION_ASC',
  CREATED_AT_DESC: 'CREATED_AT_DESC',
  CREATED_AT_ASC: 'CREATED_AT_ASC',
  UPDATED_AT_DESC: 'UPDATED_AT_DESC',
  UPDATED_AT_ASC: 'UPDATED_AT_ASC',
  COMPANY_ASC: 'COMPANY_ASC',
  COMPANY_DESC: 'COMPANY_DESC',
} as const;

/** See {@link LeadOrder}. */
export type LeadOrder = (typeof LeadOrder)[keyof typeof LeadOrder];

/** How an order is read: by an index over closedness, key and id of one table. */
export interface OrderKey {
  /** `v`, the ranking, or `l`, the lead */
  readonly table: 'v' | 'l';
  /** its column */
  readonly column: string;
  readonly type: 'double precision' | 'bigint' | 'text';
  readonly descending: boolean;
}

const SCORE = { table: 'v', column: 'rank_key', type: 'double precision' } as const;
const CHANGE = { table: 'v', column: 'week_change', type: 'double precision' } as const;
const LAST_INTERACTION = { table: 'v', column: 'last_interaction_at', type: 'bigint' } as const;
const CREATED_AT = { table: 'l', column: 'created_at', type: 'bigint' } as const;
const UPDATED_AT = { table: 'l', column: 'valid_from', type: 'bigint' } as const;
const COMPANY = { table: 'l', column: 'company_key', type: 'text' } as const;

/** Key of each order. */
export const ORDER_KEYS: Readonly<Record<LeadOrder, OrderKey>> = {
  SCORE_DESC: { ...SCORE, descending: true },
  SCORE_ASC: { ...SCORE, descending: false },
  CHANGE_DESC: { ...CHANGE, descending: true },
  CHANGE_ASC: { ...CHANGE, descending: false },
  LAST_INTERACTION_DESC: { ...LAST_INTERACTION, descending: true },
  LAST_INTERACTION_ASC: { ...LAST_INTERACTION, descending: false },
  CREATED_AT_DESC: { ...CREATED_AT, descending: true },
  CREATED_AT_ASC: { ...CREATED_AT, descending: false },
  UPDATED_AT_DESC: { ...UPDATED_AT, descending: true },
  UPDATED_AT_ASC: { ...UPDATED_AT, descending: false },
  COMPANY_ASC: { ...COMPANY, descending: false },
  COMPANY_DESC: { ...COMPANY, descending: true },
};

/** Whether all pages of an order read the ranking of the time of the first one. */
export function isSnapshotOrder(order: LeadOrder): boolean {
  return order === LeadOrder.SCORE_DESC || order === LeadOrder.SCORE_ASC;
}
