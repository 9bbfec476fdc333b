import { OutageLog } from '../../platform/background/outage-log.ts';
import type { Logger } from '../../platform/logger.ts';
import { downloadJson } from '../auth/download-json.ts';

const METADATA_PATH = '/.well-known/openid-configuration';
/** Endpoints that the page itself calls; people are sent to the others. */
const CALLED_ENDPOINTS = ['token_endpoint', 'userinfo_endpoint', 'revocation_endpoint'];

// an issuer that hangs must not keep the page waiting for long
const READ_TIMEOUT_MS = 2_000;
const PAUSE_MS = 30_000;

/** Dependencies of {@link SignInOrigins}. */
export interface SignInOriginsDeps {
  readonly log: Logger;
  /** now, epoch milliseconds */
  readonly clock: () => number;
}

/**
 * Origins that the page calls to sign people in: that of the issuer, which publishes its endpoints, and those of the
 * endpoints, which some issuers, such as Amazon Cognito, have on another host.
 *
 * The endpoints are read when the page is first asked for. While that fails, the issuer's origin alone is known, and it
 * is tried again with a later page, at most every 30 seconds.
 *
 * @see OpenID Connect Discovery 1.0, 4
 */
export class SignInOrigins {
  readonly #issuer: string;
  readonly #deps: SignInOriginsDeps;
  readonly #outages: OutageLog;
  #endpoints: readonly string[] | undefined;
  #reading: Promise<void> | undefined;
  #triedAt = Number.NEGATIVE_INFINITY;

  constructor(issuer: string, deps: SignInOriginsDeps) {
    this.#issuer = issuer;
    this.#deps = deps;
    this.#outages = new OutageLog(deps.log, 'endpoints of the sign-in issuer could not be read');
  }

  /** The origins, each once. Never rejects. */
  async find(): Promise<readonly string[]> {
    if (!this.#endpoints) await this.#read();
    return [...new Set([new URL(this.#issuer).origin, ...(this.#endpoints ?? [])])];
  }

  async #read(): Promise<void> {
    const now = this.#deps.clock();
    if (!this.#reading && now - this.#triedAt < PAUSE_MS) return;
    this.#reading ??= this.#download().finally(() => {
      this.#reading = undefined;
    });
    this.#triedAt = now;
    await this.#reading;
  }

  async #download(): Promise<void> {
    try {
      const url = this.#issuer.replace(/\/$/, '') + METADATA_PATH;
      this.#endpoints = originsOf(await downloadJson(url, AbortSignal.timeout(READ_TIMEOUT_MS)));
      this.#outages.recovered();
    } catch (error) {
      this.#outages.failed(error);
    }
  }
}

/** @throws {TypeError} when there is no endpoint at which codes become tokens */
function originsOf(metadata: unknown): readonly string[] {
  const endpoints = (metadata ?? {}) as Readonly<Record<string, unknown>>;
  if (!isHttpUrl(endpoints.token_endpoint)) throw new TypeError('token_endpoint: found no URL, expected one');
  return CALLED_ENDPOINTS.map((name) => endpoints[name])
    .filter(isHttpUrl)
    .map((url) => new URL(url).origin);
}

function isHttpUrl(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
