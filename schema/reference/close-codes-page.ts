import { CLOSE_CODE_REFERENCE } from '../../gateway/live/close-code-reference.ts';
import { code, page, table } from './markdown.ts';

const INTRODUCTION =
  'The gateway closes a WebSocket with one of these codes. An error of a single operation closes nothing: it comes as a message `error` with the codes of [errors](errors.md).';

/** Page of the codes with which WebSockets are closed. */
export function closeCodesPage(): string {
  const rows = [...CLOSE_CODE_REFERENCE]
    .sort((one, other) => one.code - other.code)
    .map(({ code: number, cause, cure }) => [code(String(number)), cause, cure]);
  return page('WebSocket close codes', INTRODUCTION, table(['code', 'cause', 'what the client does'], rows));
}
