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
const REASON = {
  description: 'Reason for the change, 1 to 1,000 characters; stored in the history and the audit log.',
};

/** Mutations of rollouts. */
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
      'Starts a rollout. A model has at most one open rollout; until it ends, promotions, changes of the alias challenger and changes of its versions are refused, but rollbackModel is not. A rollout to one of the last three champions, with CANARY or IMMEDIATE and default steps, has a single step with all traffic (after an approval if the promotion policy requires one), provided that a newer version simply replaced that champion and no later rollout of it was rolled back. A champion that was withdrawn takes all steps again.',
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
    description:
      'Pauses a running rollout: it keeps its step and its traffic share. Evaluation continues, and a failure still ends it.',
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
    description: 'Resumes a paused rollout, in its step and with the hold time that had passed.',
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
      'Moves a running rollout to its next step now, regardless of hold time and samples; after the last step it completes. A step that needs an approval still waits for it.',
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
    description: 'Approves the step that a rollout waits for. The person who started the rollout cannot approve it.',
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
    description: 'Aborts a rollout: the champion answers every lead again.',
  })
  async abortRollout(
    @Arg('id', () => ID, ROLLOUT_ID) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<AbortRolloutPayload> {
    return { rollout: presentRollout(await this.#rollouts.abort(id, authorship(context, reason))) };
  }
}

/** Translates null arguments to absent ones, which have defaults. */
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
