import type { Config } from '../platform/config/config.ts';
import type { ExportSource } from '../platform/exports/export-source.ts';
import type { Logger } from '../platform/logger.ts';
import type { Subgraphs } from '../subgraphs/catalog.ts';
import { RemoteExports } from './exports/remote-exports.ts';
import { LocalSource } from './federation/sources/local/local-source.ts';
import { RemoteSource } from './federation/sources/remote/remote-source.ts';
import type { Source } from './federation/sources/source.ts';

/** Sources of the graph's subgraphs. */
export interface Sources {
  readonly byName: ReadonlyMap<string, Source>;
  /** exports, of those that offer any */
  readonly exports: ReadonlyMap<string, ExportSource>;
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
  const remoteExports = createRemoteExports(config, log);
  const close = async (): Promise<void> => {
    await Promise.all([...remote, ...remoteExports].map(([, source]) => source.close()));
  };
  const localExports = Object.values(subgraphs).flatMap(({ name, exports }) =>
    exports ? [[name, exports] as const] : [],
  );
  const exports = new Map<string, ExportSource>([...localExports, ...remoteExports]);
  return { byName: new Map<string, Source>([...local, ...remote]), exports, close };
}

function createRemoteExports(config: Config, log: Logger): readonly (readonly [string, RemoteExports])[] {
  const { gatewaySecret, subgraphTimeoutMs: timeoutMs } = config;
  return Object.entries(config.subgraphUrls).map(([subgraph, url]) => {
    return [subgraph, new RemoteExports({ subgraph, url, secret: gatewaySecret as string, log, timeoutMs })] as const;
  });
}
