import type { LeadFactsFragment, LeadStage, UpdateLeadInput } from '../../../graph/generated/graphql.ts';

/** Fields of a lead that a reader edits, in the order of the form. */
export const EDIT_FIELDS = [
  'stage',
  'owner',
  'name',
  'email',
  'phone',
  'company',
  'companySize',
  'industry',
  'country',
  'nationality',
  'emirate',
  'source',
  'campaign',
  'licenceType',
  'businessActivity',
] as const;

/** A field that a reader edits. */
export type EditField = (typeof EDIT_FIELDS)[number];

/** Fields that only readers with leads:pii see. */
export const PERSONAL_FIELDS: ReadonlySet<EditField> = new Set(['name', 'email', 'phone']);

/** Texts of the form; empty for a field without a value. */
export type EditValues = Readonly<Record<EditField, string>>;

/** A field that the reader and somebody else changed to different values. */
export interface EditConflict {
  readonly field: EditField;
  readonly before: string;
  readonly mine: string;
  readonly theirs: string;
}

/** The values of a lead as texts of the form. */
export function editValues(lead: LeadFactsFragment): EditValues {
  return Object.fromEntries(EDIT_FIELDS.map((field) => [field, String(lead[field] ?? '')])) as EditValues;
}

/** Fields that the reader and somebody else changed since `before`, to different values. */
export function editConflicts(before: EditValues, mine: EditValues, theirs: EditValues): readonly EditConflict[] {
  return EDIT_FIELDS.filter(
    (field) => mine[field] !== before[field] && theirs[field] !== before[field] && mine[field] !== theirs[field],
  ).map((field) => ({ field, before: before[field], mine: mine[field], theirs: theirs[field] }));
}

/**
 * The reader's values on top of somebody else's: what the reader did not touch is theirs, and so is what the reader gave
 * up.
 *
 * @param givenUp fields of conflicts in which the reader takes the other value
 */
export function mergeEdits(
  before: EditValues,
  mine: EditValues,
  theirs: EditValues,
  givenUp: ReadonlySet<EditField>,
): EditValues {
  return Object.fromEntries(
    EDIT_FIELDS.map((field) => [
      field,
      mine[field] === before[field] || givenUp.has(field) ? theirs[field] : mine[field],
    ]),
  ) as EditValues;
}

/** The change from one set of values to another as the graph takes it: null clears a field. */
export function editInput(from: EditValues, to: EditValues): UpdateLeadInput {
  const input: Record<string, string | number | null> = {};
  for (const field of EDIT_FIELDS) {
    const text = to[field].trim();
    if (text === from[field]) continue;
    if (field === 'companySize') input[field] = text === '' ? null : Number(text);
    else if (field !== 'stage') input[field] = text === '' ? null : text;
    else if (text !== '') input[field] = text as LeadStage;
  }
  return input;
}
