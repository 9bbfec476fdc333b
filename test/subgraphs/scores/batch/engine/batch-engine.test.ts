import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Lake } from '../../../../../lake/delta/lake.ts';
import { EMPTY_FEATURE_VECTOR, FEATURES, type FeatureVector } from '../../../../../lake/features/features.ts';
import { createLogger } from '../../../../../platform/logger.ts';
import { projectFile } from '../../../../../platform/process/program.ts';
import { calibrate } from '../../../../../scoring/calibration.ts';
import type { ModelSignature } from '../../../../../scoring/model-manifest.ts';
import { BatchEngine, type BatchEngineOptions } from '../../../../../subgraphs/scores/batch/engine/batch-engine.ts';
import { planParts } from '../../../../../subgraphs/scores/batch/engine/batch-part.ts';
import { checkGoldColumns } from '../../../../../subgraphs/scores/batch/engine/gold-columns.ts';
import type { ScoredPart } from '../../../../../subgraphs/scores/batch/engine/scored-part.ts';
import { seededRandom } from '../../../../support/data/random.ts';
import { type BatchModel, batchModel, demoModel, scoreOnline } from '../../../../support/lake/batch-bench.ts';
import { GOLD_COLUMNS, goldFiles, writeGold } from '../../../../support/lake/gold-table.ts';
import { randomFeatures } from '../../../../support/lake/random-features.ts';
import { temporaryLake } from '../../../../support/lake/temporary-lake.ts';
import {
  endlessVersion,
  nanVersion,
  throwingVersion,
  wholeVisitsVersion,
} from '../../../../support/models/visits-models.ts';
import { isThorough } from '../../../../support/runner/thorough.ts';

const SIZES = isThorough() ? 200 : 15;

const visits = (counts: readonly (number | null)[]): readonly FeatureVector[] =>
  counts.map((website_visits) => ({ ...EMPTY_FEATURE_VECTOR, website_visits }));

const sigmoid32 = (x: number): number => 1 / (1 + Math.exp(-x));

async function open(
  t: TestContext,
  lake: Lake,
  model: BatchModel,
  options: Partial<BatchEngineOptions> = {},
): Promise<BatchEngine> {
  const log = createLogger('silent');
  const engine = await BatchEngine.open({ lake, log, workers: 2, ...model, ...options });
  t.after(() => engine.close());
  return engine;
}

async function all(parts: AsyncIterable<ScoredPart>): Promise<readonly ScoredPart[]> {
  const scored: ScoredPart[] = [];
  for await (const part of parts) scored.push(part);
  return scored;
}

function singleTensor(): BatchModel {
  const folder = projectFile('test/fixtures/models/');
  const { models } = JSON.parse(readFileSync(new URL('models.json', folder), 'utf8')) as {
    models: { file: string; signature: ModelSignature }[];
  };
  const found = models.find(({ file }) => file === 'single-tensor.onnx');
  assert.ok(found);
  return batchModel(readFileSync(new URL(found.file, folder)), found.signature);
}

describe('a batch engine', () => {
  const MODELS: Readonly<Record<string, () => BatchModel>> = {
    'version 1 of the demo': () => demoModel(1),
    'version 2 of the demo': () => demoModel(2),
    'a model with one tensor for all features': singleTensor,
  };
  for (const [name, model] of Object.entries(MODELS))
    it(`scores bit-equal to requests, whatever the size of a part: ${name}`, async (t) => {
      const lake = await temporaryLake(t);
      const vectors = randomFeatures(700, 11);
      const files = await writeGold(lake, vectors);
      const tried = model();
      const online = await scoreOnline(tried, vectors);
      const engine = await open(t, lake, tried);
      const { uniform } = seededRandom(5);
      for (let trial = 0; trial < SIZES; trial++) {
        const parts = planParts(files, 1 + Math.floor(uniform() * 300));
        const chosen = parts[Math.floor(uniform() * parts.length)];
        assert.ok(chosen);
        const [scored] = await all(engine.score([chosen]));
        assert.ok(scored);
        const { from, until } = chosen;
        assert.deepEqual([...scored.raw], online.slice(from, until));
        assert.deepEqual(
          [...scored.rowNumbers],
          Array.from({ length: until - from }, (_, at) => from + at),
        );
        const calibrated = online.slice(from, until).map((raw) => calibrate(raw, tried.version.calibration));
        assert.deepEqual([...scored.probabilities], calibrated);
        assert.equal(scored.failed, 0);
      }
    });

  it('scores bit-equal in child processes', async (t) => {
    const lake = await temporaryLake(t);
    const vectors = randomFeatures(1_300, 12);
    const files = await writeGold(lake, vectors, 400);
    const engine = await open(t, lake, demoModel(2), { hasStalled: true });
    const scored = await all(engine.score(planParts(files, 150)));
    assert.deepEqual(await byLead(lake, scored), await scoreOnline(demoModel(2), vectors));
  });

  it('yields parts in order, over several files, with blocks that chunks do not fill evenly', async (t) => {
    const lake = await temporaryLake(t);
    const vectors = randomFeatures(9_001, 13);
    const files = await writeGold(lake, vectors, 5_003);
    const engine = await open(t, lake, demoModel(1));
    const parts = planParts(files, 3_001);
    const scored = await all(engine.score(parts));
    assert.deepEqual(
      scored.map(({ part }) => part),
      parts,
    );
    assert.deepEqual(await byLead(lake, scored), await scoreOnline(demoModel(1), vectors));
  });

  it('scores the selected rows only', async (t) => {
    const lake = await temporaryLake(t);
    const files = await writeGold(lake, visits(Array.from({ length: 30 }, (_, at) => at % 2)));
    const engine = await open(t, lake, batchModelOf(nanVersion(1)));
    const [scored] = await all(engine.score(planParts(files), { where: "NOT gold.is_closed AND lead_id <> 'lead-1'" }));
    const selected = Array.from({ length: 30 }, (_, at) => at).filter((at) => at % 3 !== 0 && at !== 1);
    assert.deepEqual([...(scored?.rowNumbers ?? [])], selected);
    const [none] = await all(engine.score(planParts(files), { where: 'false' }));
    assert.equal(none?.raw.length, 0);
  });

  it('has nothing to score in an empty table', async (t) => {
    const lake = await temporaryLake(t);
    const engine = await open(t, lake, demoModel(1));
    assert.deepEqual(await all(engine.score(planParts(await writeGold(lake, [])))), []);
  });
});

const batchModelOf = ({ bytes, signature }: { bytes: Uint8Array; signature: ModelSignature }): BatchModel =>
  batchModel(bytes, signature);

/** Raw outputs in the order of the numbers of the leads. */
async function byLead(lake: Lake, scored: readonly ScoredPart[]): Promise<readonly number[]> {
  const raw: number[] = [];
  for (const part of scored) {
    const rows = await lake.duckDb.use((connection) =>
      connection.rows(`SELECT lead_id FROM read_parquet('${part.file}') ORDER BY file_row_number`),
    );
    for (const [at, number] of part.rowNumbers.entries())
      raw[Number(String(rows[number]?.lead_id).slice('lead-'.length))] = part.raw[at] as number;
  }
  return raw;
}

describe('a batch engine at rows and models at fault', () => {
  it('fails the rows alone for which a model gives no probability', async (t) => {
    const lake = await temporaryLake(t);
    const files = await writeGold(lake, visits([0, 1, 0, 0, 1]));
    const [scored] = await all((await open(t, lake, batchModelOf(nanVersion(1)))).score(planParts(files)));
    assert.deepEqual([...(scored?.raw ?? [])], [0.5, Number.NaN, 0.5, 0.5, Number.NaN]);
    assert.deepEqual([...(scored?.probabilities ?? [])], [0.5, Number.NaN, 0.5, 0.5, Number.NaN]);
    assert.equal(scored?.failed, 2);
  });

  for (const hasStalled of [false, true])
    it(`fails the rows alone on which a model fails, in ${hasStalled ? 'processes' : 'threads'}`, async (t) => {
      const lake = await temporaryLake(t);
      const counts = Array.from({ length: 41 }, (_, at) => Number(at === 7 || at === 8 || at === 40));
      const files = await writeGold(lake, visits(counts));
      const engine = await open(t, lake, batchModelOf(throwingVersion(1)), { hasStalled });
      const [scored] = await all(engine.score(planParts(files)));
      assert.deepEqual(
        [...(scored?.raw ?? [])],
        counts.map((count) => (count > 0 ? Number.NaN : 0.5)),
      );
      assert.equal(scored?.failed, 3);
    });

  it('fails the rows alone that an integer tensor cannot hold', async (t) => {
    const lake = await temporaryLake(t);
    const files = await writeGold(lake, visits([2, 1.5, 0, 1e30, null]));
    const [scored] = await all((await open(t, lake, batchModelOf(wholeVisitsVersion(1)))).score(planParts(files)));
    const expected = [sigmoid32(2), Number.NaN, 0.5, Number.NaN, 0.5];
    for (const [at, raw] of (scored?.raw ?? []).entries())
      assert.ok(Object.is(raw, expected[at]) || Math.abs(raw - (expected[at] ?? 2)) < 1e-6, `row ${at}: ${raw}`);
    assert.equal(scored?.failed, 2);
  });

  it('ends with the error of a model that fails on every row', async (t) => {
    const lake = await temporaryLake(t);
    const files = await writeGold(lake, visits([1, 1, 1, 1, 1, 1]));
    const engine = await open(t, lake, batchModelOf(throwingVersion(1)));
    await assert.rejects(all(engine.score(planParts(files))), { code: 'INFERENCE_FAILED' });
  });

  it('ends when a run of a model does not end, and loses no part before it', async (t) => {
    const lake = await temporaryLake(t);
    const files = await writeGold(lake, visits([...Array<number>(8).fill(0), 5]));
    const engine = await open(t, lake, batchModelOf(endlessVersion(1, 'website_visits', 1)), { timeLimitMs: 300 });
    const seen: number[] = [];
    const scoring = async (): Promise<void> => {
      for await (const { part } of engine.score(planParts(files, 4))) seen.push(part.number);
    };
    await assert.rejects(scoring(), { code: 'INFERENCE_TIMEOUT' });
    assert.ok(seen.every((number, at) => number === at) && seen.length < 3, `${seen}`);
  });

  it('ends between two blocks when it is aborted, and scores again afterwards', async (t) => {
    const lake = await temporaryLake(t);
    const vectors = randomFeatures(400, 14);
    const files = await writeGold(lake, vectors);
    const engine = await open(t, lake, demoModel(1));
    const aborting = new AbortController();
    const scoring = async (): Promise<void> => {
      for await (const { part } of engine.score(planParts(files, 100), { signal: aborting.signal }))
        if (part.number === 1) aborting.abort(new Error('cancelled'));
    };
    await assert.rejects(scoring(), /cancelled/);
    for await (const { part } of engine.score(planParts(files, 100))) if (part.number === 1) break;
    assert.equal((await all(engine.score(planParts(files, 100)))).length, 4);
  });
});

describe('a batch engine at a table at fault', () => {
  it('refuses a schema with a missing column and one of another type, with table, column, found and expected', () => {
    const columns = GOLD_COLUMNS.filter(({ name }) => name !== 'industry').map((column) =>
      column.name === 'lead_age' ? ({ ...column, type: 'string' } as const) : column,
    );
    assert.throws(() => checkGoldColumns('gold/features', columns, FEATURES), {
      code: 'LAKE_SCHEMA_MISMATCH',
      message:
        'gold/features, column lead_age: found VARCHAR, expected DOUBLE; gold/features, column industry: found no such column, expected VARCHAR',
    });
  });

  it('refuses a file whose column has another type than the schema says', async (t) => {
    const lake = await temporaryLake(t);
    const [file] = await writeGold(lake, visits([1, 2]));
    assert.ok(file);
    const changed = { path: 'gold/features/changed.parquet', rows: 2 };
    const [from, to] = [file, changed].map(({ path }) => join(lake.folder, path));
    await lake.duckDb.use((connection) =>
      connection.run(
        `COPY (SELECT * REPLACE (CAST(lead_age AS VARCHAR) AS lead_age) FROM read_parquet('${from}')) TO '${to}'`,
      ),
    );
    const engine = await open(t, lake, demoModel(1));
    await assert.rejects(all(engine.score(planParts([changed]))), {
      code: 'LAKE_SCHEMA_MISMATCH',
      message: `${changed.path}, column lead_age: found VARCHAR, expected DOUBLE`,
    });
  });

  it('refuses a truncated file and one that is gone', async (t) => {
    const lake = await temporaryLake(t);
    const [file] = await writeGold(lake, randomFeatures(500, 15));
    assert.ok(file);
    const engine = await open(t, lake, demoModel(1));
    await truncate(join(lake.folder, file.path), 3_000);
    await assert.rejects(all(engine.score(planParts([file]))), { code: 'LAKE_FILE_CORRUPT' });
    await assert.rejects(all(engine.score(planParts([{ path: 'gold/features/gone.parquet', rows: 3 }]))), {
      code: 'LAKE_FILE_MISSING',
      message: /gold\/features\/gone\.parquet/,
    });
    assert.equal((await goldFiles(lake)).length, 1);
  });

  it('refuses a file that is no model', async (t) => {
    const lake = await temporaryLake(t);
    await assert.rejects(open(t, lake, { ...demoModel(1), bytes: Buffer.from('no model') }), {
      code: 'ARTIFACT_INVALID',
    });
  });
});
