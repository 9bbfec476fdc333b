import { plainPhoneSql, SPACE } from './contact-keys.ts';
import { CLOSED_STAGES, OPEN_STAGES } from './lead-stages.ts';

/** Rule that a row of bronze must keep to enter silver. */
export interface SilverRule {
  readonly name: string;
  /** column of the row whose value breaks the rule */
  readonly column: string;
  /** words that complete "expected …" */
  readonly expected: string;
  /** SQL condition on the row that is true where the rule is broken */
  readonly brokenWhen: string;
}

/** Latest time that JavaScript has, epoch milliseconds: dates beyond it cannot be shown. */
const MOST_TIME = '8640000000000000';

/** Time after which a row cannot have been written: a day after it came into bronze, whatever the clocks. */
const LATEST = 'ingested_at + 86400000';

const LEAD_TEXTS = {
  name: 200,
  email: 320,
  phone: 40,
  company: 200,
  industry: 200,
  emirate: 200,
  source: 200,
  campaign: 200,
  licence_type: 200,
  business_activity: 500,
  owner: 200,
} as const;

/** Rules of `bronze/lead_events`: those of the input of leads, and those of times. */
export const LEAD_RULES: readonly SilverRule[] = [
  missing('lead_id'),
  missing('version'),
  missing('transaction_id'),
  time('created_at', LATEST),
  time('valid_from', LATEST),
  {
    name: 'VALID_BEFORE_CREATED',
    column: 'valid_from',
    expected: 'no time before the creation of the lead',
    brokenWhen: 'valid_from < created_at',
  },
  closed('stage', 'STAGE_UNKNOWN', [...OPEN_STAGES, ...CLOSED_STAGES]),
  {
    name: 'COMPANY_SIZE_RANGE',
    column: 'company_size',
    expected: '0 to 10,000,000 employees',
    brokenWhen: 'company_size NOT BETWEEN 0 AND 10000000',
  },
  ...Object.entries(LEAD_TEXTS).map(([column, most]) => tooLong(column, most)),
  // surrounding spaces, digits of Arabic and invisible marks are what the keys of contacts leave out
  pattern('email', `[${SPACE}]*[^${SPACE}@]+@[^${SPACE}@]+[${SPACE}]*`, 'an e-mail address'),
  pattern(
    'phone',
    `[${SPACE}]*\\+?[0-9 ().-]{3,}[${SPACE}]*`,
    'a phone number such as +971501234567',
    plainPhoneSql('phone'),
  ),
  pattern('country', '[A-Z]{2}', 'an ISO 3166-1 alpha-2 code such as AE'),
  pattern('nationality', '[A-Z]{2}', 'an ISO 3166-1 alpha-2 code such as AE'),
];

/** Rules of `bronze/interaction_events`. @param clockSkewMs tolerated difference of clocks, milliseconds */
export function interactionRules(clockSkewMs: number): readonly SilverRule[] {
  return [
    missing('lead_id'),
    missing('interaction_id'),
    tooLong('interaction_id', 200),
    closed('kind', 'KIND_UNKNOWN', INTERACTION_KINDS),
    time('occurred_at', LATEST),
    time('recorded_at', LATEST),
    occurredAfterRecorded(clockSkewMs),
    negative('duration_seconds'),
    negative('quantity'),
    tooLong('note', 2_000),
    LEAD_UNKNOWN,
  ];
}

/** Kinds of interactions. */
export const INTERACTION_KINDS = [
  'WEBSITE_VISIT',
  'FORM_SUBMITTED',
  'EMAIL_SENT',
  'EMAIL_OPENED',
  'EMAIL_CLICKED',
  'CALL',
  'MEETING',
  'WHATSAPP',
  'QUOTE_SENT',
] as const;

/** Rules of `bronze/outcome_events`. @param clockSkewMs tolerated difference of clocks, milliseconds */
export function outcomeRules(clockSkewMs: number): readonly SilverRule[] {
  return [
    missing('lead_id'),
    closed('result', 'RESULT_UNKNOWN', ['CONVERTED', 'LOST']),
    time('occurred_at', LATEST),
    time('recorded_at', LATEST),
    occurredAfterRecorded(clockSkewMs),
    negative('revenue'),
    {
      name: 'REVENUE_INFINITE',
      column: 'revenue',
      expected: 'a finite amount',
      brokenWhen: 'NOT isfinite(revenue)',
    },
    {
      name: 'REVENUE_OF_LOST',
      column: 'revenue',
      expected: 'none for a lost lead',
      brokenWhen: "result = 'LOST' AND revenue IS NOT NULL",
    },
    tooLong('reason', 2_000),
    {
      name: 'OUTCOME_BEFORE_LEAD',
      column: 'occurred_at',
      expected: 'no time before the creation of the lead',
      brokenWhen: 'occurred_at < lead_created_at',
    },
    LEAD_UNKNOWN,
  ];
}

/** Rule of rows about a lead that silver does not have; they are tried again when it has it. */
export const LEAD_UNKNOWN: SilverRule = {
  name: 'LEAD_UNKNOWN',
  column: 'lead_id',
  expected: 'a lead of silver/leads',
  brokenWhen: 'lead_created_at IS NULL',
};

function occurredAfterRecorded(clockSkewMs: number): SilverRule {
  return {
    name: 'OCCURRED_AFTER_RECORDED',
    column: 'occurred_at',
    expected: `no time more than ${clockSkewMs} ms after it was recorded`,
    brokenWhen: `occurred_at > recorded_at + ${Math.floor(clockSkewMs)}`,
  };
}

function missing(column: string): SilverRule {
  const name = `${column.toUpperCase()}_MISSING`;
  return { name, column, expected: 'a value', brokenWhen: `COALESCE(CAST(${column} AS VARCHAR), '') = ''` };
}

function time(column: string, latest: string): SilverRule {
  return {
    name: `${column.toUpperCase()}_IMPOSSIBLE`,
    column,
    expected: `a time of the calendar, at most a day after it came into the lake`,
    brokenWhen: `COALESCE(${column} NOT BETWEEN -${MOST_TIME} AND LEAST(${latest}, ${MOST_TIME}), true)`,
  };
}

function closed(column: string, name: string, words: readonly string[]): SilverRule {
  const list = words.map((word) => `'${word}'`).join(', ');
  return {
    name,
    column,
    expected: `one of ${words.join(', ')}`,
    brokenWhen: `COALESCE(${column} NOT IN (${list}), true)`,
  };
}

function negative(column: string): SilverRule {
  return {
    name: `${column.toUpperCase()}_NEGATIVE`,
    column,
    expected: '0 or more',
    brokenWhen: `${column} < 0`,
  };
}

/** Length as JavaScript has it: characters beyond the basic plane count twice. Bytes first, as most texts are short. */
function tooLong(column: string, most: number): SilverRule {
  const beyond = String.raw`length(regexp_replace(${column}, '[^\x{10000}-\x{10FFFF}]', '', 'g'))`;
  return {
    name: `${column.toUpperCase()}_TOO_LONG`,
    column,
    expected: `at most ${most} characters`,
    brokenWhen: `CASE WHEN strlen(${column}) > ${most} THEN length(${column}) + ${beyond} > ${most} ELSE false END`,
  };
}

function pattern(column: string, form: string, expected: string, value = column): SilverRule {
  return {
    name: `${column.toUpperCase()}_FORM`,
    column,
    expected,
    brokenWhen: `NOT regexp_full_match(${value}, '${form}')`,
  };
}
