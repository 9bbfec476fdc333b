import 'reflect-metadata';
import { Field, InputType } from 'type-graphql';
import { LakeExpectationStatus, LakeLayer } from './lake-enums.ts';

/** Filter of results of expectations. */
@InputType({ description: 'Filter of results of expectations. An absent field does not restrict the list.' })
export class LakeExpectationResultFilterInput {
  @Field(() => LakeLayer, { nullable: true, description: 'Only results of this layer.' })
  readonly layer?: keyof typeof LakeLayer | null;

  @Field(() => String, { nullable: true, description: 'Only results of this table, such as `silver/leads`.' })
  readonly table?: string | null;

  @Field(() => String, { nullable: true, description: 'Only results of expectations of this name.' })
  readonly expectation?: string | null;

  @Field(() => LakeExpectationStatus, { nullable: true, description: 'Only results with this status.' })
  readonly status?: keyof typeof LakeExpectationStatus | null;
}
