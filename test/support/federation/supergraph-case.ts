import type { GraphQLFieldResolver, GraphQLScalarType } from 'graphql';

type Resolver = GraphQLFieldResolver<never, unknown, never>;

/** One subgraph of a case: its SDL without the federation header, and its resolvers over data in memory. */
export interface CaseSubgraph {
  /** 1: without the header, as subgraphs of Federation 1 are written. Default 2 */
  readonly federation?: 1 | 2;
  readonly typeDefs: string;
  readonly resolvers?: Readonly<Record<string, Readonly<Record<string, unknown>> | GraphQLScalarType>>;
}

/** One operation, answered by our executor and by the reference. */
export interface CaseOperation {
  /** a sentence */
  readonly title: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** why the reference answers otherwise; then `expected` says what is right */
  readonly difference?: string;
  readonly expected?: { readonly data: unknown; readonly errorPaths?: readonly (readonly (string | number)[])[] };
}

/** A small supergraph that shows one construct of Federation 2. */
export interface SupergraphCase {
  readonly construct: string;
  readonly subgraphs: Readonly<Record<string, CaseSubgraph>>;
  readonly operations: readonly CaseOperation[];
  /** fields, as `Type.field`, that random operations leave out, each with the reason */
  readonly notFuzzed?: Readonly<Record<string, string>>;
  /** clears what operations changed; called before each run */
  readonly reset?: () => void;
}

/** A row of its own for each call: executors write to the rows they get. */
export function fresh<Row extends object>(row: Row | undefined): Row | null {
  return row === undefined ? null : structuredClone(row);
}

/** Finds rows by one of their fields, as `__resolveReference`. */
export function byKey<Row extends object>(rows: readonly Row[], key: keyof Row & string): Resolver {
  return ((reference: Record<string, unknown>) =>
    fresh(rows.find((row) => String(row[key]) === String(reference[key])))) as unknown as Resolver;
}
