import type { JWTPayload } from 'jose';
import { AUDIENCE_KEY, type ClaimAlternatives, type ClaimPath } from '../../platform/identity/claim-path.ts';
import { SCOPES } from '../../platform/identity/identity.ts';
import type { GrantRules } from '../../platform/identity/identity-provider.ts';

const OWN_SCOPES: ReadonlySet<string> = new Set(SCOPES);

// RFC 6749, 3.3: a name with a space would become two scopes wherever scopes are joined by spaces
const SCOPE_TOKEN = /^[\x21\x23-\x5B\x5D-\x7E]+$/;

/** Scopes granted by the claims of a token, each once. */
export type GrantScopes = (claims: JWTPayload) => readonly string[];

/**
 * Compiles an issuer's rules of granted scopes.
 *
 * A claim is a string of space-separated names, or a list of names. A name in a scope claim is a scope. A name in a
 * role claim grants the scopes mapped to it, or is itself a scope known here; any other name grants nothing, so that
 * long group lists are not sent to subgraphs.
 *
 * @param audiences replacements of `{audience}` in a path
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

/** Alternatives that name `{audience}`, once per audience. */
function expand(claims: readonly ClaimAlternatives[], audiences: readonly string[]): readonly ClaimAlternatives[] {
  return claims.flatMap((alternatives) =>
    alternatives.some((path) => path.includes(AUDIENCE_KEY))
      ? audiences.map((audience) =>
          alternatives.map((path) => path.map((key) => (key === AUDIENCE_KEY ? audience : key))),
        )
      : [alternatives],
  );
}

/** Names of the first alternative that has any. */
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
