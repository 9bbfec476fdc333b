import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Random } from '../federation/random.ts';
import type { ThrowawayCrm } from './throwaway-crm.ts';

/** Settings of {@link CrmTraffic}. */
export interface TrafficOptions {
  readonly perSecond: number;
  readonly seed: number;
  /** share of changes made in transactions that stay open, 0–1; 0.1 when absent */
  readonly lateShare?: number;
  /** longest time that such a transaction stays open, ms; 3,000 when absent */
  readonly longestMs?: number;
}

interface Change {
  readonly text: string;
  readonly values: readonly unknown[];
}

const TICK_MS = 50;
const CONNECTIONS = 3;
const MOST_LATE = 8;
/** Kinds of changes, as often as they are named. */
const KINDS = [
  ...Array<'activity'>(9).fill('activity'),
  ...Array<'edit'>(5).fill('edit'),
  ...Array<'lead'>(2).fill('lead'),
  ...Array<'contact'>(2).fill('contact'),
  'outcome',
  'deletion',
] as const;

/**
 * Changes of a CRM at a steady rate: new leads, edits, activities, outcomes, deletions, corrected contacts. Some are made in
 * transactions that commit late and out of order. It goes on when the CRM was away.
 */
export class CrmTraffic {
  readonly #crm: ThrowawayCrm;
  readonly #options: Required<TrafficOptions>;
  readonly #random: Random;
  readonly #late = new Set<Promise<void>>();
  readonly #busy: Promise<void>;
  #isEnded = false;
  #made = 0;
  #number = 0;

  /** Starts. */
  constructor(crm: ThrowawayCrm, options: TrafficOptions) {
    this.#crm = crm;
    this.#options = { lateShare: 0.1, longestMs: 3_000, ...options };
    this.#random = new Random(options.seed);
    this.#busy = this.#run();
  }

  /** changes that were committed */
  get made(): number {
    return this.#made;
  }

  /** Ends after the last transaction. @returns changes that were committed */
  async end(): Promise<number> {
    this.#isEnded = true;
    await this.#busy;
    await Promise.all(this.#late);
    return this.#made;
  }

  async #run(): Promise<void> {
    const clients: (pg.Client | undefined)[] = Array.from({ length: CONNECTIONS }, () => undefined);
    const startedAt = performance.now();
    let asked = 0;
    while (!this.#isEnded) {
      const due = Math.floor(((performance.now() - startedAt) * this.#options.perSecond) / 1_000);
      const changes = Array.from({ length: Math.min(due - asked, this.#options.perSecond) }, () => this.#next());
      asked = due;
      const soon = changes.filter((change) => !this.#isLate(change));
      await Promise.all(
        clients.map((_, at) =>
          this.#apply(
            clients,
            at,
            soon.filter((_, n) => n % CONNECTIONS === at),
          ),
        ),
      );
      await sleep(TICK_MS);
    }
    await Promise.all(clients.map((client) => client?.end().catch(() => undefined)));
  }

  async #apply(clients: (pg.Client | undefined)[], at: number, changes: readonly Change[]): Promise<void> {
    try {
      clients[at] ??= await this.#crm.connect();
      for (const { text, values } of changes) {
        await clients[at]?.query(text, [...values]);
        this.#made += 1;
      }
    } catch {
      // the CRM was killed: what it had not committed did not happen
      clients[at]?.end().catch(() => undefined);
      clients[at] = undefined;
    }
  }

  /** Whether a change is made in a transaction that stays open, which it then is. */
  #isLate(change: Change): boolean {
    if (this.#late.size >= MOST_LATE || !this.#random.chance(this.#options.lateShare)) return false;
    const after = [this.#next(), this.#next()];
    const openMs = this.#random.below(this.#options.longestMs);
    const made = this.#commitLate([change, ...after], openMs).finally(() => this.#late.delete(made));
    this.#late.add(made);
    return true;
  }

  async #commitLate(changes: readonly Change[], openMs: number): Promise<void> {
    try {
      const client = await this.#crm.connect();
      try {
        await client.query('BEGIN');
        for (const { text, values } of changes) await client.query(text, [...values]);
        await sleep(openMs);
        await client.query('COMMIT');
        this.#made += changes.length;
      } finally {
        await client.end().catch(() => undefined);
      }
    } catch {
      // the CRM was killed before the commit
    }
  }

  #next(): Change {
    this.#number += 1;
    const share = this.#random.below(1_000_000) / 1_000_000;
    return change(this.#random.pick(KINDS), share, `${this.#options.seed}-${this.#number}`, this.#random.below(86_400));
  }
}

/** A lead that nobody else changes at the moment. */
const FREE = `SELECT id FROM sales.lead WHERE NOT is_deleted AND id >= $1::float * (SELECT max(id) FROM sales.lead)
  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`;

function change(kind: (typeof KINDS)[number], share: number, mark: string, amount: number): Change {
  switch (kind) {
    case 'lead':
      return {
        text: `WITH c AS (INSERT INTO sales.contact (full_name, email, phone, company, employees, industry, country)
            VALUES ('New ' || $1, 'new-' || $1 || '@example.org', '+97155' || lpad($2::text, 7, '0'), 'Company ' || $2,
              1 + $2::int % 500, 'TRADING', 'AE') RETURNING id)
          INSERT INTO sales.lead (contact_id, source, campaign, owner) SELECT id, 'WEBSITE', 'traffic', 'owner1' FROM c`,
        values: [mark, amount],
      };
    case 'edit':
      return {
        text: `UPDATE sales.lead SET owner = 'owner' || $2,
          stage = (ARRAY['new', 'contacted', 'qualified', 'proposal'])[1 + $3::int % 4] WHERE id = (${FREE})`,
        values: [share, mark, amount],
      };
    case 'activity':
      return {
        text: `INSERT INTO sales.activity (lead_id, kind, happened_at, seconds, pages, note)
          SELECT id, (ARRAY['visit', 'call', 'meeting', 'mail'])[1 + $3::int % 4], date_trunc('milliseconds', now()), $3::int,
            1 + $3::int % 20, 'note ' || $2 FROM (${FREE}) l`,
        values: [share, mark, amount],
      };
    case 'outcome':
      return {
        text: `INSERT INTO sales.outcome (lead_id, result, decided_at, revenue, reason)
          SELECT id, CASE WHEN $3::int % 2 = 0 THEN 'won' ELSE 'lost' END, date_trunc('milliseconds', now()),
            CASE WHEN $3::int % 2 = 0 THEN $3::int END, 'reason ' || $2 FROM (${FREE}) l ON CONFLICT DO NOTHING`,
        values: [share, mark, amount],
      };
    case 'deletion':
      return { text: `UPDATE sales.lead SET is_deleted = true WHERE id = (${FREE})`, values: [share] };
    case 'contact':
      return {
        text: `UPDATE sales.contact SET full_name = 'Corrected ' || $2, employees = $3::int
          WHERE id = (SELECT contact_id FROM sales.lead WHERE id = (${FREE}))`,
        values: [share, mark, amount],
      };
  }
}
