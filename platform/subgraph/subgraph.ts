import type { GraphQLSchema } from 'graphql';
import type { ExportSource } from '../exports/export-source.ts';

/** The four subgraphs, by the names the supergraph knows. */
export const SUBGRAPH_NAMES = ['leads', 'scores', 'models', 'monitoring'] as const;

/** Name of a subgraph. */
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** A subgraph that runs: an executable schema and what keeps it alive. Made by `createX(deps)`. */
export interface Subgraph {
  readonly name: SubgraphName;
  /** executes with a `SubgraphContext` */
  readonly schema: GraphQLSchema;
  /** files that it offers; none when absent */
  readonly exports?: ExportSource | undefined;
  /** Stops background work after the current unit of it. The database stays open: its owner closes it. */
  close(): Promise<void>;
}
