import type { Config } from '../platform/config/config.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../platform/subgraph/subgraph.ts';

/** The subgraphs that run in this process: those without a URL. */
export function localNames({ subgraphUrls }: Pick<Config, 'subgraphUrls'>): readonly SubgraphName[] {
  return SUBGRAPH_NAMES.filter((name) => !subgraphUrls[name]);
}
