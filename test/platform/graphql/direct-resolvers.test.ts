import 'reflect-metadata';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { execute, parse } from 'graphql';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  Info,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { createSubgraphSchema } from '../../../platform/subgraph/subgraph-schema.ts';

@InputType()
class Span {
  @Field(() => Int)
  readonly from: number;
}

@ObjectType({ simpleResolvers: true })
class Row {
  @Field(() => Int)
  readonly id: number;
}

interface Context {
  readonly who: string;
}

@Resolver(() => Row)
class RowResolver {
  readonly #unit: string;

  constructor(unit: string) {
    this.#unit = unit;
  }

  @Query(() => Row)
  row(): Row {
    return { id: 7 };
  }

  @FieldResolver(() => String)
  own(@Root() { id }: Row): string {
    return `${id} ${this.#unit}`;
  }

  @FieldResolver(() => String)
  text(
    @Arg('suffix', () => String, { nullable: true }) suffix: string | null | undefined,
    @Root() { id }: Row,
    @Info() info: { readonly fieldName: string },
    @Ctx() { who }: Context,
    @Arg('factor', () => Float, { defaultValue: 0.5 }) factor: number,
  ): string {
    return [id, suffix, info.fieldName, who, factor].join(' ');
  }

  @FieldResolver(() => Boolean)
  isConverted(@Root() _row: Row, @Arg('span', () => Span) span: Span): boolean {
    return span instanceof Span && span.from === 3;
  }

  @FieldResolver(() => Int, { nullable: true })
  failing(@Root() { id }: Row): number {
    throw new RangeError(`row ${id}`);
  }
}

const schema = createSubgraphSchema({
  resolvers: [RowResolver],
  instances: new Map([[RowResolver, new RowResolver('kg')]]),
  references: {},
});
const ask = (source: string) => execute({ schema, document: parse(source), contextValue: { who: 'ann' } });

describe('resolvers that are called directly', () => {
  it('a method gets its row, context, info and scalars in its own order, and its instance', async () => {
    const { data, errors } = await ask('{ row { own text(suffix: "x") other: text(factor: 2) } }');
    assert.equal(errors, undefined);
    assert.deepEqual({ ...(data?.row as object) }, { own: '7 kg', text: '7 x text ann 0.5', other: '7  text ann 2' });
  });

  it('an input is still converted to its class', async () => {
    const { data } = await ask('{ row { isConverted(span: { from: 3 }) } }');
    assert.deepEqual({ ...(data?.row as object) }, { isConverted: true });
  });

  it('an error of a method is that of its field', async () => {
    const { data, errors } = await ask('{ row { id failing } }');
    assert.deepEqual({ ...(data?.row as object) }, { id: 7, failing: null });
    assert.deepEqual(
      errors?.map(({ message, path }) => [message, path]),
      [['row 7', ['row', 'failing']]],
    );
  });
});
