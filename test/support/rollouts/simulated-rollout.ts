import { countBins, referenceEdges } from '../../../statistics/histogram.ts';
import { quantile } from '../../../statistics/quantile.ts';
import { sortNumbers } from '../../../statistics/sorted-numbers.ts';
import {
  nextRollout,
  PENDING_ROLLOUT,
  type RolloutState,
} from '../../../subgraphs/models/rollout/rules/rollout-state.ts';
import type { RolloutStep } from '../../../subgraphs/models/rollout/rules/steps.ts';
import {
  type ArmEvidence,
  latencyBoundMs,
  type Stratum,
} from '../../../subgraphs/models/rollout/rules/verdict/evidence.ts';
import { DEFAULT_GUARDRAILS } from '../../../subgraphs/models/rollout/rules/verdict/guardrails.ts';
import { type Analysis, judge } from '../../../subgraphs/models/rollout/rules/verdict/verdict.ts';
import { type Random, seededRandom } from '../data/random.ts';

/** Behaviour of a simulated version. */
export interface Behaviour {
  readonly errorRate: number;
  /** median latency, milliseconds; latencies are log-normal with σ ½ */
  readonly medianMs: number;
  /** mean of the log-odds of scores, standard deviation 1 */
  readonly scoreLogOdds: number;
  readonly conversion: number;
}

/** Healthy version: 0.5 % errors, median 2 ms, scores around 0.27, 30 % conversion. */
export const HEALTHY: Behaviour = { errorRate: 0.005, medianMs: 2, scoreLogOdds: -1, conversion: 0.3 };

/** Settings of a simulation. */
export interface Simulation {
  readonly champion: Behaviour;
  readonly challenger: Behaviour;
  readonly steps: readonly RolloutStep[];
  /** of both versions between two evaluations */
  readonly requestsPerEvaluation: number;
  /** evaluations until an outcome is known */
  readonly maturityEvaluations: number;
  readonly evaluateEveryMs: number;
  readonly evaluations: number;
  readonly seed: number;
}

/** End of a simulated rollout. */
export interface SimulatedRollout {
  readonly state: RolloutState;
  /** number of evaluations until it ended */
  readonly evaluations: number;
  /** requests of the challenger until it ended */
  readonly challengerRequests: number;
  readonly analysis: Analysis;
}

/** Requests of the champion before the rollout, for bins and latency bound. */
const BASELINE_REQUESTS = 1000;

/** Runs a rollout through judge and state machine on random traffic; approvals are given at once. */
export function simulateRollout(simulation: Simulation): SimulatedRollout {
  const { champion, challenger, steps, evaluations, evaluateEveryMs } = simulation;
  const random = seededRandom(simulation.seed);
  const baseline = baselineOf(champion, random);
  const plan = { strategy: 'CANARY', steps, requestedBy: 'asker' } as const;
  let { state } = nextRollout(plan, PENDING_ROLLOUT, { type: 'START', at: 0 });
  const strata: Stratum[] = steps.map(() => ({ champion: NOTHING, challenger: NOTHING }));
  const pending: { evaluation: number; step: number; side: keyof Stratum; leads: number }[] = [];
  let analysis: Analysis | undefined;
  for (let evaluation = 1; evaluation <= evaluations; evaluation += 1) {
    const at = evaluation * evaluateEveryMs;
    const { step } = state;
    const { trafficShare } = steps[step] as RolloutStep;
    const exposed = random.binomial(simulation.requestsPerEvaluation, trafficShare);
    const drawn = {
      champion: draw(champion, simulation.requestsPerEvaluation - exposed, baseline, random),
      challenger: draw(challenger, exposed, baseline, random),
    };
    strata[step] = addStratum(strata[step] as Stratum, drawn);
    for (const side of ['champion', 'challenger'] as const) {
      pending.push({
        evaluation: evaluation + simulation.maturityEvaluations,
        step,
        side,
        leads: drawn[side].requests,
      });
    }
    for (const due of pending.filter((one) => one.evaluation === evaluation)) {
      const matured = {
        ...NOTHING,
        matured: due.leads,
        converted: random.binomial(due.leads, simulation[due.side].conversion),
      };
      const stratum = strata[due.step] as Stratum;
      strata[due.step] = { ...stratum, [due.side]: add(stratum[due.side], matured) };
    }
    const perDay = (simulation.requestsPerEvaluation * trafficShare * 86_400_000) / evaluateEveryMs;
    analysis = judge(strata, DEFAULT_GUARDRAILS, { minimumSamples: 0, trafficShare, requestsPerDay: perDay });
    const { verdict, explanation: reason } = analysis;
    const stepSamples = (strata[step] as Stratum).challenger.requests;
    ({ state } = nextRollout(plan, state, { type: 'ANALYSED', at, verdict, stepSamples, reason }));
    if (state.status === 'AWAITING_APPROVAL') {
      ({ state } = nextRollout(plan, state, { type: 'APPROVE', at, by: 'approver' }));
    }
    if (state.status !== 'RUNNING' || evaluation === evaluations) {
      const challengerRequests = strata.reduce((sum, stratum) => sum + stratum.challenger.requests, 0);
      return { state, evaluations: evaluation, challengerRequests, analysis };
    }
  }
  throw new RangeError(`found ${evaluations} evaluations, expected at least one`);
}

interface Baseline {
  readonly edges: readonly number[];
  readonly slowFromMs: number;
}

const NOTHING: ArmEvidence = {
  requests: 0,
  errors: 0,
  slow: 0,
  matured: 0,
  converted: 0,
  scores: Array.from({ length: 10 }, () => 0),
};

function baselineOf(champion: Behaviour, random: Random): Baseline {
  const requests = Array.from({ length: BASELINE_REQUESTS });
  const latencies = sortNumbers(requests.map(() => latency(champion, random)));
  return {
    edges: referenceEdges(sortNumbers(requests.map(() => score(champion, random)))),
    slowFromMs: latencyBoundMs(quantile(latencies, 0.95) as number, 0.5),
  };
}

function draw(behaviour: Behaviour, requests: number, { edges, slowFromMs }: Baseline, random: Random): ArmEvidence {
  const each = Array.from({ length: requests });
  return {
    requests,
    errors: random.binomial(requests, behaviour.errorRate),
    slow: each.reduce((sum: number) => sum + Number(latency(behaviour, random) > slowFromMs), 0),
    matured: 0,
    converted: 0,
    scores: countBins(sortNumbers(each.map(() => score(behaviour, random))), edges),
  };
}

function latency({ medianMs }: Behaviour, random: Random): number {
  return medianMs * Math.exp(random.normal() / 2);
}

function score({ scoreLogOdds }: Behaviour, random: Random): number {
  return 1 / (1 + Math.exp(-scoreLogOdds - random.normal()));
}

function addStratum(sum: Stratum, more: Stratum): Stratum {
  return { champion: add(sum.champion, more.champion), challenger: add(sum.challenger, more.challenger) };
}

function add(sum: ArmEvidence, more: ArmEvidence): ArmEvidence {
  return {
    requests: sum.requests + more.requests,
    errors: sum.errors + more.errors,
    slow: sum.slow + more.slow,
    matured: sum.matured + more.matured,
    converted: sum.converted + more.converted,
    scores: sum.scores.map((count, i) => count + (more.scores[i] as number)),
  };
}
