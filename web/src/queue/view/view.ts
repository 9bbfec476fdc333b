import type { Grade, LeadOrder, LeadStage, Trend } from '../../graph/generated/graphql.ts';
import { COLUMNS, type ColumnName, DEFAULT_COLUMNS, FIXED_COLUMN } from './columns.ts';

/** Stages in the order of the sales process. */
export const STAGES: readonly LeadStage[] = [
  'NEW',
  'CONTACTED',
  'QUALIFIED',
  'PROPOSAL',
  'WON',
  'LOST',
  'REMOVED',
  'MERGED',
];
/** Stages that a lead can be set to; `recordOutcome` closes one. */
export const OPEN_STAGES: readonly LeadStage[] = STAGES.slice(0, 4);
/** Grades, best first. */
export const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D'];
/** Directions of a score. */
export const TRENDS: readonly Trend[] = ['RISING', 'FALLING', 'STEADY', 'NEW'];
/** Orders of the queue, the usual one first. */
export const ORDERS: readonly LeadOrder[] = [
  'SCORE_DESC',
  'SCORE_ASC',
  'CHANGE_DESC',
  'CHANGE_ASC',
  'LAST_INTERACTION_DESC',
  'LAST_INTERACTION_ASC',
  'CREATED_AT_DESC',
  'CREATED_AT_ASC',
  'UPDATED_AT_DESC',
  'UPDATED_AT_ASC',
  'COMPANY_ASC',
  'COMPANY_DESC',
];

/** Conditions with several values, each with its parameter of the address. */
export const LISTS = ['stage', 'grade', 'trend', 'owner', 'industry', 'country', 'source', 'licence'] as const;

/** A condition with several values. */
export type ListName = (typeof LISTS)[number];

/** In the condition `owner`: the reader. */
export const OWNER_ME = '@me';

/** In the condition `owner`: nobody. */
export const OWNER_NONE = '@none';

/** A view of the queue: search, conditions, order and columns. The address has all of it. */
export interface View {
  readonly search: string;
  readonly lists: Readonly<Record<ListName, readonly string[]>>;
  /** probability in percent, 0 to 100 */
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** `never` contacted, or not within as many days */
  readonly contact: 'never' | number | undefined;
  /** created within as many days */
  readonly created: number | undefined;
  readonly override: boolean | undefined;
  readonly unscored: boolean | undefined;
  readonly closed: boolean;
  readonly order: LeadOrder;
  readonly columns: readonly ColumnName[];
}

const MOST_VALUES = 100;
const LONGEST_SEARCH = 200;
const MOST_DAYS = 3_650;

const NO_LISTS: View['lists'] = {
  stage: [],
  grade: [],
  trend: [],
  owner: [],
  industry: [],
  country: [],
  source: [],
  licence: [],
};
const ENUMS: Partial<Record<ListName, readonly string[]>> = { stage: STAGES, grade: GRADES, trend: TRENDS };

/** The view without conditions: all open leads, the most probable first. */
export const ALL_LEADS: View = {
  search: '',
  lists: NO_LISTS,
  minimum: undefined,
  maximum: undefined,
  contact: undefined,
  created: undefined,
  override: undefined,
  unscored: undefined,
  closed: false,
  order: 'SCORE_DESC',
  columns: DEFAULT_COLUMNS,
};

/** Reads a view from the query string of an address. What is unknown or out of range is left out. */
export function parseView(query: string): View {
  const parameters = new URLSearchParams(query);
  const text = (name: string): string => parameters.get(name) ?? '';
  const [minimum, maximum] = text('probability').split('-');
  return {
    search: text('q').slice(0, LONGEST_SEARCH),
    lists: Object.fromEntries(LISTS.map((name) => [name, parseList(name, parameters.getAll(name))])) as View['lists'],
    minimum: parseInteger(minimum, 0, 100),
    maximum: parseInteger(maximum, 0, 100),
    contact: text('contact') === 'never' ? 'never' : parseInteger(text('contact'), 1, MOST_DAYS),
    created: parseInteger(text('created'), 1, MOST_DAYS),
    override: parseFlag(text('override')),
    unscored: parseFlag(text('unscored')),
    closed: text('closed') === 'yes',
    order: ORDERS.find((order) => order === text('order')) ?? ALL_LEADS.order,
    columns: parseColumns(text('columns')),
  };
}

/** The query string of a view, with `?`; empty for the view without conditions. Equal views have equal ones. */
export function formatView(view: View): string {
  const parameters = new URLSearchParams();
  const set = (name: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  };
  set('q', view.search);
  for (const name of LISTS) for (const value of view.lists[name]) parameters.append(name, value);
  if (view.minimum !== undefined || view.maximum !== undefined)
    set('probability', `${view.minimum ?? ''}-${view.maximum ?? ''}`);
  set('contact', view.contact);
  set('created', view.created);
  set('override', formatFlag(view.override));
  set('unscored', formatFlag(view.unscored));
  set('closed', view.closed ? 'yes' : '');
  if (view.order !== ALL_LEADS.order) set('order', view.order);
  if (view.columns.join() !== DEFAULT_COLUMNS.join()) set('columns', view.columns.join());
  const query = parameters.toString();
  return query && `?${query}`;
}

/** The view with one value of a condition more, or less when it is there. */
export function toggleValue(view: View, name: ListName, value: string): View {
  const values = view.lists[name];
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  return { ...view, lists: { ...view.lists, [name]: next.slice(0, MOST_VALUES) } };
}

/** The view without conditions and search; order and columns stay. */
export function withoutConditions(view: View): View {
  return { ...ALL_LEADS, order: view.order, columns: view.columns };
}

/** Whether two views list the same leads in the same order, whatever their columns. */
export function isSameList(one: View, other: View): boolean {
  return listAddress(one) === listAddress(other);
}

/** The query string of a view but for its columns. */
export function listAddress(view: View): string {
  return formatView({ ...view, columns: DEFAULT_COLUMNS });
}

function parseList(name: ListName, values: readonly string[]): readonly string[] {
  const known = ENUMS[name];
  const wanted = values.filter((value) => value !== '' && (!known || known.includes(value)));
  return [...new Set(wanted)].slice(0, MOST_VALUES);
}

function parseColumns(text: string): readonly ColumnName[] {
  const names = text.split(',');
  const columns = COLUMNS.filter((column) => column === FIXED_COLUMN || names.includes(column));
  return columns.length > 1 ? columns : DEFAULT_COLUMNS;
}

function parseInteger(text: string | undefined, least: number, most: number): number | undefined {
  if (!text || !/^\d{1,5}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

function parseFlag(text: string): boolean | undefined {
  return text === 'yes' ? true : text === 'no' ? false : undefined;
}

function formatFlag(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? 'yes' : 'no';
}
