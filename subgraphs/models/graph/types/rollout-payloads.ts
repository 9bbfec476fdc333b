import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { Rollout } from './rollout.ts';

const AFTER = { description: 'The rollout after the change.' };

/** Payload of `startRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `startRollout`.' })
export class StartRolloutPayload {
  @Field(() => Rollout, { description: 'The rollout after the change.' })
  readonly rollout: Rollout;
}

/** Payload of `pauseRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `pauseRollout`.' })
export class PauseRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}

/** Payload of `resumeRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `resumeRollout`.' })
export class ResumeRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}

/** Payload of `advanceRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `advanceRollout`.' })
export class AdvanceRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}

/** Payload of `approveRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `approveRollout`.' })
export class ApproveRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}

/** Payload of `abortRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `abortRollout`.' })
export class AbortRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}
