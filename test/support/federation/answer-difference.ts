import type { ExecutionResult } from 'graphql';
import type { ErrorCode } from '../../../platform/errors.ts';

/**
 * What tells an answer from the one expected; undefined when nothing does.
 *
 * Data must be equal, the order of keys included. Errors must explain the same nulls: an error stands at a null of the
 * data or took one there with it. Which of several errors below one null are told is the executor's choice, so those
 * are compared by the null; an error at the null itself is compared with its code. An error without a path is one of
 * fields that the client did not ask for, and may be missing from the other answer.
 */
export function differenceOf(found: ExecutionResult, expected: ExecutionResult): string | undefined {
  const [data, right] = [JSON.stringify(found.data), JSON.stringify(expected.data)];
  if (data !== right) return `data\n  found    ${data}\n  expected ${right}\n  ${errorTexts(found)}`;
  const [places, others] = [nullsWithErrors(found), nullsWithErrors(expected)];
  if (places.join() !== others.join())
    return `errors\n  found    ${places.join()}\n  expected ${others.join()}\n  data ${data}\n  ${errorTexts(found)}`;
  return undefined;
}

function nullsWithErrors({ data, errors = [] }: ExecutionResult): string[] {
  const places = new Set<string>();
  for (const { path, extensions } of errors) {
    if (!path) {
      if (data === null || data === undefined) places.add('');
      continue;
    }
    let value: unknown = data;
    let depth = 0;
    while (depth < path.length && value !== null && value !== undefined)
      value = (value as Record<string, unknown>)[path[depth++] as string];
    const place = path.slice(0, depth).join('.');
    // an error where the data hold something, or nothing at all, is wrong in itself
    if (value !== null) places.add(`${path.join('.')} is ${JSON.stringify(value)}`);
    else if (depth < path.length) places.add(place);
    else places.add(`${place} ${(extensions?.code as ErrorCode | undefined) ?? 'INTERNAL'}`);
  }
  return [...places].filter((place) => place.includes(' ') || !hasOwn(places, place)).sort();
}

/** Whether the error at the null itself is told too. */
function hasOwn(places: ReadonlySet<string>, place: string): boolean {
  return [...places].some((other) => other.startsWith(`${place} `));
}

function errorTexts({ errors = [] }: ExecutionResult): string {
  return errors.map(({ message, path }) => `${path?.join('.')}: ${message}`).join('\n  ');
}
