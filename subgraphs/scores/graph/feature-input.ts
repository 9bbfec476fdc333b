import 'reflect-metadata';
import { Field, Float, InputType } from 'type-graphql';
import { FEATURES, type FeatureDefinition, type FeatureValue } from '../../../lake/features/features.ts';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { fieldName } from './feature-fields.ts';

/** Features given with a request: one optional field per feature, in camel case. */
@InputType({
  description:
    'Features of a lead, all optional. Numbers are finite, 0 or more. A feature that is null or absent is not set by the request.',
})
export class FeatureInput {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Creation time of the lead, as an alternative to leadAge. Not in the future; up to 30 seconds ahead counts as now.',
  })
  readonly createdAt?: number | null;

  readonly [feature: string]: FeatureValue | undefined;
}

// one field per feature: a new feature needs no other place
const definitions: readonly FeatureDefinition[] = FEATURES;
for (const { name, kind, unit, description } of definitions) {
  const type = kind === 'number' ? () => Float : () => String;
  const options = { nullable: true, description: unit ? `${description} In ${unit}.` : description };
  Field(type, options)(FeatureInput.prototype, fieldName(name));
}
