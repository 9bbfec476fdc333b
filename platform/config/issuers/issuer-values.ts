import { z } from 'zod';
import { isLoopback } from '../../http/loopback.ts';

// signatures with a public key; none and HMAC, whose keys would have to be shared, are never accepted
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

/** Type of a text of at least one character. */
export const nonEmptyText = z.string().min(1, 'expected at least one character');

/** Type of the `iss` of tokens: compared as it is, so blanks around it are a mistake. */
export const issuerName = nonEmptyText.refine((text) => text === text.trim(), {
  error: 'expected no blanks around it',
});

/** Type of a signature algorithm. */
export const algorithm = z.enum(ALGORITHMS, { error: `expected a list of ${ALGORITHMS.join(', ')}` });

/** Type of the URL of a JSON Web Key Set. */
export const jwksUrl = z
  .url({ protocol: /^https?$/, error: 'expected a URL such as https://login.example.com/keys' })
  .refine((url) => !URL.canParse(url) || isPrivate(new URL(url)), {
    error: 'expected https, as keys that were changed in transit would allow forged tokens',
  })
  .refine((url) => !URL.canParse(url) || !hasCredentials(new URL(url)), {
    error: 'expected a URL without user name and password',
  });

function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

function hasCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}
