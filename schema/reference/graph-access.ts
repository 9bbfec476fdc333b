import { readFileSync } from 'node:fs';
import { buildSchema, type ConstDirectiveNode, type DocumentNode, type GraphQLObjectType, Kind, parse } from 'graphql';
import { argumentsOf } from '../../gateway/federation/supergraph/directives.ts';
import { projectFile } from '../../platform/process/program.ts';
import { code, listed } from './markdown.ts';

/** Schema that clients see. */
export const API_SCHEMA = buildSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'));

/** Supergraph, whose directives say who may see what, and what it costs. */
export const SUPERGRAPH: DocumentNode = parse(readFileSync(projectFile('schema/supergraph.graphql'), 'utf8'));

/** Scopes that do: those of any one of the sets. */
export type ScopeSets = readonly (readonly string[])[];

/** Root type, and the title of its section. */
export interface RootType {
  readonly title: string;
  readonly type: GraphQLObjectType;
}

/** Root types of the schema, in the order of the reference. */
export const ROOT_TYPES: readonly RootType[] = (
  [
    ['Queries', API_SCHEMA.getQueryType()],
    ['Mutations', API_SCHEMA.getMutationType()],
    ['Subscriptions', API_SCHEMA.getSubscriptionType()],
  ] as const
).flatMap(([title, type]) => (type ? [{ title, type }] : []));

/**
 * Scopes that types and fields ask for themselves, by place: `Lead`, `Lead.name`, `Query.leads`. A field asks besides for
 * those of its type and of the type that it returns.
 */
export const GUARDED_PLACES: ReadonlyMap<string, ScopeSets> = readPlaces();

function readPlaces(): Map<string, ScopeSets> {
  const places = new Map<string, ScopeSets>();
  const read = (place: string, directives: readonly ConstDirectiveNode[] = []): void => {
    for (const directive of directives)
      if (directive.name.value === 'requiresScopes') places.set(place, argumentsOf(directive).scopes as ScopeSets);
  };
  for (const node of SUPERGRAPH.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    read(node.name.value, node.directives);
    for (const field of node.fields ?? []) read(`${node.name.value}.${field.name.value}`, field.directives);
  }
  return places;
}

/** Scopes in words: `models:read`, `models:promote` or `models:approve`. */
export function scopeWords(sets: ScopeSets): string {
  return listed(
    sets.map((set) => listed(set.map(code))),
    'or',
  );
}
