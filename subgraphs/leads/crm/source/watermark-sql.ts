/** Order of changes by a watermark, as expressions of SQL. */
export interface WatermarkSql {
  /** the watermark as text; of times in UTC */
  readonly text: string;
  /** condition that a row has a place in the order */
  readonly isOrdered: string;
  /** whether it is a time */
  readonly isTime: boolean;
  /** value of a parameter such as `$1`, which holds such a text */
  value(parameter: string): string;
  /** condition that the time is not older than the seconds that a parameter holds */
  since(parameter: string): string;
}

/** Types that a watermark may have. */
export const WATERMARK_TYPES: readonly string[] = [
  'timestamp with time zone',
  'timestamp without time zone',
  'date',
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'xid8',
];

/**
 * Makes the expressions of a watermark. A row has a place in the order when its watermark is known, finite and, as a time, not
 * ahead of the CRM's clock by more than a day: a row of the year 9999 would otherwise hide all changes after it.
 *
 * @param column    expression of the column
 * @param type      one of {@link WATERMARK_TYPES}
 * @param utcOffset zone of times without one, such as `+04:00`
 */
export function watermarkSql(column: string, type: string, utcOffset: string): WatermarkSql {
  const zone = `AT TIME ZONE ${intervalOf(utcOffset)}`;
  const now = { 'timestamp without time zone': `(now() ${zone})`, date: `(now() ${zone})::date` }[type] ?? 'now()';
  const isTime = /^(timestamp|date)/.test(type);
  const day = type === 'date' ? '1' : `interval '1 day'`;
  return {
    isTime,
    text: type === 'timestamp without time zone' ? `(${column} ${zone})::text` : `${column}::text`,
    isOrdered: isTime ? `${column} > '-infinity'::${type} AND ${column} <= ${now} + ${day}` : finite(column, type),
    value: (parameter) =>
      type === 'timestamp without time zone'
        ? `(${parameter}::timestamp with time zone ${zone})`
        : `${parameter}::${type}`,
    since: (parameter) =>
      type === 'date'
        ? `${column} >= ${now} - 1 - ceil(${parameter}::float8 / 86400)::int`
        : `${column} >= ${now} - ${parameter}::float8 * interval '1 second'`,
  };
}

/** Known, and no NaN or infinity, which numeric has. */
function finite(column: string, type: string): string {
  return type === 'numeric' ? `${column} < 1e100` : `${column} IS NOT NULL`;
}

function intervalOf(utcOffset: string): string {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(utcOffset) ?? [];
  return `interval '${sign}${hours}:${minutes}'`;
}
