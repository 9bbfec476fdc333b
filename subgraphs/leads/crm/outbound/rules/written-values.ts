import { gradeInForce, type ScoreDelivery } from './score-delivery.ts';

/** Kinds of column types that can hold a value. */
export type ColumnKind = 'text' | 'texts' | 'number' | 'integer' | 'time' | 'json' | 'uuid';

/** A value that can be written to a column of the CRM. */
interface WrittenValueDefinition {
  readonly description: string;
  /** kinds of columns that can hold it */
  readonly kinds: readonly ColumnKind[];
  /** Reads it from a delivery, as JSON that PostgreSQL casts to the kind of the column. */
  readonly read: (delivery: ScoreDelivery, kind: ColumnKind) => unknown;
}

const TEXT: readonly ColumnKind[] = ['text'];
const TIME: readonly ColumnKind[] = ['time', 'text'];

/** Every value that a column of the mapping can be filled with. Numbers fit text columns too. */
export const WRITTEN_VALUES = {
  grade: {
    description: 'grade to work by, A to D: that of the override in force, else that of the score',
    kinds: TEXT,
    read: ({ payload }: ScoreDelivery) => gradeInForce(payload),
  },
  scoreGrade: {
    description: 'grade of the score, A to D',
    kinds: TEXT,
    read: ({ payload }: ScoreDelivery) => payload.scoreGrade,
  },
  points: {
    description: 'points, 1 to 99',
    kinds: ['integer', 'number', 'text'],
    read: ({ payload }: ScoreDelivery) => payload.points,
  },
  probability: {
    description: 'calibrated probability, 0 to 1; not an integer column',
    kinds: ['number', 'text'],
    read: ({ payload }: ScoreDelivery) => payload.probability,
  },
  reasons: {
    description:
      'up to three sentences, the strongest reason first: one per line in a text column, else a text[] column',
    kinds: ['text', 'texts'],
    read: ({ reasons }: ScoreDelivery, kind: ColumnKind) => {
      const sentences = reasons?.map(({ sentence }) => sentence);
      return (kind === 'texts' ? sentences : sentences?.join('\n')) ?? null;
    },
  },
  reasonData: {
    description: 'the same reasons as JSON: sentence, feature, value, contribution in nats',
    kinds: ['json'],
    read: ({ reasons }: ScoreDelivery) => reasons,
  },
  overrideGrade: {
    description: 'grade of the override in force; null without one',
    kinds: TEXT,
    read: ({ payload }: ScoreDelivery) => payload.override?.grade ?? null,
  },
  overrideUntil: {
    description: 'time at which the override ends by itself; null without one',
    kinds: TIME,
    read: ({ payload }: ScoreDelivery) => timeText(payload.override?.until),
  },
  modelVersion: {
    description: 'model and version that computed the score, such as lead-conversion:1',
    kinds: TEXT,
    read: ({ payload }: ScoreDelivery) => payload.modelVersion,
  },
  scoredAt: {
    description: 'time of the score; without a column for sequence, a later one is never overwritten',
    kinds: TIME,
    read: ({ payload }: ScoreDelivery) => timeText(payload.scoredAt),
  },
  sequence: {
    description: 'number that grows with every delivery of a lead; a higher one is never overwritten. bigint',
    kinds: ['number'],
    read: ({ sequence }: ScoreDelivery) => sequence,
  },
  deliveryId: {
    description: 'id of the delivery, a UUID',
    kinds: ['uuid', 'text'],
    read: ({ webhookId }: ScoreDelivery) => webhookId,
  },
} as const satisfies Record<string, WrittenValueDefinition>;

/** A key of {@link WRITTEN_VALUES}. */
export type WrittenValue = keyof typeof WRITTEN_VALUES;

/** Kind of a column by its type as PostgreSQL's `format_type` names it; undefined for one that is never written to. */
export function columnKind(type: string): ColumnKind | undefined {
  if (/^(text|citext|character varying|character|"char")(\(\d+\))?$/.test(type)) return 'text';
  if (type === 'text[]' || /^character varying(\(\d+\))?\[\]$/.test(type)) return 'texts';
  if (type === 'smallint' || type === 'integer') return 'integer';
  if (/^(bigint|real|double precision|numeric)(\(.*\))?$/.test(type)) return 'number';
  if (/^timestamp(\(\d\))? with(out)? time zone$/.test(type)) return 'time';
  if (type === 'json' || type === 'jsonb') return 'json';
  return type === 'uuid' ? 'uuid' : undefined;
}

/** Whether a type can be the id of a lead, which comes as text, and reads this text as a value. */
export function canHoldKey(type: string, leadId: string): boolean {
  const kind = columnKind(type);
  if (kind === 'text') return true;
  if (kind === 'uuid') return /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(leadId);
  const digits: Readonly<Record<string, number>> = { smallint: 4, integer: 9, bigint: 18 };
  const most = digits[type];
  if (most === undefined) return type.startsWith('numeric') && /^\d{1,100}$/.test(leadId);
  // the largest values of a type have one digit more
  return /^\d+$/.test(leadId) && (leadId.length <= most || BigInt(leadId) <= LARGEST[type as keyof typeof LARGEST]);
}

const LARGEST = { smallint: 32_767n, integer: 2_147_483_647n, bigint: 9_223_372_036_854_775_807n } as const;

function timeText(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
