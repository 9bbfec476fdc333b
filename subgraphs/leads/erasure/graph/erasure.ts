import 'reflect-metadata';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { ErasedPartName, type ErasureRecord, type PartOfErasure } from '../store/erasure-store.ts';

const PII = '@requiresScopes(scopes: [["leads:read", "leads:pii"], ["leads:write", "leads:pii"]])';

registerEnumType(ErasedPartName, {
  name: 'ErasurePartName',
  description: 'Part of the platform that erases on its own, after the leads.',
  valuesConfig: {
    SCORES: { description: 'Predictions, failed requests, exposures to rollouts, backtests and batch jobs.' },
    MODELS: { description: 'Audit log.' },
    LAKE: { description: 'Tables of the lake with all of their older versions.' },
  },
});

/** State of one part of an erasure. */
@Directive(PII)
@ObjectType({
  simpleResolvers: true,
  description: 'Part of an erasure. Needs `leads:pii` beside `leads:read` or `leads:write`.',
})
export class ErasurePart implements PartOfErasure {
  @Field(() => ErasedPartName, { description: 'The part.' })
  readonly name: ErasedPartName;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time from which the part has no data of the person; null while it is pending.',
  })
  readonly doneAt: number | null;
}

/** Erasure of a person. */
@Directive(PII)
@ObjectType({
  simpleResolvers: true,
  description:
    'Erasure of a person. The leads are erased at once, other parts of the platform follow. Needs `leads:pii` beside `leads:read` or `leads:write`.',
})
export class Erasure implements Pick<ErasureRecord, 'leadId' | 'actor' | 'reason' | 'erasedAt'> {
  @Field(() => ID, { description: 'Id of the erasure.' })
  readonly id: string;

  @Field(() => ID, { description: 'Id that the lead has since; the one before is kept as a salted hash only.' })
  readonly leadId: string;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [ID], { description: 'Ids that all leads of the person have since: merged ones are erased together.' })
  readonly leadIds: readonly string[];

  @Field(() => String, { description: 'Subject of the access token that asked for it.' })
  readonly actor: string;

  @Field(() => String, { description: 'Reason that the actor gave, in words.' })
  readonly reason: string;

  @Field(() => DateTime, { description: 'Time of the erasure.' })
  readonly erasedAt: number;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [ErasurePart], { description: 'The other parts of the platform, each once.' })
  readonly parts: readonly ErasurePart[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time from which no part has data of the person; null while one is pending.',
  })
  readonly completedAt: number | null;
}

@Directive(PII)
@ObjectType({ simpleResolvers: true, description: 'Erasure with its cursor.' })
export class ErasureEdge {
  @Field(() => String, { description: 'Cursor of this erasure, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => Erasure, { description: 'The erasure.' })
  readonly node: Erasure;
}

@Directive(PII)
@ObjectType({ simpleResolvers: true, description: 'Page of erasures, newest first.' })
export class ErasureConnection {
  @Field(() => [ErasureEdge], { description: 'Erasures of this page.' })
  readonly edges: readonly ErasureEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** Payload of `eraseLead`. */
@Directive('@requiresScopes(scopes: [["leads:write", "leads:pii"]])')
@ObjectType({ simpleResolvers: true, description: 'Result of `eraseLead`.' })
export class EraseLeadPayload {
  @Field(() => ID, { description: 'Id that the lead has since.' })
  readonly leadId: string;

  @Field(() => Erasure, { description: 'The erasure.' })
  readonly erasure: Erasure;
}

/** Presents an erasure as the graph has it. */
export function presentErasure({ erasureId, parts, ...record }: ErasureRecord): Erasure {
  const times = parts.map(({ doneAt }) => doneAt);
  const isComplete = times.every((at) => at !== null);
  const completedAt = isComplete ? Math.max(record.erasedAt, ...times.map(Number)) : null;
  return { ...record, id: erasureId, parts, completedAt };
}
