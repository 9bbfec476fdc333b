import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors.ts';
import { prefersToJson, takesEncoding } from '../http/accept.ts';
import { type Asset, loadExplorerAssets } from './assets.ts';
import { EXAMPLE_OPERATIONS } from './examples.ts';
import { ASSET_PATH, explorerPage, PAGE_POLICY } from './page.ts';

const ONE_YEAR = 'public, max-age=31536000, immutable';

interface Explorer {
  readonly page: string;
  readonly assets: ReadonlyMap<string, Asset>;
}

/** Whether a request comes from a browser's address line rather than from a GraphQL client. */
export function wantsPage(request: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  return request.method === 'GET' && prefersToJson(request.headers.accept, 'text/html');
}

/**
 * Serves the explorer's files, and returns what sends its page.
 *
 * The files are read when the page is first asked for: a server that nobody browses keeps them out of memory.
 */
export function addExplorer(app: FastifyInstance): (reply: FastifyReply) => Promise<FastifyReply> {
  let loading: Promise<Explorer> | undefined;
  const load = (): Promise<Explorer> => {
    loading ??= loadExplorer();
    return loading;
  };
  app.get<{ Params: { name: string } }>(
    `${ASSET_PATH}/:name`,
    { config: { access: 'public' } },
    async (request, reply) => {
      const asset = (await load()).assets.get(request.params.name);
      if (!asset) throw new DomainError('NOT_FOUND', `${request.url}: no such file`);
      return sendAsset(asset, request, reply);
    },
  );
  return async (reply) => {
    const { page } = await load();
    return reply.header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8').send(page);
  };
}

async function loadExplorer(): Promise<Explorer> {
  const assets = await loadExplorerAssets();
  const byName = new Map([...assets.scripts, ...assets.styles].map((asset) => [asset.name, asset]));
  return { page: explorerPage(assets, EXAMPLE_OPERATIONS), assets: byName };
}

function sendAsset(asset: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const takesGzip = takesEncoding(request.headers['accept-encoding'] as string | undefined, 'gzip');
  void reply.headers({ 'cache-control': ONE_YEAR, vary: 'accept-encoding' }).type(asset.mediaType);
  if (takesGzip) void reply.header('content-encoding', 'gzip');
  return reply.send(takesGzip ? asset.gzipped : asset.body);
}
