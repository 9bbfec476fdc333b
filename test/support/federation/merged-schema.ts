import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parse,
} from 'graphql';
import { buildApiSchema } from '../../../gateway/federation/supergraph/api-schema.ts';
import { Supergraph } from '../../../gateway/federation/supergraph/supergraph.ts';
import type { ComposedGraph } from './composed-graph.ts';

/** A row of one subgraph; what other subgraphs know of the same entity, once it was asked for. */
interface Row {
  readonly subgraph: string;
  readonly value: unknown;
  readonly elsewhere: Map<string, Promise<Row | null>>;
}

type ResolveReference = (reference: object, context: unknown, info: GraphQLResolveInfo) => unknown;

/**
 * One executable schema of all subgraphs, by their own resolvers: a field that a row's subgraph does not have is
 * resolved on the row that its owner's reference resolver gives for the same key.
 *
 * For graphs of entities that meet in keys: without `@requires`, `@provides`, interfaces and unions.
 */
export function mergedSchema({ supergraphSdl, schemas }: ComposedGraph): GraphQLSchema {
  const merged = buildApiSchema(parse(supergraphSdl));
  const resolution = new Resolution(new Supergraph(supergraphSdl), schemas);
  for (const type of Object.values(merged.getTypeMap())) {
    if (isScalarType(type)) copyScalar(type, schemas);
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolution.resolverOf(type, field.name);
  }
  return merged;
}

/** Custom scalars parse and serialise as the subgraphs do. */
function copyScalar(scalar: { readonly name: string }, schemas: ReadonlyMap<string, GraphQLSchema>): void {
  for (const schema of schemas.values()) {
    const own = schema.getType(scalar.name);
    if (!isScalarType(own)) continue;
    const { serialize, parseValue, parseLiteral } = own;
    Object.assign(scalar, { serialize, parseValue, parseLiteral });
  }
}

class Resolution {
  readonly #supergraph: Supergraph;
  readonly #schemas: ReadonlyMap<string, GraphQLSchema>;

  constructor(supergraph: Supergraph, schemas: ReadonlyMap<string, GraphQLSchema>) {
    this.#supergraph = supergraph;
    this.#schemas = schemas;
  }

  resolverOf(type: GraphQLObjectType, field: string): GraphQLFieldResolver<Row | undefined, unknown> {
    const owners = [...this.#schemas.keys()].filter((subgraph) => this.#find(subgraph, type.name)?.getFields()[field]);
    const [first] = owners;
    if (first === undefined) throw new RangeError(`found no subgraph for ${type.name}.${field}`);
    return async (source, values, context, info) => {
      const home = source && owners.includes(source.subgraph) ? source.subgraph : first;
      const row =
        source === undefined || home === source.subgraph
          ? source
          : await this.#elsewhere(source, type.name, home, context, info);
      if (row === null) return null;
      const value = await this.#call(home, type.name, field, row?.value, values, context, info);
      return wrapped(value, info.returnType, home);
    };
  }

  #elsewhere(
    row: Row,
    type: string,
    subgraph: string,
    context: unknown,
    info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    let found = row.elsewhere.get(subgraph);
    if (!found) {
      found = this.#refer(row, type, subgraph, context, info);
      row.elsewhere.set(subgraph, found);
    }
    return found;
  }

  async #refer(row: Row, type: string, subgraph: string, context: unknown, info: GraphQLResolveInfo) {
    const own = this.#find(row.subgraph, type)?.getFields() ?? {};
    const key = this.#supergraph.keysOf(subgraph, type).find((names) => names.every((name) => name in own));
    if (!key) throw new RangeError(`found no key of ${type} from ${row.subgraph} to ${subgraph}`);
    const reference: Record<string, unknown> = { __typename: type };
    for (const name of key) reference[name] = await this.#call(row.subgraph, type, name, row.value, {}, context, info);
    const { apollo } = (this.#find(subgraph, type)?.extensions ?? {}) as {
      apollo?: { subgraph?: { resolveReference?: ResolveReference } };
    };
    const resolveReference = apollo?.subgraph?.resolveReference;
    const value = resolveReference ? await resolveReference(reference, context, info) : reference;
    return value === null || value === undefined ? null : { subgraph, value, elsewhere: new Map() };
  }

  async #call(
    subgraph: string,
    type: string,
    field: string,
    row: unknown,
    values: Record<string, unknown>,
    context: unknown,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const resolve = this.#find(subgraph, type)?.getFields()[field]?.resolve ?? defaultFieldResolver;
    return resolve(row, values, context, { ...info, fieldName: field });
  }

  #find(subgraph: string, type: string): GraphQLObjectType | undefined {
    const found = this.#schemas.get(subgraph)?.getType(type);
    return isObjectType(found) ? found : undefined;
  }
}

/** Objects remember their subgraph; scalars and enum values are as they are. */
function wrapped(value: unknown, type: GraphQLOutputType, subgraph: string): unknown {
  if (isNonNullType(type)) return wrapped(value, type.ofType, subgraph);
  if (value === null || value === undefined || value instanceof Error || isLeafType(getNamedType(type))) return value;
  if (isListType(type)) return Array.from(value as Iterable<unknown>, (item) => wrapped(item, type.ofType, subgraph));
  return { subgraph, value, elsewhere: new Map() } satisfies Row;
}
