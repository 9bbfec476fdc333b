import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { DEFAULT_MODEL } from '../../platform/config/default-model.ts';
import { openDatabase } from '../../platform/database/database.ts';
import type { ExplainedRow } from '../../scoring/explain/explanation.ts';
import { copyTemplate } from '../../test/support/database/database-template.ts';
import type { OpenTestDatabase } from '../../test/support/database/databases.ts';
import { signatureOf } from '../../test/support/explain/explain-file.ts';
import { ScoresWorld } from '../../test/support/scores/scores-world.ts';

const SCORES = 100;
const CONTRIBUTIONS = 'explanation { margin contributions(top: 3) { contribution sentence feature { name } } }';

/** Recorded scores of one version on the embedded database, whose explanations are asked for through the graph. */
export class ExplainedScores {
  readonly #world: ScoresWorld;

  private constructor(world: ScoresWorld) {
    this.#world = world;
  }

  /** @param rows the reference window; the first hundred are scores */
  static async open(
    bytes: Uint8Array,
    names: readonly string[],
    rows: readonly ExplainedRow[],
  ): Promise<ExplainedScores> {
    const world = await ScoresWorld.open(openEmbedded, { inferenceWorkers: 1 });
    const window = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)]));
    await world.registry.describe(1, window);
    const digest = await world.registry.promote({ version: 1, bytes, signature: signatureOf(names) });
    await world.scores.modelsChanged();
    await sql`INSERT INTO scores.prediction (id, model, version, digest, role, raw, probability, points, grade, grade_policy,
        features, scored_at, latency_ms, request_id)
      SELECT n, ${DEFAULT_MODEL}, 1, ${digest}, 'CHAMPION', 0.5, 0.5, 50, 'A', 'v1', row, 1, 1, 'bench'
      FROM jsonb_array_elements(${JSON.stringify(rows.slice(0, SCORES))}::jsonb) WITH ORDINALITY AS e (row, n)`.execute(
      world.db,
    );
    return new ExplainedScores(world);
  }

  /** Asks for so many scores with their explanations, in one operation. */
  async explain(count: number): Promise<void> {
    await this.#ask(count, CONTRIBUTIONS);
  }

  /** Asks for so many scores alone. */
  async read(count: number): Promise<void> {
    await this.#ask(count, 'probability');
  }

  async close(): Promise<void> {
    await this.#world.close();
  }

  async #ask(count: number, selection: string): Promise<void> {
    const scores = Array.from({ length: count }, (_, at) => ({ __typename: 'Score', id: String(at + 1) }));
    const query = `query ($scores: [_Any!]!) { _entities(representations: $scores) { ... on Score { ${selection} } } }`;
    const { errors } = await this.#world.ask(query, { scores });
    if (errors?.[0]) throw errors[0];
  }
}

const openEmbedded: OpenTestDatabase = async (...schemas) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-bench-'));
  await copyTemplate(dataDir, schemas);
  const database = await openDatabase({ dataDir });
  return {
    database,
    close: async () => {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
