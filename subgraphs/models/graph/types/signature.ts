import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'One input column of a model.' })
export class SignatureColumn {
  @Field(() => String, { description: 'Name of the feature that fills it.' })
  readonly name: string;

  @Field(() => String, { description: 'MLflow data type: double, float, long, integer or string.' })
  readonly type: string;

  @Field(() => Boolean, { description: 'Whether the model file must take it. Any feature may be missing for a lead.' })
  readonly required: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'One output tensor of a model.' })
export class SignatureOutput {
  @Field(() => String, { description: 'Name of the output in the model file.' })
  readonly name: string;

  @Field(() => String, { description: 'Element type: float32, float64, int64 or str.' })
  readonly dtype: string;

  @Field(() => [Int], { description: 'Dimensions; -1 is the number of rows.' })
  readonly shape: readonly number[];
}

@ObjectType({ simpleResolvers: true, description: 'What a model takes and gives, as MLflow states it.' })
export class ModelSignature {
  @Field(() => [SignatureColumn], { description: 'Input columns, in the order of the model.' })
  readonly inputs: readonly SignatureColumn[];

  @Field(() => [SignatureOutput], {
    description: 'Output tensors. The first float one whose last dimension is 1 or 2 holds the probability.',
  })
  readonly outputs: readonly SignatureOutput[];

  @Field(() => String, {
    description: 'How the file takes the columns: COLUMNS, one tensor each, or MATRIX, one float tensor for all.',
  })
  readonly inputForm: string;
}
