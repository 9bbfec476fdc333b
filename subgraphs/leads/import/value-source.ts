import { z } from 'zod';
import { parseTime, timeFormatFault, UTC_OFFSET } from './parse-time.ts';

// texts are compared in Unicode's composed form: é can be one character or two
/** Text in Unicode's composed form. */
export const word = z.string().normalize('NFC');
/** Name of a column. */
export const column = word.min(1).describe('name of a column');
const instant = z.string().transform((text, context) => {
  const time = parseTime(text, 'ISO', 'Z');
  if (time === undefined) context.addIssue(`found ${JSON.stringify(text)}, expected an ISO 8601 time`);
  return time?.startMs ?? 0;
});
const decimalMark = z.enum(['.', ',']).default('.').describe('character before the fraction of a number');

const timeFormat = z
  .string()
  .superRefine((format, context) => {
    const expected = timeFormatFault(format);
    if (expected) context.addIssue(`found ${JSON.stringify(format)}, expected ${expected}`);
  })
  .default('ISO')
  .describe('ISO, EPOCH_MS, EPOCH_S, or a pattern such as dd/MM/yyyy HH:mm');

/** Schema of what becomes of the words of a source. */
export const translation = {
  values: z.record(word, z.string().nullable()).optional().describe('what words of the source become; null: unknown'),
  otherwise: z.enum(['KEEP', 'MISSING', 'REJECT']).default('KEEP').describe('what becomes of words not in `values`'),
  words: z.enum(['AS_IS', 'UPPER_SNAKE']).default('AS_IS').describe('UPPER_SNAKE: "Organic Search" → ORGANIC_SEARCH'),
};

/** Schema of a {@link TextSource}. */
export const text = z
  .union([z.strictObject({ column, ...translation }), z.strictObject({ constant: z.string().min(1) })])
  .meta({ id: 'text' });

/** Schema of a {@link NumberSource}. */
export const number = z
  .union([
    z.strictObject({ column, decimalMark }),
    z.strictObject({ product: z.array(column).min(2).describe('columns to multiply'), decimalMark }),
    z.strictObject({ constant: z.number() }),
  ])
  .meta({ id: 'number' });

/** Schema of a {@link TimeSource}. */
export const time = z
  .union([
    z.strictObject({
      column,
      format: timeFormat,
      utcOffset: z.string().regex(UTC_OFFSET).default('Z').describe('zone of times without one, such as +04:00'),
      default: instant.optional().describe('the time of rows without one'),
    }),
    z.strictObject({ constant: instant }),
  ])
  .meta({ id: 'time' });

/** Source of a text. */
export type TextSource = z.output<typeof text>;
/** Source of a number. */
export type NumberSource = z.output<typeof number>;
/** Source of a time. */
export type TimeSource = z.output<typeof time>;

/** Columns that a mapping, or a part of one, reads. */
export function columnsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === 'column') return [value as string];
    // the keys of a value map are data, not sources
    if (key === 'values') return [];
    return key === 'product' ? (value as string[]) : columnsOf(value);
  });
}
