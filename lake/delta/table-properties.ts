import type { MetaDataAction } from './delta-action.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** Least time for which removed files are kept, whatever a table says: readers and writers need it. One hour. */
export const LEAST_RETENTION_MS = 3_600_000;

/** Settings of a table that maintenance follows, from its properties. */
export interface TableProperties {
  /** commits per checkpoint; `delta.checkpointInterval`, 10 when absent */
  readonly checkpointInterval: number;
  /** time for which the log's files are kept; `delta.logRetentionDuration`, 30 days when absent */
  readonly logRetentionMs: number;
  /** time for which removed data files are kept; `delta.deletedFileRetentionDuration`, 7 days when absent */
  readonly fileRetentionMs: number;
  /** whether rows may only be added; `delta.appendOnly` */
  readonly isAppendOnly: boolean;
}

/** Properties of a table; those that are absent or cannot be read have the defaults of Delta. */
export function tableProperties({ configuration = {} }: Pick<MetaDataAction, 'configuration'>): TableProperties {
  const interval = Number(configuration['delta.checkpointInterval']);
  return {
    checkpointInterval: Number.isInteger(interval) && interval > 0 ? interval : 10,
    logRetentionMs: durationMs(configuration['delta.logRetentionDuration']) ?? 30 * 86_400_000,
    fileRetentionMs: Math.max(
      durationMs(configuration['delta.deletedFileRetentionDuration']) ?? 604_800_000,
      LEAST_RETENTION_MS,
    ),
    isAppendOnly: configuration['delta.appendOnly'] === 'true',
  };
}

/** Milliseconds of an interval of Spark such as `interval 2 weeks`; undefined for another text. */
function durationMs(text: string | undefined): number | undefined {
  const parts = [...(text ?? '').matchAll(/(\d+)\s+([a-z]+?)s?\b/gi)];
  const sizes = parts.map(([, count, unit = '']) => Number(count) * (UNIT_MS[unit.toLowerCase()] ?? Number.NaN));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return parts.length > 0 && Number.isFinite(total) ? total : undefined;
}
