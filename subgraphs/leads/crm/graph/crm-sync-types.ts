import 'reflect-metadata';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import { CrmEntityKind } from '../inbound/crm-entity.ts';
import { CrmSyncState } from '../inbound/sync-status.ts';
import { CrmWalkKind } from './crm-enums.ts';

const READ = requiresScopes('leads:read');
const WRITE = requiresScopes('leads:write');
const ENTITY = 'Name of the entity: `leads`, `outcomes`, or an activity of the mapping.';

/** Fault that stops an entity. */
@Directive(READ)
@ObjectType({
  simpleResolvers: true,
  description: 'Fault of the CRM that stops the sync of an entity, or a part of it.',
})
export class CrmSyncError {
  @Field(() => String, { description: 'Error code, such as CRM_COLUMN_MISSING.' })
  readonly code: string;

  @Field(() => String, { description: 'Description of the error: the found and the expected, and where.' })
  readonly message: string;

  @Field(() => DateTime, { description: 'Time at which it began.' })
  readonly since: number;
}

/** Walk over all rows of an entity. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Reading of all rows of an entity that is under way.' })
export class CrmWalk {
  @Field(() => CrmWalkKind, { description: 'Its reason.' })
  readonly kind: keyof typeof CrmWalkKind;

  @Field(() => Float, { description: 'Rows that were read, a whole number.' })
  readonly rows: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Rows in all, a whole number, as the CRM estimated them at the start; null before it has begun.',
  })
  readonly total: number | null;

  @Field(() => DateTime, { description: 'Time at which it began.' })
  readonly startedAt: number;
}

/** Sync of one entity. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Sync of one table of the CRM.' })
export class CrmSyncEntity {
  @Field(() => String, { description: ENTITY })
  readonly name: string;

  @Field(() => CrmEntityKind, { description: 'What its rows become.' })
  readonly kind: CrmEntityKind;

  @Field(() => String, { description: 'Table or view in the CRM, such as `sales.lead`.' })
  readonly table: string;

  @Field(() => CrmSyncState, { description: 'State of its sync.' })
  readonly state: CrmSyncState;

  @Field(() => Float, {
    nullable: true,
    description:
      'Age of the oldest change in the CRM that may not be here yet, seconds, 0 or more; up to about 3 while the CRM is followed. Null before the end of the backfill.',
  })
  readonly lagSeconds: number | null;

  @Field(() => Float, { description: 'Rows that were read so far, a whole number; a row counts each time.' })
  readonly rowsRead: number;

  @Field(() => Float, { description: 'Leads, interactions or outcomes that were new or changed, a whole number.' })
  readonly rowsWritten: number;

  @Field(() => Float, { description: 'Rows that were skipped, as they belong to erased persons, a whole number.' })
  readonly rowsSkipped: number;

  @Field(() => Int, { description: 'Rows that are parked, see `crmParkedRows`.' })
  readonly rowsParked: number;

  @Field(() => String, {
    nullable: true,
    description: 'Watermark of the last change that was read, as the CRM writes it; null before the first.',
  })
  readonly watermark: string | null;

  @Field(() => CrmWalk, { nullable: true, description: 'Reading of all rows that is under way; null when none is.' })
  readonly walk: CrmWalk | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time at which all rows had been read last, by the backfill or a comparison; null before that. Of a joined table, the time at which it was first followed.',
  })
  readonly comparedAt: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Leads that are gone from the CRM and were kept, as they are too many to remove them unasked, see `acceptCrmRemovals`; null when there are none.',
  })
  readonly heldRemovals: number | null;

  @Field(() => CrmSyncError, { nullable: true, description: 'What stops it, or waits for a decision; null otherwise.' })
  readonly error: CrmSyncError | null;
}

/** Sync with the CRM. */
@Directive(READ)
@ObjectType({ simpleResolvers: true, description: 'Sync of leads, activities and outcomes from the CRM.' })
export class CrmSync {
  @Field(() => CrmSyncState, { description: 'The worst state of its entities; OFF without a CRM.' })
  readonly state: CrmSyncState;

  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [CrmSyncEntity], { description: 'Every entity of the mapping: leads first.' })
  readonly entities: readonly CrmSyncEntity[];
}

/** Parked row. */
@Directive(READ)
@ObjectType({
  simpleResolvers: true,
  description: 'Row of the CRM that could not be written. Its content is not kept: a retry reads it again.',
})
export class CrmParkedRow {
  @Field(() => String, { description: ENTITY })
  readonly entity: string;

  @Field(() => String, { description: 'Key of the row in the CRM.' })
  readonly key: string;

  @Field(() => String, { description: 'Error code, such as CRM_ROW_INVALID.' })
  readonly code: string;

  @Field(() => String, { description: 'Reason: column, found and expected value.' })
  readonly message: string;

  @Field(() => DateTime, { description: 'Time of the first attempt.' })
  readonly parkedAt: number;

  @Field(() => Int, { description: 'Attempts to write it, 1 or more.' })
  readonly attempts: number;
}

/** Edge of {@link CrmParkedRowConnection}. */
@ObjectType({ simpleResolvers: true, description: 'A parked row with its cursor.' })
export class CrmParkedRowEdge {
  @Field(() => String, { description: 'Position in the list, for `after`.' })
  readonly cursor: string;

  @Field(() => CrmParkedRow, { description: 'The parked row.' })
  readonly node: CrmParkedRow;
}

/** Page of parked rows. */
@ObjectType({ simpleResolvers: true, description: 'Page of parked rows, the newest first.' })
export class CrmParkedRowConnection {
  @Field(() => [CrmParkedRowEdge], { description: 'Rows of the page.' })
  readonly edges: readonly CrmParkedRowEdge[];

  @Field(() => PageInfo, { description: 'Position of the page.' })
  readonly pageInfo: PageInfo;
}

/** Payload of `retryCrmRows`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `retryCrmRows`.' })
export class RetryCrmRowsPayload {
  @Field(() => Int, { description: 'Number of parked rows that are read again.' })
  readonly rows: number;
}

/** Payload of requests to the sync. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of a request to the sync with the CRM.' })
export class CrmSyncPayload {
  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [String], {
    description: 'Names of the entities that the request applies to; empty when it applies to none.',
  })
  readonly entities: readonly string[];
}
