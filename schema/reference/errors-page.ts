import { ERROR_GROUPS } from '../../platform/errors.ts';
import { code, page, section, table } from './markdown.ts';

const INTRODUCTION =
  'Every refusal carries one of these codes: in GraphQL as `extensions.code` of the error, in REST as `code` of the problem document (`application/problem+json`). The status is that of REST; GraphQL answers whose fields failed have status 200. The message says what was found, what was expected, and where. Codes never change; messages may.';

/** Page of all error codes: status, cause and cure. */
export function errorsPage(): string {
  const sections = Object.entries(ERROR_GROUPS).map(([title, codes]) => {
    const rows = Object.entries(codes).map(([name, { status, meaning, cure }]) => [
      code(name),
      `${status}`,
      meaning,
      cure,
    ]);
    return section(title, [table(['code', 'HTTP', 'cause', 'cure'], rows)]);
  });
  return page('Errors', INTRODUCTION, ...sections);
}
