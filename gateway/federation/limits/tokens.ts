import { type GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { limitExceeded } from './limits.ts';

/** Characters of a document; longer values belong into variables. */
export const MAX_LENGTH = 65_536;

/** Nested brackets: the limit of the planner's parser; deeper nesting would exhaust the stack of other parsers. */
export const MAX_NESTING = 48;

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Limits LENGTH, TOKENS and NESTING: reads a document's lexical tokens before it is parsed, and stops at the first
 * beyond a limit.
 *
 * @returns the refusal, if any
 * @throws {GraphQLError} a syntax error, where the text has an invalid token
 */
export function checkTokens(source: string, maxTokens: number): GraphQLError | undefined {
  if (source.length > MAX_LENGTH) return limitExceeded('LENGTH', source.length, MAX_LENGTH);
  const lexer = new Lexer(new Source(source));
  let nesting = 0;
  for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF; ) {
    if (++tokens > maxTokens) return limitExceeded('TOKENS', tokens, maxTokens);
    const { kind } = lexer.token;
    if (OPENING.has(kind)) nesting++;
    else if (CLOSING.has(kind)) nesting--;
    if (nesting > MAX_NESTING) return limitExceeded('NESTING', nesting, MAX_NESTING);
  }
  return undefined;
}
