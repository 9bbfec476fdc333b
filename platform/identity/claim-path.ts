/** Keys that lead from the claims of a token to one of them. */
export type ClaimPath = readonly string[];

/** Paths of which the first that leads to a name counts. */
export type ClaimAlternatives = readonly ClaimPath[];

/** Key that is replaced by each audience in turn. */
export const AUDIENCE_KEY = '{audience}';

/** Form of a list of claim paths, which completes "expected …". */
export const CLAIM_LIST_FORM =
  'claims such as scope??scp,realm_access.roles,"https://example.com/roles": keys with dots between, other keys than words in double quotes';

const TOKEN = /\s*("(?:[^"\\]|\\.)+"|\{audience\}|[\w:$@-]+|[.,]|\?\?)\s*/y;
const isKey = (token: string | undefined): token is string => token !== undefined && !/^(\.|,|\?\?)$/.test(token);

/**
 * Parses a list of claims: commas between them, `??` between alternatives, dots between the keys of a path.
 *
 * A key is a word (letters, digits, `_ : $ @ -`), any text in double quotes as JSON writes it, or `{audience}`.
 *
 * @returns undefined when the text is no such list; an empty list for a blank text
 */
export function parseClaimList(text: string): readonly ClaimAlternatives[] | undefined {
  if (text.trim() === '') return [];
  const tokens = tokensOf(text);
  const claims: string[][][] = [[[]]];
  for (let at = 0; tokens && at < tokens.length; at += 2) {
    const [token, separator] = [tokens[at], tokens[at + 1]];
    const key = isKey(token) ? keyOf(token) : undefined;
    // keys and separators take turns, a key at each end
    if (key === undefined || isKey(separator) || (separator !== undefined && at + 2 >= tokens.length)) return undefined;
    claims.at(-1)?.at(-1)?.push(key);
    if (separator === '??') claims.at(-1)?.push([]);
    if (separator === ',') claims.push([[]]);
  }
  return tokens && claims;
}

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

function keyOf(token: string): string | undefined {
  if (!token.startsWith('"')) return token;
  try {
    return JSON.parse(token) as string;
  } catch {
    // an escape that JSON does not know
    return undefined;
  }
}
