import { type Dispatcher, Pool } from 'undici';
import type { z } from 'zod';
import { cutText } from '../../../../platform/cut-text.ts';
import { DomainError } from '../../../../platform/errors.ts';
import { refusal } from '../../../../platform/refusal.ts';
import { checkSize, collect } from '../../artifacts/artifact-size.ts';
import { discard } from '../../artifacts/discard.ts';
import { refusedBy } from './mlflow-refusal.ts';

/** Settings of {@link MlflowHttp}. */
export interface MlflowHttpOptions {
  /** URL of the server, without a trailing slash */
  readonly trackingUri: string;
  /** value of the header; none when absent */
  readonly authorization: string | undefined;
  /** time limit for one response with its whole body, ms */
  readonly timeoutMs: number;
}

/** Request to the MLflow server. */
export interface MlflowRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** below the URL of the server, encoded, with its query */
  readonly path: string;
  /** sent as JSON */
  readonly body?: Readonly<Record<string, unknown>>;
}

const CONNECTIONS = 4;
const MAX_JSON_BYTES = 16_777_216;

/**
 * HTTP client of an MLflow server.
 *
 * Every failure has a code: MLFLOW_TIMEOUT; MLFLOW_UNAVAILABLE for no response, 5xx and 429; MLFLOW_NOT_FOUND for 404;
 * MLFLOW_REFUSED for other 4xx; MLFLOW_RESPONSE_INVALID for a response that the API does not describe, redirects
 * included.
 */
export class MlflowHttp {
  readonly #pool: Pool;
  readonly #prefix: string;
  readonly #options: MlflowHttpOptions;

  constructor(options: MlflowHttpOptions) {
    const { origin, pathname } = new URL(options.trackingUri);
    this.#options = options;
    this.#prefix = pathname.replace(/\/$/, '');
    // each request has its own deadline, which includes the wait for a connection
    this.#pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 });
  }

  /** Requests JSON. @throws {DomainError} MLFLOW_*, see {@link MlflowHttp} */
  async json<Schema extends z.ZodType>(request: MlflowRequest, schema: Schema): Promise<z.output<Schema>> {
    const text = await this.#send(request, (body) => readText(body, request));
    const parsed = schema.safeParse(parseJson(text, request));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw invalid(request, `${issue?.path.join('.')}: ${issue?.message}`);
  }

  /** Requests a file. @throws {DomainError} MLFLOW_*; ARTIFACT_TOO_LARGE above the limit, where it stops reading */
  async bytes(path: string, limitBytes: number): Promise<Uint8Array> {
    return this.#send({ method: 'GET', path }, (body, lengthBytes) => {
      checkSize(lengthBytes, limitBytes);
      return collect(body, limitBytes);
    });
  }

  /** Aborts the requests in flight, and closes the connections. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #send<Result>(
    request: MlflowRequest,
    read: (body: Dispatcher.ResponseData['body'], lengthBytes: number) => Promise<Result>,
  ): Promise<Result> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    try {
      const { statusCode, headers, body } = await this.#request(request, signal);
      try {
        if (statusCode !== 200) throw refusedBy(nameOf(request), statusCode, await readText(body, request));
        return await read(body, Number(headers['content-length'] ?? 0));
      } finally {
        discard(body);
      }
    } catch (error) {
      if (signal.aborted)
        throw refusal('MLFLOW_TIMEOUT', nameOf(request), `no end within ${this.#options.timeoutMs} ms`, 'an answer');
      throw error instanceof DomainError ? error : unavailable(request, error as NodeJS.ErrnoException);
    }
  }

  #request({ method, path, body }: MlflowRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { authorization } = this.#options;
    return this.#pool.request({
      method,
      path: this.#prefix + path,
      signal,
      headers: { ...(authorization && { authorization }), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
}

async function readText(body: Dispatcher.ResponseData['body'], request: MlflowRequest): Promise<string> {
  try {
    return Buffer.from(await collect(body, MAX_JSON_BYTES)).toString();
  } catch (error) {
    if (error instanceof DomainError) throw invalid(request, `more than ${MAX_JSON_BYTES} bytes`);
    throw error;
  }
}

function parseJson(text: string, request: MlflowRequest): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(request, `no JSON: ${JSON.stringify(cutText(text, 60))}`);
  }
}

function invalid(request: MlflowRequest, found: string): DomainError {
  return refusal('MLFLOW_RESPONSE_INVALID', nameOf(request), found, "an answer of MLflow's REST API");
}

function unavailable(request: MlflowRequest, cause: NodeJS.ErrnoException): DomainError {
  const message = `${nameOf(request)}: found no answer (${cause.code ?? cause.name}), expected one of MLflow`;
  return new DomainError('MLFLOW_UNAVAILABLE', message, {}, { cause });
}

/** Label of a request, without its query. */
function nameOf({ method, path }: MlflowRequest): string {
  return `${method} ${path.replace(/\?.*/, '')}`;
}
