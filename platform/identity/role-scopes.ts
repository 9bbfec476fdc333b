import { SCOPES, type Scope } from './identity.ts';

/** Scopes that each role or group grants. */
export type RoleScopes = ReadonlyMap<string, readonly Scope[]>;

/** Form of a mapping of roles to scopes, which completes "expected …". */
export const ROLE_SCOPES_FORM = `pairs such as sales=leads:read scores:write;ops=monitoring:read, or as JSON {"sales":["leads:read"]}, each role once, of the scopes ${SCOPES.join(', ')}`;

/**
 * Parses a mapping of roles and groups to scopes: `role=scope scope;role=scope`, or a JSON object of lists or texts.
 *
 * @returns undefined when the text is no such mapping, names a role twice, or names a scope that there is not
 */
export function parseRoleScopes(text: string): RoleScopes | undefined {
  return text.trimStart().startsWith('{') ? parseJson(text) : readPairs(text);
}

/** Reads a mapping of roles to lists of scopes, or to texts with spaces between scopes; undefined when it is none. */
export function readRoleScopes(value: unknown): RoleScopes | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return collect(
    Object.entries(value).map(([role, scopes]) => [role, typeof scopes === 'string' ? words(scopes) : scopes]),
  );
}

function parseJson(text: string): RoleScopes | undefined {
  try {
    return readRoleScopes(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readPairs(text: string): RoleScopes | undefined {
  const pairs = text.split(';').flatMap((pair) => pair.trim() || []);
  return collect(
    pairs.map((pair) => {
      // scopes hold no =, while the name of a group may
      const at = pair.lastIndexOf('=');
      return [pair.slice(0, Math.max(at, 0)).trim(), words(pair.slice(at + 1))];
    }),
  );
}

function collect(pairs: readonly (readonly [string, unknown])[]): RoleScopes | undefined {
  const all = new Map<string, readonly Scope[]>();
  for (const [role, scopes] of pairs) {
    if (role === '' || all.has(role) || !Array.isArray(scopes) || scopes.length === 0) return undefined;
    if (!scopes.every((scope) => SCOPES.includes(scope))) return undefined;
    all.set(role, scopes);
  }
  return all;
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
