import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Input column of a model.' })
export class SignatureColumn {
  @Field(() => String, { description: 'Name of the feature in this column.' })
  readonly name: string;

  @Field(() => String, { description: 'MLflow data type: double, float, long, integer or string.' })
  readonly type: string;

  @Field(() => Boolean, {
    description: 'Whether the model file must have this input. The value of a feature may be missing for any lead.',
  })
  readonly required: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Output tensor of a model.' })
export class SignatureOutput {
  @Field(() => String, { description: 'Name of the output in the model file.' })
  readonly name: string;

  @Field(() => String, { description: 'Element type: float32, float64, int32, int64 or str.' })
  readonly dtype: string;

  @Field(() => [Int], { description: 'Dimensions of the tensor; −1 is the number of rows.' })
  readonly shape: readonly number[];
}

@ObjectType({ simpleResolvers: true, description: 'Inputs and outputs of a model, in the terms of MLflow.' })
export class ModelSignature {
  @Field(() => [SignatureColumn], { description: 'Input columns, in the order of the model.' })
  readonly inputs: readonly SignatureColumn[];

  @Field(() => [SignatureOutput], {
    description: 'Output tensors. The first float tensor whose last dimension is 1 or 2 holds the probability.',
  })
  readonly outputs: readonly SignatureOutput[];

  @Field(() => String, {
    description:
      'Form of the inputs in the file: COLUMNS, one tensor per column, or MATRIX, one tensor, float32 or float64, for all columns.',
  })
  readonly inputForm: string;
}
