import { GraphQLError, type GraphQLSchema } from 'graphql';
import { DomainError } from '../errors.ts';
import type { SubgraphContext } from '../identity/identity.ts';

/** Time at which the caller of a request stops waiting for its answer. */
export interface Deadline {
  /** true once the time is over or the caller has disconnected */
  readonly isOver: boolean;
}

/** The context of a request that has a deadline. */
export interface LimitedContext extends SubgraphContext {
  readonly deadline?: Deadline | undefined;
}

const guarded = new WeakSet<GraphQLSchema>();

/**
 * Lets no mutation of a schema begin after the request's deadline: the fields of one operation are executed one after
 * the other, and those whose turn comes late would change what was already reported as failed.
 *
 * @param schema whose resolvers are replaced
 */
export function refuseLateMutations(schema: GraphQLSchema): void {
  if (guarded.has(schema)) return;
  guarded.add(schema);
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (!resolve) continue;
    field.resolve = (source, args, context: LimitedContext, info) => {
      if (context.deadline?.isOver) throw notBegun(field.name);
      return resolve(source, args, context, info);
    };
  }
}

function notBegun(field: string): GraphQLError {
  const { message, extensions } = new DomainError('SUBGRAPH_TIMEOUT', `${field}: not begun, the time was over before`);
  return new GraphQLError(message, { extensions });
}
