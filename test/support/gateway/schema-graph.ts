import { type ExecutionResult, execute, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import type { TextResult } from '../../../gateway/federation/answer/finish-answer.ts';
import { OperationRefused } from '../../../gateway/federation/document/operation-refused.ts';
import type { ApolloGateway } from '../../../gateway/graphql/apollo-server.ts';
import type { ExecutableGraph } from '../../../gateway/graphql/executable-graph.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';

type Document = ReturnType<typeof parse>;

/** One schema run by graphql-js, in the shape of a federated graph: what the HTTP side needs of one, and no more. */
export class SchemaGraph implements ExecutableGraph {
  readonly apiSchema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.apiSchema = schema;
  }

  async prepare(source: string): Promise<Document> {
    const code = (value: string) => (error: GraphQLError) =>
      new GraphQLError(error.message, { extensions: { code: value } });
    let document: Document;
    try {
      document = parse(source);
    } catch (error) {
      throw new OperationRefused([error as GraphQLError].map(code('GRAPHQL_PARSE_FAILED')));
    }
    const errors = validate(this.apiSchema, document);
    if (errors.length > 0) throw new OperationRefused(errors.map(code('GRAPHQL_VALIDATION_FAILED')));
    return document;
  }

  async warm(): Promise<void> {}

  async execute(
    document: unknown,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): Promise<ExecutionResult> {
    return execute({
      schema: this.apiSchema,
      document: document as Document,
      variableValues: variables,
      contextValue: context,
    });
  }

  async executeToText(
    document: unknown,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): Promise<TextResult> {
    const { data, ...result } = await this.execute(document, variables, context);
    return data === undefined ? result : { ...result, data: data && JSON.stringify(data) };
  }

  /** The same graph for Apollo Server. */
  asGateway(): ApolloGateway {
    const schema = this.apiSchema;
    return {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ document, request, context, operationName }) =>
          execute({ schema, document, variableValues: request.variables, contextValue: context, operationName }),
      }),
      stop: async () => undefined,
    };
  }
}
