import { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { Planner } from './planner.ts';
import type { QueryPlan } from './query-plan.ts';
import { SubgraphRenaming } from './subgraph-renaming.ts';

// no progressive @override labels: every label is off, and a percentage of 0 keeps the old owner
const NO_LABELS: Set<string> = new Set();
const OVERRIDE_PERCENTAGE = 0;

/** The default planner: native code in Rust that plans on a thread of its own. */
export class HivePlanner implements Planner {
  #planner: QueryPlanner | undefined;
  readonly #names: SubgraphRenaming;

  /** @throws {Error} when the text is not a supergraph */
  constructor(supergraphSdl: string) {
    this.#names = new SubgraphRenaming(supergraphSdl);
    this.#planner = new QueryPlanner(this.#names.supergraphSdl);
  }

  async plan(operation: string): Promise<QueryPlan> {
    if (!this.#planner) throw new TypeError('the planner was closed');
    return this.#names.restore(await this.#planner.planAsync(operation, undefined, NO_LABELS, OVERRIDE_PERCENTAGE));
  }

  close(): void {
    this.#planner = undefined;
  }
}
