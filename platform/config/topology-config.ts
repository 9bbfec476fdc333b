import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../subgraph/subgraph.ts';

const endpoint = z
  .url({ protocol: /^https?$/, error: 'expected a URL such as http://127.0.0.1:4001/graphql' })
  .optional();

/** Every environment variable that says which parts run in other processes. */
export const topologyVariables = {
  LEADS_URL: endpoint.describe('GraphQL endpoint of the subgraph leads in another process; absent: it runs here'),
  SCORES_URL: endpoint.describe('GraphQL endpoint of the subgraph scores; absent: it runs here'),
  MODELS_URL: endpoint.describe('GraphQL endpoint of the subgraph models; absent: it runs here'),
  MONITORING_URL: endpoint.describe('GraphQL endpoint of the subgraph monitoring; absent: it runs here'),
  GATEWAY_SECRET: z
    .string()
    .min(32, 'expected at least 32 characters')
    .optional()
    .describe('shared secret by which gateway and subgraphs in several processes recognise each other'),
  METRICS_TOKEN: z
    .string()
    .min(32, 'expected at least 32 characters')
    .optional()
    .describe('bearer token that reads /metrics of a subgraph in a process of its own; absent: GATEWAY_SECRET only'),
  SUBGRAPH_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(600_000)
    .default(5000)
    .describe('longest wait for a subgraph of another process, with all attempts, milliseconds'),
  SUBGRAPH_RETRIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(2)
    .describe('further attempts of a query that a subgraph of another process did not answer')
    .meta({ unit: 'attempts' }),
};

const topologySchema = z.object(topologyVariables);

/** Which parts run in other processes, and how they are asked. */
export interface TopologyConfig {
  /** GraphQL endpoints of the subgraphs that run in other processes */
  readonly subgraphUrls: Readonly<Partial<Record<SubgraphName, string>>>;
  readonly gatewaySecret: string | undefined;
  /** reads the metrics of a subgraph's process */
  readonly metricsToken: string | undefined;
  readonly subgraphTimeoutMs: number;
  readonly subgraphRetries: number;
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when two contradict each other
 */
export function readTopology(
  values: z.output<typeof topologySchema> & { readonly DATABASE_URL?: string | undefined },
): TopologyConfig {
  const urls: Partial<Record<SubgraphName, string>> = {};
  for (const name of SUBGRAPH_NAMES) {
    const url = values[`${name.toUpperCase() as Uppercase<SubgraphName>}_URL`];
    if (url) urls[name] = url;
  }
  refuseContradictions(values, Object.keys(urls));
  return {
    subgraphUrls: urls,
    gatewaySecret: values.GATEWAY_SECRET,
    metricsToken: values.METRICS_TOKEN,
    subgraphTimeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    subgraphRetries: values.SUBGRAPH_RETRIES,
  };
}

function refuseContradictions(values: Parameters<typeof readTopology>[0], remote: readonly string[]): void {
  if (remote.length === 0) return;
  const reason = `as ${remote.map((name) => `${name.toUpperCase()}_URL`).join(', ')} names another process`;
  const faults = [];
  if (!values.GATEWAY_SECRET) faults.push(`GATEWAY_SECRET: found nothing, expected at least 32 characters, ${reason}`);
  if (!values.DATABASE_URL && remote.length < SUBGRAPH_NAMES.length)
    faults.push(`DATABASE_URL: found nothing, expected a server: the embedded database has one process, ${reason}`);
  if (faults.length > 0) throw new DomainError('CONFIGURATION_INVALID', faults.join('\n'));
}
