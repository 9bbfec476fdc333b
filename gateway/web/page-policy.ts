/**
 * What the web application may load and call: this server, and the identity provider at which people sign in. Nothing
 * inline, no other host, no worker, no frame.
 *
 * @param signInOrigins origins of the identity provider; none without OpenID Connect
 */
export function pagePolicy(signInOrigins: Iterable<string>): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ['connect-src', "'self'", ...signInOrigins].join(' '),
    "manifest-src 'self'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
