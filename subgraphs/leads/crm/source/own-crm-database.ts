import { CompiledQuery } from 'kysely';
import type { Database } from '../../../../platform/database/database.ts';
import type { CrmDatabase } from './crm-database.ts';
import { crmError, crmReadError } from './crm-error.ts';

const SESSION = [`SET LOCAL TimeZone = 'UTC'`, `SET LOCAL DateStyle = 'ISO, YMD'`];

/** A CRM in a schema of the platform's own database, as the demo has it. */
export class OwnCrmDatabase implements CrmDatabase {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async read<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      return await this.#run<Row>(text, values);
    } catch (error) {
      throw crmReadError(error, 'demo');
    }
  }

  async write<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      return await this.#run<Row>(text, values);
    } catch (error) {
      throw crmError(error, 'demo');
    }
  }

  async close(): Promise<void> {
    // the platform closes its database
  }

  #run<Row>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.#database
      .tables<unknown>('long')
      .transaction()
      .execute(async (trx) => {
        for (const setting of SESSION) await trx.executeQuery(CompiledQuery.raw(setting));
        const { rows } = await trx.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
        return rows;
      });
  }
}
