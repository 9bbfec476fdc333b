import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import type { GraphClient } from '../client/graph-client.ts';
import { GraphEvents } from '../client/graph-events.ts';
import { StepFailure } from '../client/step-failure.ts';

const LIMIT_MS = 300_000;
const ENDED = ['COMPLETED', 'ROLLED_BACK', 'ABORTED'];

/** Rollout to start and to follow to its end. */
export interface RolloutPlan {
  readonly version: number;
  readonly strategy: 'SHADOW' | 'CANARY';
  readonly reason: string;
  readonly steps: readonly {
    readonly trafficShare: number;
    readonly holdSeconds: number;
    readonly minimumSamples: number;
  }[];
  readonly guardrails?: readonly { readonly metric: string; readonly limit: number }[];
}

/** Callers and the place of the platform. */
export interface RolloutCallers {
  readonly url: string;
  readonly token: string;
  /** who starts it */
  readonly client: GraphClient;
  /** another person, who approves */
  readonly approver: GraphClient;
  readonly say: (line: string) => void;
}

interface RolloutEvent {
  readonly rolloutChanged: {
    readonly event: {
      readonly type: string;
      readonly status: string;
      readonly trafficShare: number;
      readonly reason: string;
    };
    readonly rollout: { readonly id: string };
  };
}

const FOLLOW = `subscription { rolloutChanged(model: "${DEFAULT_MODEL}") {
  event { type status trafficShare reason }
  rollout { id }
} }`;

const START = `mutation ($model: String!, $version: Int!, $strategy: RolloutStrategy!, $steps: [RolloutStepInput!],
  $guardrails: [RolloutGuardrailInput!], $wires: RolloutTripWiresInput, $reason: String!) {
  startRollout(model: $model, version: $version, strategy: $strategy, steps: $steps, guardrails: $guardrails,
    tripWires: $wires, reason: $reason) { rollout { id } }
}`;

const APPROVE = `mutation ($id: ID!) { approveRollout(id: $id, reason: "the evidence is good") { rollout { id } } }`;

// a demo shares its machine with a training: latency is not what it shows
const TRIP_WIRES = { consecutiveFailures: 5, p95Ms: 10_000 };

/**
 * Starts a rollout, approves the step that needs it, and follows it to its end by `rolloutChanged`.
 *
 * @returns its id
 * @throws {StepFailure} when it ends in another way than COMPLETED, or not in time
 */
export async function rollOut(
  { url, token, client, approver, say }: RolloutCallers,
  plan: RolloutPlan,
): Promise<string> {
  const { version, strategy, steps, guardrails, reason } = plan;
  const events = new GraphEvents<RolloutEvent>(url, token, FOLLOW);
  try {
    await events.opened();
    const variables = { model: DEFAULT_MODEL, version, strategy, steps, guardrails, wires: TRIP_WIRES, reason };
    const { startRollout } = await client.ask<{ startRollout: { rollout: { id: string } } }>(START, variables);
    const { id } = startRollout.rollout;
    let shown = '';
    for (;;) {
      const { rolloutChanged } = await events.next(
        'the rollout to end',
        LIMIT_MS,
        (one) => one.rolloutChanged.rollout.id === id,
      );
      const { status, trafficShare, reason: why } = rolloutChanged.event;
      const line = `    ${strategy} ${status} at ${100 * trafficShare} %`;
      if (line !== shown) {
        say(line);
        // an evaluation may come before the approval counts
        if (status === 'AWAITING_APPROVAL') await approver.ask(APPROVE, { id });
      }
      shown = line;
      if (status === 'COMPLETED') return id;
      if (ENDED.includes(status)) throw new StepFailure(`found rollout ${id} ${status}: ${why}`);
    }
  } finally {
    events.close();
  }
}
