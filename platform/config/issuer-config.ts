import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { CLAIM_LIST_FORM, parseClaimList } from '../identity/claim-path.ts';
import type { IdentityProvider } from '../identity/identity-provider.ts';
import { parseRoleScopes, ROLE_SCOPES_FORM } from '../identity/role-scopes.ts';
import { list } from './config-list.ts';
import { readIssuerList } from './issuers/issuer-list.ts';
import { algorithm, issuerName, jwksUrl, nonEmptyText } from './issuers/issuer-values.ts';

const ROLE_CLAIMS = 'roles,realm_access.roles,resource_access.{audience}.roles,cognito:groups,groups';

const claimList = z
  .string()
  .refine((text) => parseClaimList(text) !== undefined, { error: `expected ${CLAIM_LIST_FORM}` });

/** Environment variables of the issuers whose tokens are accepted besides those signed here. */
export const issuerVariables = {
  JWKS_URL: jwksUrl
    .optional()
    .describe('JSON Web Key Set of an identity provider whose tokens are accepted too; needs JWT_ISSUER'),
  JWT_ISSUER: issuerName.optional().describe('the iss of the identity provider’s tokens; needs JWKS_URL'),
  JWT_AUDIENCE: list(nonEmptyText)
    .refine((audiences) => audiences.length > 0, { error: 'expected at least one audience' })
    .prefault('lead-scoring')
    .describe('the aud of the identity provider’s tokens: one of these, separated by commas'),
  JWT_CLIENT_IDS: list(nonEmptyText)
    .prefault('')
    .describe('client_id of tokens that need no aud, as with Amazon Cognito, separated by commas'),
  JWT_ALGORITHMS: list(algorithm)
    .refine((algorithms) => algorithms.length > 0, { error: 'expected at least one algorithm' })
    .prefault('RS256,ES256,EdDSA')
    .describe('signature algorithms of the identity provider’s tokens'),
  JWT_SCOPE_CLAIMS: claimList
    .default('scope??scp,permissions')
    .describe('claims that hold scopes; of a??b the first that holds one'),
  JWT_ROLE_CLAIMS: claimList
    .optional()
    .describe('claims that hold roles or groups; by default those of Keycloak, Entra ID, Cognito and Okta'),
  JWT_ROLE_SCOPES: z
    .string()
    .refine((text) => parseRoleScopes(text) !== undefined, { error: `expected ${ROLE_SCOPES_FORM}` })
    .optional()
    .describe('scopes of roles and groups, such as sales=leads:read scores:write;ops=monitoring:read'),
  JWT_ISSUERS: z
    .string()
    .optional()
    .describe('more issuers, each with its keys, audiences and claims: JSON, or the path of a JSON file'),
};

const issuerSchema = z.object(issuerVariables);
type Values = z.output<typeof issuerSchema>;

/**
 * Resolves the checked variables to issuers; what an entry of JWT_ISSUERS leaves out comes from the other variables.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when two contradict each other, or an entry of JWT_ISSUERS is wrong
 */
export function readIssuers(values: Values): readonly IdentityProvider[] {
  const defaults = {
    audiences: values.JWT_AUDIENCE,
    clientIds: values.JWT_CLIENT_IDS,
    algorithms: values.JWT_ALGORITHMS,
    grants: {
      scopeClaims: parseClaimList(values.JWT_SCOPE_CLAIMS) ?? [],
      roleClaims: parseClaimList(values.JWT_ROLE_CLAIMS ?? ROLE_CLAIMS) ?? [],
      roleScopes: parseRoleScopes(values.JWT_ROLE_SCOPES ?? '') ?? new Map(),
    },
    subjectPrefix: '',
  };
  const single = readSingle(values);
  const providers = [
    ...(single ? [{ ...defaults, ...single }] : []),
    ...readIssuerList(values.JWT_ISSUERS ?? '[]', defaults),
  ];
  refuseContradictions(providers);
  return providers;
}

function readSingle({ JWKS_URL, JWT_ISSUER }: Values): { issuer: string; jwksUrl: string } | undefined {
  if (JWKS_URL !== undefined && JWT_ISSUER !== undefined) return { jwksUrl: JWKS_URL, issuer: JWT_ISSUER };
  if (JWKS_URL === undefined && JWT_ISSUER === undefined) return undefined;
  const [found, absent] = JWKS_URL === undefined ? ['JWT_ISSUER', 'JWKS_URL'] : ['JWKS_URL', 'JWT_ISSUER'];
  throw new DomainError('CONFIGURATION_INVALID', `${absent}: found nothing beside ${found}, expected both or neither`);
}

function refuseContradictions(providers: readonly IdentityProvider[]): void {
  const seen = new Set<string>();
  for (const { issuer, audiences, clientIds } of providers) {
    if (seen.has(issuer)) throw contradiction(`found the issuer ${issuer} twice, expected it once`);
    if (audiences.length === 0 && clientIds.length === 0)
      throw contradiction(`found neither audiences nor clientIds of ${issuer}, expected one of them`);
    seen.add(issuer);
  }
}

function contradiction(message: string): DomainError {
  return new DomainError('CONFIGURATION_INVALID', `JWT_ISSUERS: ${message}`);
}
