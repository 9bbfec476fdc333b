import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebConfig } from '../../platform/config/web-config.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import { projectFile } from '../../platform/process/program.ts';
import { pagePolicy } from './page-policy.ts';
import { sendFile } from './send-file.ts';
import { SignInOrigins } from './sign-in-origins.ts';
import { readWebFiles, type WebFiles } from './web-files.ts';

/** Addresses of the application, whose page shows what the address says. */
export const PAGE_ADDRESSES = [
  '/',
  // ids are longer than a parameter may be, and hold encoded slashes
  '/lead/*',
  '/monitoring',
  '/monitoring/*',
  '/alerts/*',
  '/models',
  '/models/*',
  '/data',
  '/data/*',
  '/me',
  '/sign-in/callback',
];

/** Path below which the application's files are served. */
export const WEB_PATH = '/web';

/** Dependencies of the web application. */
export interface WebDeps {
  readonly config: WebConfig;
  /** largest ONNX file, bytes: the page refuses a larger one before it is sent */
  readonly artifactLimitBytes: number;
  readonly log: Logger;
  /** now, epoch milliseconds */
  readonly clock: () => number;
  /** the built application. Default `dist/page/` */
  readonly folder?: URL | undefined;
}

/**
 * Serves the web application: its page at every address of its own, its files, and its settings.
 *
 * The files are read when one is first asked for: a server that nobody browses keeps them out of memory. A path of a
 * request is only ever looked up among theirs.
 */
export function addWeb(app: FastifyInstance, deps: WebDeps): void {
  const { config, artifactLimitBytes, folder = projectFile('dist/page/') } = deps;
  const load = keep(() => readWebFiles(folder));
  const { signIn } = config;
  const origins = signIn && new SignInOrigins(signIn.issuer, deps);
  const options = { config: { access: 'public' } } as const;
  const sendPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { page } = await load();
    void reply.header('content-security-policy', pagePolicy((await origins?.find()) ?? []));
    return sendFile(page, request, reply);
  };
  for (const address of PAGE_ADDRESSES) app.get(address, options, sendPage);
  app.get(`${WEB_PATH}/settings.json`, options, async () => {
    const { version } = await load();
    return { version, signIn: signIn ? { kind: 'OIDC', ...signIn } : { kind: 'LOCAL' }, artifactLimitBytes };
  });
  app.get<{ Params: { '*': string } }>(`${WEB_PATH}/*`, options, async (request, reply) => {
    const file = (await load()).byPath.get(request.params['*']);
    if (!file) throw new DomainError('NOT_FOUND', `${request.url}: no such file`);
    return sendFile(file, request, reply);
  });
}

/** Loads once; a failure is not kept, so that a build helps a server that runs. */
function keep(load: () => Promise<WebFiles>): () => Promise<WebFiles> {
  let loading: Promise<WebFiles> | undefined;
  return () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
