import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { Rollout } from './rollout.ts';

const AFTER = { description: 'The rollout after the change.' };

/** Answer of `startRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `startRollout`.' })
export class StartRolloutPayload {
  @Field(() => Rollout, { description: 'The rollout.' })
  readonly rollout: Rollout;
}

/** Answer of `pauseRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `pauseRollout`.' })
export class PauseRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}

/** Answer of `resumeRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `resumeRollout`.' })
export class ResumeRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}

/** Answer of `advanceRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `advanceRollout`.' })
export class AdvanceRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}

/** Answer of `approveRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `approveRollout`.' })
export class ApproveRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}

/** Answer of `abortRollout`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `abortRollout`.' })
export class AbortRolloutPayload {
  @Field(() => Rollout, AFTER)
  readonly rollout: Rollout;
}
