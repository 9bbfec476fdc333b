import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ArmEvidence, latencyBoundMs } from '../../../../../../subgraphs/models/rollout/rules/verdict/evidence.ts';
import {
  DEFAULT_GUARDRAILS,
  requireGuardrails,
} from '../../../../../../subgraphs/models/rollout/rules/verdict/guardrails.ts';
import {
  type Analysis,
  judge,
  type VerdictOptions,
} from '../../../../../../subgraphs/models/rollout/rules/verdict/verdict.ts';

const NOTHING: ArmEvidence = { requests: 0, errors: 0, slow: 0, matured: 0, converted: 0, scores: [0, 0, 0, 0] };
const HEALTHY: ArmEvidence = {
  requests: 2000,
  errors: 10,
  slow: 20,
  matured: 2000,
  converted: 600,
  scores: [500, 500, 500, 500],
};
const OPTIONS: VerdictOptions = { minimumSamples: 100, trafficShare: 0.5 };
const verdictOn = (
  challenger: Partial<ArmEvidence>,
  champion: Partial<ArmEvidence> = {},
  options: Partial<VerdictOptions> = {},
): Analysis =>
  judge([{ champion: { ...HEALTHY, ...champion }, challenger: { ...HEALTHY, ...challenger } }], DEFAULT_GUARDRAILS, {
    ...OPTIONS,
    ...options,
  });
const metricOf = (analysis: Analysis, metric: string) => {
  const found = analysis.metrics.find((one) => one.metric === metric);
  assert.ok(found);
  return found;
};

describe('the verdict about a challenger', () => {
  it('The verdict about a challenger is SUCCESS for one as good as the champion', () => {
    const analysis = verdictOn({});
    assert.equal(analysis.verdict, 'SUCCESS');
    for (const metric of ['ERROR_RATE', 'LATENCY_P95', 'SCORE_PSI']) {
      assert.equal(metricOf(analysis, metric).verdict, 'SUCCESS');
    }
  });

  it('The verdict about a challenger is FAILURE when one guardrail fails, and names it with found, bounds and limit', () => {
    const analysis = verdictOn({ errors: 100 });
    assert.equal(analysis.verdict, 'FAILURE');
    const { found, lower, upper, limit, champion, samples, needed } = metricOf(analysis, 'ERROR_RATE');
    assert.deepEqual([found, limit, champion, samples, needed], [0.05, 0.02, 0.005, 2000, 0]);
    assert.ok(lower > 0.02 && lower < 0.05 && upper > 0.05 && upper < 0.1);
    const sentence =
      /^Error rate: found 5\.0 % in 2000 requests \(surely .* to .*\), limit 2\.0 %, champion 0\.5 %: too high\.$/;
    assert.match(analysis.explanation, sentence);
  });

  it('The verdict about a challenger ignores errors that affect the champion as well', () => {
    const analysis = verdictOn({ errors: 100 }, { errors: 100 });
    assert.equal(metricOf(analysis, 'ERROR_RATE').verdict, 'INCONCLUSIVE');
    assert.equal(analysis.verdict, 'INCONCLUSIVE');
  });

  it('The verdict about a challenger compares within steps: a bad hour at a larger share does not count against it', () => {
    const quiet = {
      champion: { ...NOTHING, requests: 9000, errors: 45 },
      challenger: { ...NOTHING, requests: 1000, errors: 5 },
    };
    const outage = {
      champion: { ...NOTHING, requests: 1000, errors: 100 },
      challenger: { ...NOTHING, requests: 1000, errors: 100 },
    };
    const errors = DEFAULT_GUARDRAILS.filter(({ metric }) => metric === 'ERROR_RATE');
    assert.equal(judge([quiet, outage], errors, OPTIONS).verdict, 'INCONCLUSIVE');
  });

  it('The verdict about a challenger uses the error limit alone when the champion has no traffic', () => {
    const analysis = verdictOn({ errors: 100 }, NOTHING);
    assert.equal(metricOf(analysis, 'ERROR_RATE').verdict, 'FAILURE');
  });

  it('The verdict about a challenger is FAILURE when more than 5 % of requests exceed the latency bound', () => {
    assert.equal(latencyBoundMs(4, 0.5), 6);
    assert.equal(metricOf(verdictOn({ slow: 240 }), 'LATENCY_P95').verdict, 'FAILURE');
    assert.equal(metricOf(verdictOn({ slow: 60 }), 'LATENCY_P95').verdict, 'SUCCESS');
  });

  it('The verdict about a challenger is FAILURE when the distribution of scores differs', () => {
    const psi = metricOf(verdictOn({ scores: [1100, 500, 300, 100] }), 'SCORE_PSI');
    assert.equal(psi.verdict, 'FAILURE');
    assert.ok((psi.found as number) > 0.5);
  });

  it('The verdict about a challenger is FAILURE when conversion fell by more than a tenth, as a relative change', () => {
    const conversion = metricOf(verdictOn({ converted: 360 }), 'CONVERSION');
    assert.equal(conversion.verdict, 'FAILURE');
    assert.equal(conversion.found?.toFixed(6), '-0.400000');
    assert.equal(metricOf(verdictOn({ converted: 590 }), 'CONVERSION').verdict, 'INCONCLUSIVE');
  });

  it('The verdict about a challenger does not wait for conversion by default', () => {
    assert.equal(verdictOn({ matured: 0, converted: 0 }).verdict, 'SUCCESS');
    const strict = DEFAULT_GUARDRAILS.map((guardrail) => ({ ...guardrail, holds: true }));
    const evidence = { champion: HEALTHY, challenger: { ...HEALTHY, matured: 0, converted: 0 } };
    assert.equal(judge([evidence], strict, OPTIONS).verdict, 'INCONCLUSIVE');
  });

  it('The verdict about a challenger is inconclusive below the minimum of samples, but can be FAILURE', () => {
    const few = verdictOn({}, {}, { minimumSamples: 5000 });
    assert.equal(few.verdict, 'INCONCLUSIVE');
    assert.match(few.explanation, /^3000 of 5000 requests to go\./);
    assert.equal(verdictOn({ errors: 100 }, {}, { minimumSamples: 5000 }).verdict, 'FAILURE');
  });

  it('The verdict about a challenger forecasts how many more observations it needs, and how long that takes', () => {
    const few = { requests: 40, errors: 0, slow: 0, matured: 0, converted: 0, scores: [10, 10, 10, 10] };
    const analysis = verdictOn(few, {}, { requestsPerDay: 3, trafficShare: 0.1 });
    assert.equal(analysis.verdict, 'INCONCLUSIVE');
    const { needed, neededDays } = metricOf(analysis, 'ERROR_RATE');
    assert.ok(needed !== undefined && needed > 100 && needed < 1000, `${needed}`);
    assert.equal(neededDays, needed / 3);
    assert.match(analysis.explanation, /about \d+ more requests needed, \d+ days at the rate of now/);
    const later = verdictOn({ ...few, requests: 40 + needed });
    assert.equal(metricOf(later, 'ERROR_RATE').verdict, 'SUCCESS');
  });

  it('The verdict about a challenger reports when more of the same would not decide', () => {
    const analysis = verdictOn({ errors: 100 }, { errors: 100 });
    assert.equal(metricOf(analysis, 'ERROR_RATE').needed, undefined);
    assert.match(analysis.explanation, /more of the same would not decide it/);
  });

  it('The verdict about a challenger is INCONCLUSIVE without evidence, and never NaN', () => {
    for (const strata of [[], [{ champion: NOTHING, challenger: NOTHING }]]) {
      const analysis = judge(strata, DEFAULT_GUARDRAILS, OPTIONS);
      assert.equal(analysis.verdict, 'INCONCLUSIVE');
      assert.doesNotMatch(analysis.explanation, /NaN|undefined|Infinity/);
      for (const { lower, upper } of analysis.metrics) assert.ok(!Number.isNaN(lower) && !Number.isNaN(upper));
    }
  });

  it('The verdict about a challenger is SUCCESS without guardrails once there are enough samples', () => {
    const strata = [{ champion: HEALTHY, challenger: HEALTHY }];
    assert.equal(judge(strata, [], OPTIONS).verdict, 'SUCCESS');
    assert.equal(judge(strata, [], { ...OPTIONS, minimumSamples: 2001 }).verdict, 'INCONCLUSIVE');
  });

  it('The verdict about a challenger refuses more errors than requests', () => {
    assert.throws(() => verdictOn({ requests: 1, errors: 2 }), RangeError);
  });
});

describe('guardrails', () => {
  it('Guardrails are accepted with limits in range', () => {
    requireGuardrails(DEFAULT_GUARDRAILS);
    requireGuardrails([]);
  });

  it('Guardrails are refused with a limit out of range or a metric twice', () => {
    const guardrail = (metric: 'ERROR_RATE' | 'SCORE_PSI' | 'CONVERSION', limit: number) => ({
      metric,
      limit,
      holds: true,
    });
    for (const guardrails of [
      [guardrail('ERROR_RATE', 1.5)],
      [guardrail('CONVERSION', 0)],
      [guardrail('SCORE_PSI', Number.NaN)],
      [guardrail('ERROR_RATE', 0.1), guardrail('ERROR_RATE', 0.2)],
    ]) {
      assert.throws(() => requireGuardrails(guardrails), { code: 'ROLLOUT_INVALID' });
    }
  });
});
