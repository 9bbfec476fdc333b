import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { signatureOf } from '../../../support/explain/explain-file.ts';
import {
  makeReferences,
  type ReferenceModel,
  readReference,
  whyNoReference,
} from '../../../support/explain/reference-models.ts';
import { ScoresWorld } from '../../../support/scores/scores-world.ts';

const CASES = {
  lightgbm: 'TREES',
  'lightgbm-categories': 'TREES',
  xgboost: 'TREES',
  catboost: 'TREES',
  'logistic-regression': 'LINEAR',
  'hist-gradient-boosting': 'TREES',
} as const;

const EXPLAIN = `query ($scores: [_Any!]!) { _entities(representations: $scores) { ... on Score {
  explanation { method isExact baseValue margin contributions { contribution feature { name } } } } } }`;

const reason = whyNoReference();
let folder: string | undefined;

/** Once for all databases: it takes half a minute. */
async function train(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'lead-scoring-explain-'));
  makeReferences(made);
  return made;
}

after(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

onEachDatabase((kind, open) => {
  describe(`Score.explanation on ${kind}`, { skip: reason ?? false }, () => {
    let world: ScoresWorld;
    before(async () => {
      folder ??= await train();
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
    });
    after(() => world.close());

    for (const [at, [name, method]] of Object.entries(CASES).entries())
      it(`Score.explanation has the values of ${name}'s own library, within 1e-6`, async () => {
        const model = await readReference(folder as string, name);
        const version = at + 1;
        const digest = await promote(model, version);
        await recordScores(model, version, digest);
        const scores = Array.from({ length: model.rows }, (_, row) => {
          return { __typename: 'Score', id: `${version}-${row + 1}` };
        });
        const { data, errors } = await world.ask(EXPLAIN, { scores });
        assert.equal(errors, undefined);
        // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
        for (const [row, { explanation }] of ((data as any)._entities as any[]).entries()) {
          assert.deepEqual([explanation.method, explanation.isExact], [method, true]);
          near(explanation.baseValue, model.base[row], `base of row ${row}`);
          near(explanation.margin, model.margin[row], `margin of row ${row}`);
          assert.equal(explanation.contributions.length, model.names.length);
          for (const { feature, contribution } of explanation.contributions)
            near(
              contribution,
              model.contributions[row]?.[model.names.indexOf(feature.name)],
              `${row}, ${feature.name}`,
            );
        }
      });

    /** With the rows that the library saw as reference window. */
    async function promote({ names, background, output, bytes }: ReferenceModel, version: number): Promise<string> {
      const window = Object.fromEntries(names.map((name, at) => [name, background.map((row) => row[at] ?? null)]));
      await world.registry.describe(version, window);
      const signature = signatureOf(names);
      const outputs = signature.outputs.map((each) => ({ ...each, name: output }));
      const digest = await world.registry.promote({ version, bytes, signature: { ...signature, outputs } });
      await world.scores.modelsChanged();
      return digest;
    }

    /** As they are recorded; values that no lead has, such as negative counts, included. */
    async function recordScores({ names, background, rows }: ReferenceModel, version: number, digest: string) {
      const features = background
        .slice(0, rows)
        .map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
      await sql`INSERT INTO scores.prediction (id, model, version, digest, role, raw, probability, points, grade,
          grade_policy, features, scored_at, latency_ms, request_id)
        SELECT ${`${version}-`} || n, ${DEFAULT_MODEL}, ${version}::int, ${digest}, 'CHAMPION', 0.5, 0.5, 50, 'A', 'v1', row, 1, 1, 'r'
        FROM jsonb_array_elements(${JSON.stringify(features)}::jsonb) WITH ORDINALITY AS e (row, n)`.execute(world.db);
    }
  });
});

function near(found: number, expected: number | undefined, what: string): void {
  assert.ok(Math.abs(found - (expected ?? Number.NaN)) < 1e-6, `${what}: found ${found}, expected ${expected}`);
}
