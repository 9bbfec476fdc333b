/** Folder of the log within a table's folder. */
export const LOG_FOLDER = '_delta_log';

/** Name of the hint at the newest checkpoint. */
export const LAST_CHECKPOINT = '_last_checkpoint';

const COMMIT = /^(\d{20})\.json$/;
const CHECKPOINT = /^(\d{20})\.checkpoint(?:\.(\d{10})\.(\d{10}))?\.parquet$/;

/** Name of a commit's file. */
export function commitName(version: number): string {
  return `${digits(version)}.json`;
}

/** Name of a checkpoint of one file. */
export function checkpointName(version: number): string {
  return `${digits(version)}.checkpoint.parquet`;
}

/** Version of a commit's file; undefined for other files. */
export function commitVersion(name: string): number | undefined {
  const match = COMMIT.exec(name);
  return match ? Number(match[1]) : undefined;
}

/** Files of a checkpoint. */
export interface CheckpointFiles {
  readonly version: number;
  readonly names: readonly string[];
}

/** Complete classic checkpoints among the files of a log, the newest first. */
export function findCheckpoints(names: readonly string[]): readonly CheckpointFiles[] {
  const byKey = new Map<string, { version: number; parts: number; names: string[] }>();
  for (const name of names) {
    const match = CHECKPOINT.exec(name);
    if (!match) continue;
    const [, version = '', , parts = '1'] = match;
    const key = `${version}.${match[3] ?? ''}`;
    const group = byKey.get(key) ?? { version: Number(version), parts: Number(parts), names: [] };
    group.names.push(name);
    byKey.set(key, group);
  }
  return [...byKey.values()]
    .filter((group) => group.names.length === group.parts)
    .sort((a, b) => b.version - a.version);
}

/** Version of a file of the log, commit or checkpoint; undefined for other files. */
export function logFileVersion(name: string): number | undefined {
  return commitVersion(name) ?? (CHECKPOINT.test(name) ? Number(name.slice(0, 20)) : undefined);
}

/** A version as names of log files begin with it. */
export function digits(version: number): string {
  return String(version).padStart(20, '0');
}
