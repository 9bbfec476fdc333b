import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  Kind,
  visit,
} from 'graphql';
import { limitExceeded } from './limits.ts';
import { measure, saturatingSum } from './measure.ts';

/** Values per type of the schema, by the estimate below; tools that fetch the whole schema stay under half of it. */
export const MAX_VALUES_PER_TYPE = 1_000;

/**
 * Whether a document queries the schema with `__schema` or `__type`; `__typename` does not count.
 *
 * @returns the refusal, if any
 */
export function refuseIntrospection(document: DocumentNode): GraphQLError | undefined {
  let refusal: GraphQLError | undefined;
  visit(document, {
    [Kind.FIELD]: (node: FieldNode) => {
      const { value } = node.name;
      if (value !== '__schema' && value !== '__type') return;
      refusal ??= new GraphQLError(`${value}: this server does not describe its schema`, {
        nodes: node,
        extensions: { code: 'INTROSPECTION_DISABLED' },
      });
    },
  });
  return refusal;
}

/**
 * Limit INTROSPECTION: estimated number of values of an introspection query, by the schema's own averages. Aliases
 * multiply nested lists, and the query runs synchronously on the event loop.
 *
 * @param introspection a document without other fields
 * @returns the refusal, if any
 */
export function checkIntrospection(introspection: DocumentNode, schema: GraphQLSchema): GraphQLError | undefined {
  const lengths = listLengths(schema);
  const found = measure(introspection, {
    field: ({ name }, below) => Math.min((lengths.get(name.value) ?? 1) * (1 + below), Number.MAX_SAFE_INTEGER),
    join: saturatingSum,
  });
  const allowed = MAX_VALUES_PER_TYPE * Object.keys(schema.getTypeMap()).length;
  return found > allowed ? limitExceeded('INTROSPECTION', found, allowed) : undefined;
}

/** Estimated lengths of introspection's lists: all types, and the average of their elements. */
function listLengths(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const average = (count: (type: (typeof types)[number]) => number): number =>
    Math.ceil(types.reduce((total, type) => total + count(type), 0) / types.length);
  const fields = average((type) => ('getFields' in type ? Object.keys(type.getFields()).length : 0));
  return new Map([
    ['types', types.length],
    ['directives', schema.getDirectives().length],
    ['fields', fields],
    ['inputFields', fields],
    ['enumValues', average((type) => (isEnumType(type) ? type.getValues().length : 0))],
    ['possibleTypes', average((type) => (isAbstractType(type) ? schema.getPossibleTypes(type).length : 0))],
  ]);
}
