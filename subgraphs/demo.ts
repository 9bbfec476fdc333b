import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { DEFAULT_MODEL } from '../platform/config/default-model.ts';
import type { Database } from '../platform/database/database.ts';
import { projectFile } from '../platform/process/program.ts';
import type { ShowProgress } from '../platform/process/progress.ts';
import type { Subgraphs } from './catalog.ts';
import { startDemoBacktests } from './demo-backtests.ts';
import { DEMO_CRM_ID_PREFIX } from './leads/crm/demo/demo-crm-rows.ts';
import { DEMO_LEADS, generateLeads } from './leads/demo/generate-leads.ts';
import { insertInteractions } from './leads/interactions/interaction-store.ts';
import { insertLeads, refreshStatistics } from './leads/leads/lead-store.ts';
import { Origin } from './leads/leads/origin.ts';
import { insertOutcomes } from './leads/outcomes/outcome-store.ts';
import type { Registration } from './models/registry/register-version.ts';
import { findChampions, findVersions } from './models/versions/store/version-store.ts';

const SEED = 20_261_112;
// creation times of their own: the demo is the same on every day, but for its dates
const CREATION_SEED = 1;
const DEMO_ID_PREFIX = 'lead-';
const FIRST_DEMO_LEAD = 'lead-000001';
const DEMO_VERSIONS = [1, 2] as const;
const DEMO_AUTHORSHIP = { by: 'demo', reason: 'demo data' };

/** Target of the demo data. */
export interface DemoTarget {
  readonly database: Database;
  readonly subgraphs: Pick<Subgraphs, 'models' | 'scores'>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** how many leads; 5,000 by default, none where leads come from a CRM */
  readonly leads?: number | undefined;
  /** whether the demo versions are tried on the past of the leads; true by default */
  readonly backtests?: boolean;
}

/**
 * Loads the demo leads into a database that has none but those of the demo CRM, registers the demo models where the model is absent, and scores
 * the open demo leads that have no score. Each step commits as a whole: a start that was killed is completed by the next.
 * Backtests of the demo models follow in the background.
 *
 * @returns whether it loaded leads
 */
export async function seedDemo(target: DemoTarget, progress: ShowProgress): Promise<boolean> {
  // the models are checked in processes of their own while the leads go into the database
  const [, hasLoaded] = await Promise.all([registerModels(target, progress), loadLeads(target, progress)]);
  await scoreLeads(target, progress);
  const { database, clock, backtests = true } = target;
  const { scores } = target.subgraphs;
  if (backtests && (await hasDemoLeads(database)))
    await startDemoBacktests({ database, scores, clock, versions: DEMO_VERSIONS });
  return hasLoaded;
}

async function hasDemoLeads(database: Database): Promise<boolean> {
  const { rows } = await sql`SELECT FROM leads.lead_state WHERE lead_id = ${FIRST_DEMO_LEAD}`.execute(
    database.tables<never>(),
  );
  return rows.length > 0;
}

async function loadLeads(
  { database, clock, leads = DEMO_LEADS }: DemoTarget,
  progress: ShowProgress,
): Promise<boolean> {
  const db = database.tables<never>('long');
  const now = clock();
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql`SELECT 1 FROM leads.lead WHERE id NOT LIKE ${`${DEMO_CRM_ID_PREFIX}%`} LIMIT 1`.execute(
      trx,
    );
    if (rows.length > 0) return false;
    let loaded = 0;
    for (const batch of generateLeads({ seed: SEED, creationSeed: CREATION_SEED, endAt: now, leads })) {
      // no changes: nobody has followed them yet, and the demo scores its leads itself
      await insertLeads(trx, batch.leads, { now, origin: Origin.DEMO, update: [] });
      await insertInteractions(trx, batch.interactions, Origin.DEMO);
      await insertOutcomes(trx, batch.outcomes, Origin.DEMO);
      loaded += batch.leads.length;
      progress('loading demo leads', loaded, leads);
    }
    await refreshStatistics(trx);
    return loaded > 0;
  });
}

async function registerModels(
  { database, subgraphs: { models, scores } }: DemoTarget,
  progress: ShowProgress,
): Promise<void> {
  const db = database.tables<never>('long');
  const hasChampion = (await findChampions(db, [DEFAULT_MODEL])).length > 0;
  if (hasChampion) return;
  let checked = 0;
  const register = async (version: number): Promise<void> => {
    const [registered] = await findVersions(db, [{ model: DEFAULT_MODEL, version }]);
    if (!registered) await models.registry.register(await readDemoModel(version));
    checked += 1;
    progress('checking demo models', checked, DEMO_VERSIONS.length);
  };
  await Promise.all(DEMO_VERSIONS.map(register));
  await models.registry.promote({ model: DEFAULT_MODEL, version: 1 }, DEMO_AUTHORSHIP);
  await scores.modelsChanged();
}

async function readDemoModel(version: number): Promise<Registration> {
  const path = (extension: string) => projectFile(`subgraphs/models/demo/lead-conversion-${version}.${extension}`);
  const manifest: unknown = JSON.parse(await readFile(path('json'), 'utf8'));
  const artifact = { bytes: await readFile(path('onnx')) };
  return { ...DEMO_AUTHORSHIP, artifact, manifest, version, stage: 'STAGING' };
}

async function scoreLeads({ database, subgraphs, clock }: DemoTarget, progress: ShowProgress): Promise<void> {
  const now = clock();
  const { rows } = await sql<{ lead_id: string }>`
    SELECT l.lead_id FROM leads.lead_facts l JOIN leads.lead_state s USING (lead_id)
    WHERE l.lead_id LIKE ${`${DEMO_ID_PREFIX}%`} AND l.valid_from <= ${now} AND ${now} < l.valid_until
      AND NOT s.is_closed
      AND NOT EXISTS (SELECT 1 FROM scores.prediction_log p WHERE p.lead_id = l.lead_id AND p.model = ${DEFAULT_MODEL})
    ORDER BY l.lead_id`.execute(database.tables<never>('long'));
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.lead_id);
  const onProgress = (done: number, total: number) => progress('scoring demo leads', done, total);
  await subgraphs.scores.scoreAll(ids, { model: DEFAULT_MODEL, onProgress });
}
