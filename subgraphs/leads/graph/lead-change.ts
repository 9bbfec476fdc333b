import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { type ChangeRow, LeadChangeKind } from '../changes/change-store.ts';

/** Something that happened to a lead. Fields that need more than its row are in the change resolver. */
@ObjectType({ simpleResolvers: true, description: 'Something that happened to a lead.' })
export class LeadChange implements Pick<ChangeRow, 'kind' | 'changedAt'> {
  @Field(() => LeadChangeKind, { description: 'What happened.' })
  readonly kind: LeadChangeKind;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  readonly changedAt: number;
}
