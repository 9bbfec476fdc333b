import { type ExecutionResult, type GraphQLSchema, parse, subscribe } from 'graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';

const WHO: SubgraphContext = { identity: { subject: 'test', scopes: [] }, requestId: 'test-request' };

/** A subscription that was opened: its events, as plain objects. */
export interface OpenedSubscription {
  /** The data of the next events. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for
  next(count: number): Promise<any[]>;
  close(): Promise<void>;
}

/** Opens a subscription on one subgraph, as the gateway does. */
export async function openSubscription(
  schema: GraphQLSchema,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<OpenedSubscription> {
  const opened = await ask(schema, source, variables);
  if (!(Symbol.asyncIterator in opened)) throw opened.errors?.[0] ?? new TypeError('the subgraph answered once');
  return {
    next: async (count) => {
      const events: unknown[] = [];
      while (events.length < count) {
        const { value, done } = await opened.next();
        if (done) break;
        if (value.errors?.[0]) throw value.errors[0];
        events.push(JSON.parse(JSON.stringify(value.data)));
      }
      return events;
    },
    close: async () => void (await opened.return()),
  };
}

/** The code with which a subscription is refused. */
export async function refusalOf(
  schema: GraphQLSchema,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const opened = await ask(schema, source, variables);
  if (!(Symbol.asyncIterator in opened)) return opened.errors?.[0]?.extensions.code;
  await opened.return();
  return undefined;
}

async function ask(
  schema: GraphQLSchema,
  source: string,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> {
  return subscribe({ schema, document: parse(source), variableValues, contextValue: WHO });
}
