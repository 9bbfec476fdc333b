import { type Dispatcher, Pool } from 'undici';
import { DomainError } from '../../platform/errors.ts';
import type { ExportRequest, ExportSource, OpenExport } from '../../platform/exports/export-source.ts';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import { SNAPSHOT_HEADER } from '../../platform/subgraph/export-route.ts';
import { RequestHeaders } from '../federation/sources/remote/request-headers.ts';
import { isErrorCode } from '../federation/values/error-code.ts';

/** Address of a subgraph in another process. */
export interface RemoteExportsOptions {
  readonly subgraph: string;
  /** of its GraphQL endpoint, such as `http://127.0.0.1:4001/graphql`; exports are beside it */
  readonly url: string;
  /** shared secret by which it recognises the gateway */
  readonly secret: string;
  readonly log: Logger;
  /** until the first byte of an export, ms */
  readonly timeoutMs: number;
}

/** The exports of a subgraph in another process, over HTTP: see `addExportRoute`. They are read at the client's pace. */
export class RemoteExports implements ExportSource {
  readonly #options: RemoteExportsOptions;
  readonly #pool: Pool;
  readonly #headers: RequestHeaders;

  constructor(options: RemoteExportsOptions) {
    this.#options = options;
    // a client that stalls is limited where the body is sent
    this.#pool = new Pool(new URL(options.url).origin, { headersTimeout: options.timeoutMs, bodyTimeout: 0 });
    this.#headers = new RequestHeaders(options.secret);
  }

  /** @throws {DomainError} also SUBGRAPH_UNAVAILABLE */
  async open({ name, ...request }: ExportRequest, context: SubgraphContext, signal?: AbortSignal): Promise<OpenExport> {
    const { timeoutMs, url } = this.#options;
    const { pathname } = new URL(`exports/${name}`, url);
    const headers = this.#headers.forRequest(context, timeoutMs);
    let response: Dispatcher.ResponseData;
    try {
      const body = JSON.stringify(request);
      response = await this.#pool.request({ method: 'POST', path: pathname, headers, body, signal: signal ?? null });
    } catch (error) {
      throw this.#unavailable(error, context);
    }
    if (response.statusCode !== 200) throw await this.#refusalOf(response, context);
    const { body } = response;
    // a broken body rejects its reader; one that nobody reads any more must not end the process
    body.on('error', () => undefined);
    return {
      snapshot: String(response.headers[SNAPSHOT_HEADER]),
      chunks: body as AsyncIterable<Uint8Array>,
      close: async () => {
        body.destroy();
      },
    };
  }

  /** Closes the connections; exports under way break off. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #refusalOf({ statusCode, body }: Dispatcher.ResponseData, context: SubgraphContext): Promise<DomainError> {
    const text = await body.text();
    const [error] = readErrors(text);
    const { code, ...details } = error?.extensions ?? {};
    // a wrong secret is no fault of the client
    if (error && isErrorCode(code) && code !== 'UNAUTHENTICATED') return new DomainError(code, error.message, details);
    return this.#unavailable(new Error(`found status ${statusCode}: ${text.slice(0, 200)}`), context);
  }

  #unavailable(cause: unknown, { requestId }: SubgraphContext): DomainError {
    const { subgraph, log } = this.#options;
    log.warn({ subgraph, requestId, err: cause }, 'subgraph did not open an export');
    return new DomainError('SUBGRAPH_UNAVAILABLE', `subgraph ${subgraph} does not respond`, { subgraph }, { cause });
  }
}

interface RemoteError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

function readErrors(text: string): readonly RemoteError[] {
  try {
    const { errors } = JSON.parse(text) as { errors?: readonly RemoteError[] };
    return Array.isArray(errors) ? errors : [];
  } catch {
    // no JSON: something else answered in place of the subgraph
    return [];
  }
}
