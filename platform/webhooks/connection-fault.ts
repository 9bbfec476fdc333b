/** An error of a connection, with its code; libraries that give it one of their own keep the first in `originalCode`. */
export interface ConnectionError extends Error {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
}

const UNKNOWN_AUTHORITY = ['a certificate of an unknown authority', 'one of a trusted authority'] as const;
const SELF_SIGNED = ['a self-signed certificate', 'one of a trusted authority'] as const;

/** Faults of TLS by their code: what was found, and what is expected. */
const TLS_FAULTS: Readonly<Record<string, readonly [found: string, expected: string]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: ['a certificate of a self-signed authority', 'one of a trusted authority'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_UNTRUSTED: UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: ['a certificate that has expired', 'a valid one'],
  CERT_NOT_YET_VALID: ['a certificate that is not valid yet', 'a valid one'],
  CERT_REVOKED: ['a certificate that was revoked', 'a valid one'],
  CERT_SIGNATURE_FAILURE: ['a certificate with a wrong signature', 'a valid one'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['a certificate of another host', 'one that names the host'],
  ETLS: ['a server without STARTTLS', 'one that takes it'],
  EPROTO: ['no TLS on this port', 'a server that speaks it'],
  ERR_SSL_WRONG_VERSION_NUMBER: ['no TLS on this port', 'a server that speaks it'],
};

/**
 * A failed connection in words: an untrusted certificate is said to be one.
 *
 * `connectionFault(error)` of an expired certificate is
 * `found a certificate that has expired (CERT_HAS_EXPIRED), expected a valid one`.
 */
export function connectionFault({ code, originalCode, name }: ConnectionError): string {
  const known = originalCode ?? code ?? name;
  const fault = TLS_FAULTS[known];
  return fault ? `found ${fault[0]} (${known}), expected ${fault[1]}` : `found no answer (${known})`;
}
