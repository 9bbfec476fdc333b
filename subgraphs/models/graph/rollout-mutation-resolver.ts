import 'reflect-metadata';
import { Arg, Args, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { authorship } from '../audit/authorship.ts';
import type { Rollouts } from '../rollout/commands/rollouts.ts';
import type { RolloutRequest } from '../rollout/rules/rollout-request.ts';
import { presentRollout } from './present-rollout.ts';
import { StartRolloutArguments } from './types/rollout-inputs.ts';
import {
  AbortRolloutPayload,
  AdvanceRolloutPayload,
  ApproveRolloutPayload,
  PauseRolloutPayload,
  ResumeRolloutPayload,
  StartRolloutPayload,
} from './types/rollout-payloads.ts';

const PROMOTE = '@requiresScopes(scopes: [["models:promote"]])';
const ROLLOUT_ID = { description: 'Id of the rollout.' };
const REASON = { description: 'Why; goes to the history and the audit log.' };

/** What people do with rollouts. */
@Resolver()
export class RolloutMutationResolver {
  readonly #rollouts: Rollouts;

  constructor(rollouts: Rollouts) {
    this.#rollouts = rollouts;
  }

  @Directive(PROMOTE)
  @Mutation(() => StartRolloutPayload, {
    nullable: true,
    description:
      'Starts a rollout: the only one of its model until it ends. Promotions, the alias challenger and the versions of the rollout wait for its end; rollbackModel does not. The way back to one of the last three champions, by CANARY or IMMEDIATE without stated steps, gets all traffic at once, after the approval of the promotion policy if that has one: it needs a reign that ended in good standing, and no rollout that was rolled back since. A champion that was withdrawn takes all steps again.',
  })
  async startRollout(
    @Args(() => StartRolloutArguments) { reason, ...given }: StartRolloutArguments,
    @Ctx() context: SubgraphContext,
  ): Promise<StartRolloutPayload> {
    return { rollout: presentRollout(await this.#rollouts.start(requestOf(given), authorship(context, reason))) };
  }

  @Directive(PROMOTE)
  @Mutation(() => PauseRolloutPayload, {
    nullable: true,
    description: 'Keeps a running rollout at its share and its step. Evidence is judged on: a failure still ends it.',
  })
  async pauseRollout(
    @Arg('id', () => ID, ROLLOUT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<PauseRolloutPayload> {
    return { rollout: presentRollout(await this.#rollouts.pause(id, authorship(context, reason))) };
  }

  @Directive(PROMOTE)
  @Mutation(() => ResumeRolloutPayload, {
    nullable: true,
    description: 'Lets a paused rollout go on, in the step and with the hold time that it had.',
  })
  async resumeRollout(
    @Arg('id', () => ID, ROLLOUT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<ResumeRolloutPayload> {
    return { rollout: presentRollout(await this.#rollouts.resume(id, authorship(context, reason))) };
  }

  @Directive(PROMOTE)
  @Mutation(() => AdvanceRolloutPayload, {
    nullable: true,
    description:
      'Sends a running rollout to its next step, whatever time and samples say; after the last step it completes. An approval is asked for all the same.',
  })
  async advanceRollout(
    @Arg('id', () => ID, ROLLOUT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<AdvanceRolloutPayload> {
    return { rollout: presentRollout(await this.#rollouts.advance(id, authorship(context, reason))) };
  }

  @Directive('@requiresScopes(scopes: [["models:approve"]])')
  @Mutation(() => ApproveRolloutPayload, {
    nullable: true,
    description: 'Approves the step that a rollout waits for. Whoever started the rollout cannot.',
  })
  async approveRollout(
    @Arg('id', () => ID, ROLLOUT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<ApproveRolloutPayload> {
    return { rollout: presentRollout(await this.#rollouts.approve(id, authorship(context, reason))) };
  }

  @Directive(PROMOTE)
  @Mutation(() => AbortRolloutPayload, {
    nullable: true,
    description: 'Gives a rollout up: the champion answers every lead again.',
  })
  async abortRollout(
    @Arg('id', () => ID, ROLLOUT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<AbortRolloutPayload> {
    return { rollout: presentRollout(await this.#rollouts.abort(id, authorship(context, reason))) };
  }
}

/** null means what absence means: the default. */
function requestOf(given: Omit<StartRolloutArguments, 'reason'>): RolloutRequest {
  const { steps } = given;
  return {
    ...given,
    steps: steps?.map(({ holdSeconds, ...step }) => ({ ...step, holdMs: Math.round(holdSeconds * 1_000) })),
    guardrails: given.guardrails ?? undefined,
    tripWires: given.tripWires ?? undefined,
    shadowVersions: given.shadowVersions ?? undefined,
    arms: given.arms ?? undefined,
    holdoutShare: given.holdoutShare ?? undefined,
    replayRows: given.replayRows ?? undefined,
    minimumEffect: given.minimumEffect ?? undefined,
  };
}
