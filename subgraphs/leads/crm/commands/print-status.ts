import { type EntityStatus, faultOf, readStatus } from '../inbound/sync-status.ts';
import type { Command } from './command.ts';

/** Prints the state of every entity. */
export const printStatus: Command = async ({ database, entities, clock, print }) => {
  const statuses = await readStatus(database.tables<unknown>(), entities, clock());
  for (const line of statuses.flatMap(describeStatus)) print(line);
  return statuses.every(({ stored }) => faultOf(stored) === undefined);
};

/** Lines about an entity for the console. */
export function describeStatus({ entity, state, stored, parked, lagSeconds }: EntityStatus): readonly string[] {
  const lag = lagSeconds === null ? '' : `, ${lagSeconds.toFixed(1)} s behind`;
  const counts = `${stored?.rowsRead ?? 0} rows read, ${stored?.rowsWritten ?? 0} facts written, ${parked} parked`;
  const fault = faultOf(stored);
  return [
    `${entity.name} (${entity.table}): ${state}, ${counts}${lag}`,
    ...(fault ? [`  ${fault.code}: ${fault.message}`] : []),
  ];
}
