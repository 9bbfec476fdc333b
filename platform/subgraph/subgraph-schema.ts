import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLScalarType, type GraphQLSchema, parse } from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, createResolversMap, type PubSub } from 'type-graphql';
import { DateTime } from '../graphql/date-time.ts';
import { callDirectly } from '../graphql/direct-resolvers.ts';
import { checkTexts } from '../graphql/text-arguments.ts';
import { guardTypes, type TypeAccess } from '../graphql/type-access.ts';

const FEDERATION_LINK = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@override", "@authenticated", "@requiresScopes", "@cost", "@listSize"]
  )
`;

/** Answers `_entities`: one representation in, the row or null out. DataLoaders join the calls of one tick. */
export type ReferenceResolver<Row> = (representation: Row, context: unknown) => unknown;

/** Opens a subscription from its arguments. Rejecting refuses it; each item of the iteration is one event. */
export type OpenStream<Args> = (args: Args) => Promise<AsyncIterable<unknown>>;

/** Settings of a federated schema. */
export interface SubgraphSchemaOptions {
  readonly resolvers: BuildSchemaOptions['resolvers'];
  /** instances for the resolver classes, by class: `createX(deps)` made them with their dependencies */
  readonly instances: ReadonlyMap<unknown, object>;
  /** object types no query of this subgraph reaches: entity stubs */
  readonly orphanedTypes?: BuildSchemaOptions['orphanedTypes'];
  /** by subscription field, declared with {@link streamed} */
  readonly streams?: Readonly<Record<string, OpenStream<never>>>;
  /** scopes that the types of this subgraph ask for; none when absent */
  readonly access?: TypeAccess;
  /** fields that answer text that cannot be stored by themselves, such as `Query.lead`; every other refuses it */
  readonly answersAnyText?: readonly string[];
  /** by type name */
  readonly references: Readonly<Record<string, ReferenceResolver<never>>>;
}

/**
 * Builds the executable Federation 2 schema of one subgraph from type-graphql classes.
 *
 * type-graphql makes the types and resolvers; `@apollo/subgraph` adds `_service` and `_entities`.
 */
export function createSubgraphSchema(parts: SubgraphSchemaOptions): GraphQLSchema {
  const classes = buildSchemaSync({
    resolvers: parts.resolvers,
    orphanedTypes: parts.orphanedTypes ?? [],
    container: { get: (resolver) => parts.instances.get(resolver) as object },
    scalarsMap: [{ type: Date, scalar: DateTime as GraphQLScalarType }],
    validate: false,
    pubSub: streamsAsPubSub(parts.streams ?? {}),
  });
  const resolvers = createResolversMap(classes);
  callDirectly(resolvers, parts.instances);
  for (const [type, resolveReference] of Object.entries(parts.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolveReference } as (typeof resolvers)[string];
  }
  const printed = parse(`${FEDERATION_LINK}\n${printSchemaWithDirectives(classes)}`);
  const typeDefs = parts.access ? guardTypes(printed, parts.access) : printed;
  return checkTexts(buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]), parts.answersAnyText);
}

/**
 * Options of `@Subscription` for a field that `streams` opens. Decorators are static and streams have dependencies, so
 * type-graphql's seam for a publisher passes field name and arguments on.
 */
export function streamed(field: string) {
  return { topics: field, topicId: ({ args }: { readonly args: unknown }) => args };
}

function streamsAsPubSub(streams: NonNullable<SubgraphSchemaOptions['streams']>): PubSub {
  return {
    subscribe: (field, args) => {
      const open = streams[field];
      if (!open) throw new TypeError(`no stream for the subscription ${field}`);
      // graphql-js waits for the iterable, which type-graphql's type does not say
      return open(args as never) as unknown as AsyncIterable<unknown>;
    },
    publish: () => {
      throw new TypeError('events come from streams only');
    },
  };
}
