import assert from 'node:assert/strict';
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, print } from 'graphql';
import { differenceOf } from './answer-difference.ts';
import { Random } from './random.ts';
import { type OperationSpace, type RandomOperation, randomOperation } from './random-operation.ts';
import { shrink } from './shrink-operation.ts';

/** Answers an operation. */
export type Answer = (document: DocumentNode, variables: RandomOperation['variables']) => Promise<ExecutionResult>;

/** Two who must answer alike. */
export interface Fuzz {
  readonly space: OperationSpace;
  readonly ours: Answer;
  readonly expected: Answer;
  /** the first seed, and how many follow */
  readonly seed: number;
  readonly count: number;
  /** operations under way at the same time. Default 1 */
  readonly concurrency?: number;
}

/**
 * Asks both the same random operations, each from a seed of its own.
 *
 * @throws {AssertionError} for the first that is answered differently: the smallest operation that shows it, with seed
 */
export async function fuzz({ space, ours, expected, seed, count, concurrency = 1 }: Fuzz): Promise<void> {
  const check = async ({ document, variables }: RandomOperation): Promise<string | undefined> => {
    const [found, right] = await Promise.all([settled(ours, document, variables), expected(document, variables)]);
    return typeof found === 'string' ? found : differenceOf(asJson(found), asJson(right));
  };
  let next = seed;
  const work = async (): Promise<void> => {
    while (next < seed + count) {
      const current = next++;
      const operation = randomOperation(new Random(current), space);
      const difference = await check(operation);
      if (difference !== undefined) await report(space.schema, operation, current, difference, check);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

async function report(
  schema: GraphQLSchema,
  operation: RandomOperation,
  seed: number,
  difference: string,
  check: (operation: RandomOperation) => Promise<string | undefined>,
): Promise<never> {
  const kindOf = (text: string | undefined): string | undefined => text?.split('\n')[0];
  const smallest = await shrink(schema, operation, async (o) => kindOf(await check(o)) === kindOf(difference));
  const variables = JSON.stringify(smallest.variables);
  assert.fail(`seed ${seed}\n${print(smallest.document)}\nvariables ${variables}\n${await check(smallest)}`);
}

/** The answer, or what was thrown instead. */
async function settled(
  answer: Answer,
  document: DocumentNode,
  variables: RandomOperation['variables'],
): Promise<ExecutionResult | string> {
  try {
    return await answer(document, variables);
  } catch (error) {
    return `thrown\n  ${String(error)}`;
  }
}

function asJson(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}
