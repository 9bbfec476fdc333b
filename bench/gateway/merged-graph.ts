import { type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { TextResult } from '../../gateway/federation/answer/finish-answer.ts';
import type { ExecutableGraph } from '../../gateway/graphql/executable-graph.ts';

/** One schema as the graph of the platform's server: every operation compiled by graphql-jit, nothing planned or fetched. */
export class MergedGraph implements ExecutableGraph {
  readonly apiSchema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.apiSchema = schema;
  }

  /** @throws {TypeError} when the operation does not compile */
  async prepare(source: string, operationName?: string): Promise<CompiledQuery> {
    const compiled = compileQuery(this.apiSchema, parse(source), operationName);
    if (isCompiledQuery(compiled)) return compiled;
    throw new TypeError(`${operationName ?? source} does not compile: ${compiled.errors?.join(', ')}`);
  }

  async warm(): Promise<void> {}

  async execute(
    prepared: unknown,
    variables: Readonly<Record<string, unknown>>,
    context: Parameters<ExecutableGraph['execute']>[2],
  ): ReturnType<ExecutableGraph['execute']> {
    return (prepared as CompiledQuery).query(undefined, context, variables);
  }

  executeToText(
    prepared: unknown,
    variables: Readonly<Record<string, unknown>>,
    context: Parameters<ExecutableGraph['execute']>[2],
  ): ReturnType<ExecutableGraph['executeToText']> {
    const result = (prepared as CompiledQuery).query(undefined, context, variables);
    return result instanceof Promise ? result.then(toText) : toText(result);
  }
}

function toText({ data, errors }: ExecutionResult): TextResult {
  return { ...(errors && { errors }), data: JSON.stringify(data) };
}
