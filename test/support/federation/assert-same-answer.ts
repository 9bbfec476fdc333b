import assert from 'node:assert/strict';
import type { ExecutionResult } from 'graphql';
import type { TextResult } from '../../../gateway/federation/answer/finish-answer.ts';

/** Checks that an answer as text is what `JSON.stringify` makes of the same answer as objects. */
export function assertSameAnswer(text: TextResult, answer: ExecutionResult): void {
  const data = answer.data === undefined ? undefined : JSON.stringify(answer.data);
  assert.equal(text.data === null ? 'null' : text.data, data);
  const [found, expected] = [text.errors, answer.errors].map((errors) => errors?.map(withoutReference));
  assert.deepEqual(found, expected);
}

/** Each masked error has a reference of its own. */
function withoutReference({ message, path, extensions }: NonNullable<ExecutionResult['errors']>[number]): unknown {
  return { message: message.replace(/reference [\w-]+/, 'reference'), path, code: extensions.code };
}
