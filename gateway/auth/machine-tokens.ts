import { setTimeout as sleep } from 'node:timers/promises';
import { PollingLoop } from '../../platform/background/polling-loop.ts';
import { DomainError } from '../../platform/errors.ts';
import { machineSubject, machineTokenDigest } from '../../platform/identity/machine-token.ts';
import type { Logger } from '../../platform/logger.ts';
import { MINUTE_MS, SECOND_MS } from '../../platform/time.ts';
import type { VerifiedIdentity } from './tokens.ts';

/** A token that is valid, as its owner lists it. */
export interface ListedToken {
  readonly id: string;
  /** SHA-256, hexadecimal */
  readonly digest: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** epoch milliseconds */
  readonly expiresAt: number;
}

/** Owner of the tokens: the subgraph that stores them. */
export interface TokenOwner {
  /** Lists the tokens that are valid now. */
  list(): Promise<readonly ListedToken[]>;
  /** Records that tokens were used. */
  recordUses(ids: readonly string[]): Promise<void>;
}

/** Dependencies and settings of {@link MachineTokens}. */
export interface MachineTokensDeps {
  readonly owner: TokenOwner;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** interval of reading the list, ms; default 2,000 */
  readonly pollMs?: number;
}

interface Entry {
  readonly id: string;
  readonly identity: VerifiedIdentity;
  readonly ending: AbortController;
}

const POLL_MS = 2 * SECOND_MS;
/** Shortest time between two readings for unknown tokens, ms: anybody can send them. */
const COOLDOWN_MS = 500;
/** How long a list that cannot be read anew stays in use, ms: as long as the keys of identity providers. */
const KEPT_MS = 10 * MINUTE_MS;
/** Interval of recording uses, ms. */
const USES_MS = MINUTE_MS;

/**
 * Verifies the tokens of machines by a list of their digests, which is read every two seconds: a token that has left it is
 * refused from then on, and what it has opened ends.
 *
 * While the list cannot be read, the last one stays in use for ten minutes; then every token of a machine is refused with
 * TOKEN_KEYS_UNAVAILABLE, as nobody knows which were revoked.
 */
export class MachineTokens {
  readonly #deps: MachineTokensDeps;
  readonly #loop: PollingLoop;
  readonly #used = new Set<string>();
  #byDigest: ReadonlyMap<string, Entry> = new Map();
  /** by a clock that never runs backwards, ms */
  #readAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #usesAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;
  #again: Promise<void> | undefined;

  constructor(deps: MachineTokensDeps) {
    this.#deps = deps;
    this.#loop = new PollingLoop({
      everyMs: deps.pollMs ?? POLL_MS,
      turn: async () => {
        await this.#read();
        await this.#recordUses();
        return undefined;
      },
      log: deps.log,
      failure: 'tokens of machines cannot be read; the last list stays in use',
    });
  }

  /** Identity of a token that the last list has; undefined for any other. */
  recall(token: string): VerifiedIdentity | undefined {
    const entry = this.#byDigest.get(machineTokenDigest(token));
    if (!entry || !this.#isKept() || this.#deps.clock() >= entry.identity.expiresAt) return undefined;
    this.#used.add(entry.id);
    return entry.identity;
  }

  /**
   * Identity of a token, from a new list where the last one lacks it: it may have been created just now.
   *
   * @throws {DomainError} UNAUTHENTICATED; TOKEN_KEYS_UNAVAILABLE while the list cannot be read
   */
  async verify(token: string): Promise<VerifiedIdentity> {
    const known = this.recall(token);
    if (known) return known;
    await this.#readAgain().catch(() => undefined);
    const found = this.recall(token);
    if (found) return found;
    if (!this.#isKept())
      throw new DomainError('TOKEN_KEYS_UNAVAILABLE', 'token: tokens of machines cannot be checked now');
    throw new DomainError('UNAUTHENTICATED', 'token: expired, revoked or never issued', { reason: 'machine_token' });
  }

  /** Stops reading. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  #isKept(): boolean {
    return performance.now() - this.#readAt < KEPT_MS;
  }

  /** Reads a list that is newer than the call: one for all who ask within the cool-down. */
  #readAgain(): Promise<void> {
    this.#again ??= this.#afterCooldown();
    return this.#again;
  }

  async #afterCooldown(): Promise<void> {
    await sleep(Math.max(0, this.#triedAt + COOLDOWN_MS - performance.now()), undefined, { ref: false });
    await this.#reading?.catch(() => undefined);
    this.#again = undefined;
    await this.#read();
  }

  #read(): Promise<void> {
    this.#triedAt = performance.now();
    this.#reading ??= this.#replace().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #replace(): Promise<void> {
    const began = performance.now();
    const before = this.#byDigest;
    const listed = await this.#deps.owner.list();
    this.#byDigest = new Map(listed.map((token) => [token.digest, before.get(token.digest) ?? entryOf(token)]));
    this.#readAt = began;
    for (const [digest, { ending }] of before) if (!this.#byDigest.has(digest)) ending.abort();
  }

  async #recordUses(): Promise<void> {
    if (this.#used.size === 0 || performance.now() - this.#usesAt < USES_MS) return;
    const ids = [...this.#used];
    this.#used.clear();
    this.#usesAt = performance.now();
    await this.#deps.owner.recordUses(ids);
  }
}

function entryOf({ id, name, scopes, expiresAt }: ListedToken): Entry {
  const ending = new AbortController();
  return { id, ending, identity: { subject: machineSubject(name), scopes, expiresAt, revoked: ending.signal } };
}
