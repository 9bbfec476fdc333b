import { type LRU, lru } from 'tiny-lru';
import type { Identity } from '../identity/identity.ts';
import { decodeIdentity } from './gateway-protocol.ts';

const KNOWN_IDENTITIES = 1_000;

/** Identities that a gateway forwards, each decoded once. */
export class IdentityCache {
  readonly #identities: LRU<Identity> = lru(KNOWN_IDENTITIES);

  /**
   * Reads what `encodeIdentity` wrote.
   *
   * @throws {DomainError} UNAUTHENTICATED when it is absent or damaged
   */
  read(encoded: string): Identity {
    let identity = this.#identities.get(encoded);
    if (!identity) {
      identity = decodeIdentity(encoded);
      this.#identities.set(encoded, identity);
    }
    return identity;
  }
}
