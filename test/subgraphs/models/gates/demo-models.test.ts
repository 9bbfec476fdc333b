import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { projectFile } from '../../../../platform/process/program.ts';
import { holdoutName, type MeasuredVersion } from '../../../../subgraphs/models/gates/evidence.ts';
import { judgePromotion } from '../../../../subgraphs/models/gates/judge-promotion.ts';
import { DEFAULT_POLICY } from '../../../../subgraphs/models/gates/promotion-policy.ts';
import { parseVersionDocument } from '../../../../subgraphs/models/versions/rules/version-document.ts';

const DEMO = projectFile('subgraphs/models/demo/');

test('The second demo model passes the gates against the first, so that the demo can promote it', () => {
  const measured = (version: number): MeasuredVersion => {
    const text = readFileSync(new URL(`lead-conversion-${version}.json`, DEMO), 'utf8');
    const { metrics, split = null } = parseVersionDocument(JSON.parse(text));
    return { version, metrics, holdout: holdoutName({ digest: null, split, rows: metrics.rows }) };
  };
  const judged = judgePromotion({ champion: measured(1), candidate: measured(2) }, DEFAULT_POLICY);
  assert.deepEqual(
    judged.map(({ gate, verdict }) => [gate, verdict]),
    [
      ['AUC_GAIN', 'PASSED'],
      ['CALIBRATION', 'PASSED'],
      ['SCORE_SHIFT', 'INCONCLUSIVE'],
    ],
  );
});
