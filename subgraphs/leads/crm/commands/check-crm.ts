import { DomainError } from '../../../../platform/errors.ts';
import type { Command } from './command.ts';

/** Looks for the tables, columns and rights that the mapping needs, counts the rows, and advises indexes. */
export const checkCrm: Command = async ({ entities, print }) => {
  let isWell = true;
  for (const { name, table, reader } of entities) {
    try {
      await reader.inspect();
      const { rows } = await reader.estimate();
      print(`${name} (${table}): ${rows} rows`);
      for (const advice of await reader.advise()) print(`  ${advice}`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      isWell = false;
      print(`${name} (${table}): ${error.code}: ${error.message}`);
    }
  }
  return isWell;
};
