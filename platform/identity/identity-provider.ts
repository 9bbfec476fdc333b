import type { ClaimAlternatives } from './claim-path.ts';
import type { RoleScopes } from './role-scopes.ts';

/** An issuer of tokens elsewhere. */
export interface IdentityProvider {
  /** exact `iss` of its tokens */
  readonly issuer: string;
  /** where it publishes its keys, a JSON Web Key Set */
  readonly jwksUrl: string;
  /** the `aud` of its tokens must hold one of them */
  readonly audiences: readonly string[];
  /** clients whose tokens need no `aud`: their `client_id` is one of them */
  readonly clientIds: readonly string[];
  readonly algorithms: readonly string[];
  readonly grants: GrantRules;
  /** prefix of the `sub` of its tokens, which separates its users from those of other issuers */
  readonly subjectPrefix: string;
}

/** Rules by which the claims of a token grant scopes. */
export interface GrantRules {
  /** claims whose names are scopes */
  readonly scopeClaims: readonly ClaimAlternatives[];
  /** claims whose names are roles or groups */
  readonly roleClaims: readonly ClaimAlternatives[];
  readonly roleScopes: RoleScopes;
}
