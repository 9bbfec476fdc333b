import { isMachineToken } from '../../platform/identity/machine-token.ts';
import type { TokenVerifier } from './access-control.ts';
import type { VerifiedIdentity } from './tokens.ts';

/** Verifies tokens of people, which are JWTs, and of machines. */
export class AllTokens implements TokenVerifier {
  readonly #people: TokenVerifier;
  readonly #machines: TokenVerifier;

  constructor(people: TokenVerifier, machines: TokenVerifier) {
    this.#people = people;
    this.#machines = machines;
  }

  recall(token: string): VerifiedIdentity | undefined {
    return this.#verifierOf(token).recall(token);
  }

  verify(token: string): Promise<VerifiedIdentity> {
    return this.#verifierOf(token).verify(token);
  }

  #verifierOf(token: string): TokenVerifier {
    return isMachineToken(token) ? this.#machines : this.#people;
  }
}
