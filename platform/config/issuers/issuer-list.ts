import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DomainError } from '../../errors.ts';
import { CLAIM_LIST_FORM, type ClaimAlternatives, parseClaimList } from '../../identity/claim-path.ts';
import type { IdentityProvider } from '../../identity/identity-provider.ts';
import { ROLE_SCOPES_FORM, type RoleScopes, readRoleScopes } from '../../identity/role-scopes.ts';
import { algorithm, issuerName, jwksUrl, nonEmptyText } from './issuer-values.ts';

const claims = z.array(z.string()).transform((paths, context): readonly ClaimAlternatives[] => {
  const parsed = paths.map(parseClaimList);
  if (parsed.every((claim) => claim?.length === 1)) return parsed.flatMap((claim) => claim ?? []);
  context.addIssue({ code: 'custom', message: `expected a list of ${CLAIM_LIST_FORM}` });
  return z.NEVER;
});

const roleScopes = z.unknown().transform((value, context): RoleScopes => {
  const parsed = readRoleScopes(value);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: `expected ${ROLE_SCOPES_FORM}` });
  return z.NEVER;
});

const entry = z.strictObject({
  issuer: issuerName,
  jwksUrl,
  audiences: z.array(nonEmptyText).optional(),
  clientIds: z.array(nonEmptyText).optional(),
  algorithms: z.array(algorithm).min(1, 'expected at least one algorithm').optional(),
  scopeClaims: claims.optional(),
  roleClaims: claims.optional(),
  roleScopes: roleScopes.optional(),
  subjectPrefix: nonEmptyText.optional(),
});

/** Settings of an identity provider that its entry may leave out. */
export type IssuerDefaults = Omit<IdentityProvider, 'issuer' | 'jwksUrl'>;

/**
 * Reads JWT_ISSUERS: a JSON list of issuers, or the path of a file that holds one.
 *
 * @throws {DomainError} CONFIGURATION_INVALID with one line for each fault: where, found and expected
 */
export function readIssuerList(text: string, defaults: IssuerDefaults): readonly IdentityProvider[] {
  const isJson = text.trimStart().startsWith('[');
  const where = isJson ? 'JWT_ISSUERS' : `JWT_ISSUERS ${text}`;
  const parsed = z.array(entry).safeParse(parseJson(isJson ? text : readText(text), where));
  if (parsed.success) return parsed.data.map((issuer) => withDefaults(issuer, defaults));
  const faults = parsed.error.issues.map(({ path, message }) => {
    const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    return `${where}${place}: ${message}`;
  });
  throw new DomainError('CONFIGURATION_INVALID', faults.join('\n'));
}

function withDefaults(
  { scopeClaims, roleClaims, roleScopes: scopes, ...found }: z.output<typeof entry>,
  { grants, ...defaults }: IssuerDefaults,
): IdentityProvider {
  return {
    issuer: found.issuer,
    jwksUrl: found.jwksUrl,
    audiences: found.audiences ?? defaults.audiences,
    clientIds: found.clientIds ?? defaults.clientIds,
    algorithms: found.algorithms ?? defaults.algorithms,
    subjectPrefix: found.subjectPrefix ?? defaults.subjectPrefix,
    grants: {
      scopeClaims: scopeClaims ?? grants.scopeClaims,
      roleClaims: roleClaims ?? grants.roleClaims,
      roleScopes: scopes ?? grants.roleScopes,
    },
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `JWT_ISSUERS: found '${path}', which cannot be read, expected a JSON list or the path of a file with one`;
    throw new DomainError('CONFIGURATION_INVALID', message, {}, { cause });
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `${where}: found no JSON, expected a list of issuers; ${(cause as Error).message}`;
    throw new DomainError('CONFIGURATION_INVALID', message, {}, { cause });
  }
}
