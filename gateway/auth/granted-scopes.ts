import type { JWTPayload } from 'jose';
import { AUDIENCE_KEY, type ClaimAlternatives, type ClaimPath } from '../../platform/identity/claim-path.ts';
import { SCOPES } from '../../platform/identity/identity.ts';
import type { GrantRules } from '../../platform/identity/identity-provider.ts';

const OWN_SCOPES: ReadonlySet<string> = new Set(SCOPES);

// RFC 6749, 3.3: a name with a blank in it would be two scopes wherever scopes are joined by blanks
const SCOPE_TOKEN = /^[\x21\x23-\x5B\x5D-\x7E]+$/;

/** Finds the scopes that the claims of a token grant, each once. */
export type GrantScopes = (claims: JWTPayload) => readonly string[];

/**
 * Prepares the rules of an issuer.
 *
 * A claim is a text of names with spaces between, or a list of names. A name in a claim of scopes is a scope. A name in a
 * claim of roles grants the scopes that it is mapped to, or is a scope itself when it is one of ours; any other grants
 * nothing, so that a long list of groups stays out of every request to a subgraph.
 *
 * @param audiences keys in place of `{audience}` in a path
 */
export function createGrants(
  { scopeClaims, roleClaims, roleScopes }: GrantRules,
  audiences: readonly string[],
): GrantScopes {
  const [scopePaths, rolePaths] = [expand(scopeClaims, audiences), expand(roleClaims, audiences)];
  return (claims) => {
    const granted = new Set<string>();
    for (const alternatives of scopePaths)
      for (const name of namesIn(claims, alternatives)) if (SCOPE_TOKEN.test(name)) granted.add(name);
    for (const alternatives of rolePaths)
      for (const name of namesIn(claims, alternatives)) {
        const scopes = roleScopes.get(name) ?? (OWN_SCOPES.has(name) ? [name] : []);
        for (const scope of scopes) granted.add(scope);
      }
    return [...granted];
  };
}

/** Each alternative that names `{audience}` once per audience. */
function expand(claims: readonly ClaimAlternatives[], audiences: readonly string[]): readonly ClaimAlternatives[] {
  return claims.flatMap((alternatives) =>
    alternatives.some((path) => path.includes(AUDIENCE_KEY))
      ? audiences.map((audience) =>
          alternatives.map((path) => path.map((key) => (key === AUDIENCE_KEY ? audience : key))),
        )
      : [alternatives],
  );
}

/** The names of the first alternative that has any. */
function namesIn(claims: JWTPayload, alternatives: ClaimAlternatives): readonly string[] {
  for (const path of alternatives) {
    const names = namesOf(valueAt(claims, path));
    if (names.length > 0) return names;
  }
  return [];
}

function valueAt(claims: JWTPayload, path: ClaimPath): unknown {
  let value: unknown = claims;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

function namesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ').filter(Boolean);
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string' && name !== '') : [];
}
