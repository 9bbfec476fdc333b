import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';

type ResolveReference = (representation: object, context: unknown, info: GraphQLResolveInfo) => unknown;

interface EntitiesArguments {
  readonly representations: readonly { readonly __typename: string }[];
}

/**
 * Lets a subgraph of this process resolve `_entities` without a promise per entity, where its reference resolvers need
 * none; half of what a list of small entities costs.
 *
 * A row gets its `__typename`, which selects the member of `_Entity`; one that cannot be extended is left as it is and
 * answered through an object that inherits from it. References to interfaces stay with the subgraph's own resolver.
 *
 * @param schema changed in place; without `_entities` nothing happens
 */
export function resolveEntitiesDirectly(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()._entities;
  if (!field?.resolve) return;
  field.resolve = directly(schema, field.resolve as GraphQLFieldResolver<unknown, unknown>);
}

function directly(
  schema: GraphQLSchema,
  resolveOtherwise: GraphQLFieldResolver<unknown, unknown>,
): GraphQLFieldResolver<unknown, unknown> {
  return (source, values, context, info) => {
    const { representations } = values as EntitiesArguments;
    const types = representations.map(({ __typename }) => schema.getType(__typename));
    if (!types.every(isObjectType)) return resolveOtherwise(source, values, context, info);
    return representations.map((representation, index) =>
      resolveOne(types[index] as GraphQLObjectType, representation, context, info),
    );
  };
}

/** A reference resolver that throws fails its own entity only. */
function resolveOne(
  type: GraphQLObjectType,
  representation: object,
  context: unknown,
  info: GraphQLResolveInfo,
): unknown {
  const resolveReference = resolveReferenceOf(type);
  if (!resolveReference) return representation;
  try {
    const row = resolveReference(representation, context, info);
    return row instanceof Promise ? row.then((found) => withTypename(found, type.name)) : withTypename(row, type.name);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function resolveReferenceOf(type: GraphQLObjectType): ResolveReference | undefined {
  const extensions = type.extensions as { apollo?: { subgraph?: { resolveReference?: ResolveReference } } };
  return extensions.apollo?.subgraph?.resolveReference;
}

function withTypename(row: unknown, typename: string): unknown {
  if (typeof row !== 'object' || row === null || row instanceof Error) return row;
  const named = row as { __typename?: string };
  if (named.__typename === typename) return row;
  if (named.__typename !== undefined || !Object.isExtensible(row))
    return Object.create(row, { __typename: { value: typename } });
  named.__typename = typename;
  return row;
}
