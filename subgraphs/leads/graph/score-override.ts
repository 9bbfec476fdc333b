import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import { Grade } from '../leads/lead.ts';
import { ScoreOverrideEnd } from '../overrides/score-override.ts';
import { Lead } from './lead.ts';

const PII = requiresScopes('leads:pii');
const WRITE = requiresScopes('leads:write');

/** Grade that a person gave a lead. */
@ObjectType({
  simpleResolvers: true,
  description:
    'Grade that a person gave a lead in place of the one of the model, for a time. The score of the model stays beside it, and ' +
    'lists are ordered by that.',
})
export class ScoreOverride {
  @Field(() => ID, { description: 'Id of the override; later ones have higher ids.' })
  readonly id: string;

  @Field(() => Grade, { description: 'The given grade.' })
  readonly grade: Grade;

  @Field(() => String, { description: 'Subject of the access token that gave it.' })
  readonly actor: string;

  @Directive(PII)
  @Field(() => String, {
    nullable: true,
    description: 'Reason that the actor gave, in words. Needs the scope `leads:pii`.',
  })
  readonly reason: string;

  @Field(() => DateTime, { description: 'Time from which it is in force.' })
  readonly createdAt: number;

  @Field(() => DateTime, { description: 'Time at which it ends by itself, unless it ends before.' })
  readonly expiresAt: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which it ended; null while it has not, for up to some seconds after its expiry.',
  })
  readonly endedAt: number | null;

  @Field(() => ScoreOverrideEnd, { nullable: true, description: 'Cause of its end; null while it has not ended.' })
  readonly endCause: ScoreOverrideEnd | null;

  @Field(() => String, {
    nullable: true,
    description: 'Subject of the access token that ended or replaced it; null where nobody did.',
  })
  readonly endActor: string | null;

  @Directive(PII)
  @Field(() => String, {
    nullable: true,
    description: 'Reason why a person ended it, in words; null otherwise. Needs the scope `leads:pii`.',
  })
  readonly endReason: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Override with its cursor.' })
export class ScoreOverrideEdge {
  @Field(() => String, { description: 'Cursor of this override, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => ScoreOverride, { description: 'The override.' })
  readonly node: ScoreOverride;
}

@ObjectType({ simpleResolvers: true, description: 'Page of the overrides of a lead, newest first.' })
export class ScoreOverrideConnection {
  @Field(() => [ScoreOverrideEdge], { description: 'Overrides of this page.' })
  readonly edges: readonly ScoreOverrideEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** Payload of `overrideScore`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `overrideScore`.' })
export class OverrideScorePayload {
  @Field(() => ID, { description: 'Id of the lead.' })
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead. Needs the scope `leads:read`.' })
  readonly lead: Lead;

  @Field(() => ScoreOverride, { description: 'The override, which is in force. Needs the scope `leads:read`.' })
  readonly scoreOverride: ScoreOverride;
}

/** Payload of `endScoreOverride`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `endScoreOverride`.' })
export class EndScoreOverridePayload {
  @Field(() => ID, { description: 'Id of the lead.' })
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead. Needs the scope `leads:read`.' })
  readonly lead: Lead;

  @Field(() => ScoreOverride, { description: 'The override, which has ended. Needs the scope `leads:read`.' })
  readonly scoreOverride: ScoreOverride;
}
