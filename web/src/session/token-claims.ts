/** Claims of a JSON Web Token that the page reads, without trusting them: the gateway checks tokens. */
export interface TokenClaims {
  /** the reader */
  readonly sub?: string;
  /** end of the token, in epoch seconds */
  readonly exp?: number;
}

/** Reads the claims of a token; none of a token of another kind. */
export function claimsOf(token: string): TokenClaims {
  const [, claims = ''] = token.split('.');
  try {
    const bytes = Uint8Array.from(atob(claims.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // an opaque token: the gateway says when it ends
    return {};
  }
}
