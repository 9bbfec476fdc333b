import 'reflect-metadata';
import { Field, InputType } from 'type-graphql';
import type { ParkedRowFilter } from '../inbound/parked-rows.ts';

/** Filter of parked rows. */
@InputType({ description: 'Filter of parked rows of the CRM. An absent field does not restrict the list.' })
export class CrmParkedRowFilter implements ParkedRowFilter {
  @Field(() => String, { nullable: true, description: 'Only rows of this entity, such as `leads`.' })
  readonly entity?: string | null;

  @Field(() => [String], { nullable: true, description: 'Only rows with one of these keys, at most 1,000.' })
  readonly keys?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'Only rows with this error code, such as CRM_ROW_INVALID.' })
  readonly code?: string | null;
}
