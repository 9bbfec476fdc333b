import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Lake } from '../../../../lake/delta/lake.ts';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../../lake/features/features.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { DEFAULT_GRADE_POLICY } from '../../../../scoring/grade.ts';
import { BatchEngine } from '../../../../subgraphs/scores/batch/engine/batch-engine.ts';
import { planParts } from '../../../../subgraphs/scores/batch/engine/batch-part.ts';
import type { PredictionFacts } from '../../../../subgraphs/scores/batch/engine/prediction-rows.ts';
import { PredictionWriter } from '../../../../subgraphs/scores/batch/prediction-writer.ts';
import { scoreValues } from '../../../../subgraphs/scores/record/score-values.ts';
import { type BatchModel, batchModel, demoModel, scoreOnline } from '../../../support/lake/batch-bench.ts';
import { GOLD_AS_OF, writeGold } from '../../../support/lake/gold-table.ts';
import { randomFeatures } from '../../../support/lake/random-features.ts';
import { tableRows, temporaryLake } from '../../../support/lake/temporary-lake.ts';
import { nanVersion } from '../../../support/models/visits-models.ts';

const SCORED_AT = GOLD_AS_OF + 5_000;

interface Trial {
  readonly model: BatchModel;
  readonly vectors: readonly FeatureVector[];
  readonly where?: string;
}

/** Scores vectors in parts of 70 rows and writes them, two parts in a commit. @returns the commits */
async function scoreAndWrite(t: TestContext, lake: Lake, { model, vectors, where }: Trial) {
  const files = await writeGold(lake, vectors, 120);
  const engine = await BatchEngine.open({ lake, log: createLogger('silent'), workers: 1, ...model });
  t.after(() => engine.close());
  const facts: PredictionFacts = {
    jobId: "job 'one'",
    version: { ...model.version, gradePolicy: DEFAULT_GRADE_POLICY },
    goldVersion: 3,
    scoredAt: SCORED_AT,
    where,
  };
  const writer = await PredictionWriter.open(lake, facts);
  t.after(() => writer.close());
  const commits = [];
  for await (const scored of engine.score(planParts(files, 70))) {
    await writer.add(scored);
    if (scored.part.number % 2 === 1)
      commits.push(await writer.commit({ appId: 'job-1', version: scored.part.number }));
  }
  commits.push(await writer.commit({ appId: 'job-1', version: 1_000 }));
  return commits;
}

describe('the writer of predictions', () => {
  it('writes every score as requests compute it, and several parts in one commit', async (t) => {
    const lake = await temporaryLake(t);
    const [model, vectors] = [demoModel(1), randomFeatures(300, 21)];
    const commits = await scoreAndWrite(t, lake, { model, vectors });
    assert.equal(commits.length, 3);
    assert.equal(
      commits.reduce((rows, commit) => rows + (commit?.rows ?? 0), 0),
      300,
    );
    const online = await scoreOnline(model, vectors);
    const expected = online.map((raw, lead) => {
      const { probability, points, grade } = scoreValues(model.version, raw, DEFAULT_GRADE_POLICY);
      return {
        ...{ job_id: "job 'one'", lead_id: `lead-${lead}`, as_of: BigInt(GOLD_AS_OF), model: 'm', model_version: 1 },
        ...{ raw_score: raw, probability, points, grade, feature_digest: `digest-${lead}`, gold_version: 3n },
        ...{ scored_at: BigInt(SCORED_AT), engine: 'node' },
      };
    });
    assert.deepEqual(await tableRows(lake, 'predictions', 'CAST(lead_id[6:] AS INTEGER)'), expected);
  });

  it('leaves out rows without a score and those that its condition excludes', async (t) => {
    const lake = await temporaryLake(t);
    const vectors = [0, 1, 0, 1, 0].map((website_visits) => ({ ...EMPTY_FEATURE_VECTOR, website_visits }));
    const { bytes, signature } = nanVersion(1);
    await scoreAndWrite(t, lake, { model: batchModel(bytes, signature), vectors, where: "lead_id <> 'lead-2'" });
    assert.deepEqual(
      (await tableRows(lake, 'predictions', 'lead_id')).map(({ lead_id }) => lead_id),
      ['lead-0', 'lead-4'],
    );
  });

  it('writes nothing twice: a job that begins again repeats the versions of its commits', async (t) => {
    const lake = await temporaryLake(t);
    const [model, vectors] = [demoModel(1), randomFeatures(100, 22)];
    await scoreAndWrite(t, lake, { model, vectors });
    const again = await temporaryLake(t, { storage: lake.storage });
    const repeated = await scoreAndWrite(t, again, { model, vectors: [] });
    assert.deepEqual(
      repeated.map((commit) => commit?.isRepeat),
      [true, undefined],
    );
    assert.equal((await tableRows(lake, 'predictions')).length, 100);
  });
});
