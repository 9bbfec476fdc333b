import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { type LRU, lru } from 'tiny-lru';
import { DomainError } from '../errors.ts';
import { RecurringOperation } from '../graphql/recurring-operation.ts';
import type { Logger } from '../logger.ts';
import type { LimitedContext } from './deadline.ts';
import { failureOf, formatError, logFaults } from './operation-failure.ts';

const KNOWN_OPERATIONS = 1_000;

/** Dependencies and settings of an executor. */
export interface OperationExecutorDeps {
  readonly schema: GraphQLSchema;
  readonly log: Logger;
  /** calls of an operation after which it is compiled; 0 never compiles */
  readonly compileAfter: number;
}

/** Response to an operation: status and body as over HTTP. */
export interface ExecutedOperation {
  readonly status: number;
  /** JSON of a GraphQL response */
  readonly body: string;
}

/** Executes the operations of calls: each text is parsed and validated once, and compiled when it recurs. */
export class OperationExecutor {
  readonly #deps: OperationExecutorDeps;
  readonly #operations: LRU<RecurringOperation> = lru(KNOWN_OPERATIONS);

  constructor(deps: OperationExecutorDeps) {
    this.#deps = deps;
  }

  /** Never rejects. */
  async execute(
    text: string,
    variables: Readonly<Record<string, unknown>>,
    context: LimitedContext,
  ): Promise<ExecutedOperation> {
    try {
      const operation = this.#operations.get(text) ?? this.#read(text);
      if (!(operation instanceof RecurringOperation)) return refusal(operation);
      if (context.deadline?.isOver) throw new DomainError('SUBGRAPH_TIMEOUT', 'not begun, the time was over before');
      return this.#respond(await operation.execute(variables, context), context.requestId);
    } catch (error) {
      const { status, errors } = failureOf(error);
      if (status === 500) this.#deps.log.error({ requestId: context.requestId, err: error }, 'request failed');
      return { status, body: JSON.stringify({ errors }) };
    }
  }

  /** @returns its errors when it is no operation of the schema */
  #read(text: string): RecurringOperation | readonly GraphQLError[] {
    const { schema, compileAfter } = this.#deps;
    let document: DocumentNode;
    try {
      document = parse(text);
    } catch (error) {
      return [error as GraphQLError];
    }
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    const operation = new RecurringOperation(schema, document, compileAfter);
    this.#operations.set(text, operation);
    return operation;
  }

  #respond({ data, errors }: ExecutionResult, requestId: string): ExecutedOperation {
    if (!errors) return { status: 200, body: JSON.stringify({ data }) };
    // a result without data: the variables were refused
    if (data === undefined) return refusal(errors);
    logFaults(errors, requestId, this.#deps.log);
    return { status: 200, body: JSON.stringify({ data, errors: errors.map(formatError) }) };
  }
}

function refusal(errors: readonly GraphQLError[]): ExecutedOperation {
  return { status: 400, body: JSON.stringify({ errors: errors.map(formatError) }) };
}
