import type { Kysely } from 'kysely';
import type { CrmReader } from '../source/crm-reader.ts';
import { listCrmLeads } from './removals.ts';

const IDS_PER_STEP = 1_000;

/** Search for leads that came from the CRM and are gone there: asks it for each of their keys, in steps. */
export class RemovalScan {
  readonly #db: Kysely<unknown>;
  readonly #reader: Pick<CrmReader, 'presentKeys'>;
  readonly #gone: string[] = [];
  #after: string | undefined;

  constructor(db: Kysely<unknown>, reader: Pick<CrmReader, 'presentKeys'>) {
    this.#db = db;
    this.#reader = reader;
  }

  /** Ids that are gone, of the leads up to the last step. */
  get gone(): readonly string[] {
    return this.#gone;
  }

  /** Asks for the next leads. @returns whether there are more */
  async step(): Promise<boolean> {
    const ids = await listCrmLeads(this.#db, this.#after, IDS_PER_STEP);
    if (ids.length === 0) return false;
    const found = await this.#reader.presentKeys(ids);
    this.#gone.push(...ids.filter((id) => !found.has(id)));
    this.#after = ids.at(-1);
    return ids.length === IDS_PER_STEP;
  }
}
