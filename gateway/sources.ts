import type { Config } from '../platform/config/config.ts';
import type { Logger } from '../platform/logger.ts';
import type { Subgraphs } from '../subgraphs/catalog.ts';
import { LocalSource } from './federation/sources/local/local-source.ts';
import { RemoteSource } from './federation/sources/remote/remote-source.ts';
import type { Source } from './federation/sources/source.ts';

/** Sources of the graph's subgraphs. */
export interface Sources {
  readonly byName: ReadonlyMap<string, Source>;
  /** Closes the connections to subgraphs of other processes. */
  close(): Promise<void>;
}

/**
 * Creates one source per subgraph: remote for those with a URL, local for the others.
 *
 * @param subgraphs that run in this process
 */
export function createSources(config: Config, subgraphs: Partial<Subgraphs>, log: Logger): Sources {
  const local = Object.values(subgraphs).map(({ name, schema }) => [name, new LocalSource(schema)] as const);
  const remote = Object.entries(config.subgraphUrls).map(([subgraph, url]) => {
    const source = new RemoteSource({
      subgraph,
      url,
      // the configuration ensures that it is set when there is a URL
      secret: config.gatewaySecret as string,
      log,
      timeoutMs: config.subgraphTimeoutMs,
      retries: config.subgraphRetries,
    });
    return [subgraph, source] as const;
  });
  const close = async (): Promise<void> => {
    await Promise.all(remote.map(([, source]) => source.close()));
  };
  return { byName: new Map<string, Source>([...local, ...remote]), close };
}
