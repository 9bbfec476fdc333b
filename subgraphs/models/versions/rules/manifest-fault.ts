import type { z } from 'zod';
import { cutText } from '../../../../platform/cut-text.ts';

/** One fault of a manifest. */
export interface ManifestFault {
  /** place in the request, such as `manifest.metrics.auc` */
  readonly path: string;
  /** value that is there, as JSON of at most 80 characters, or in words */
  readonly found: string;
  /** what may be there */
  readonly expected: string;
}

/** A fault as one line: `manifest.metrics.auc: found 1.2, expected 0 to 1`. */
export function faultText({ path, found, expected }: ManifestFault): string {
  return `${path}: found ${found}, expected ${expected}`;
}

/** Faults that a schema found in a value, each with the value at its place. */
export function schemaFaults({ issues }: z.ZodError, root: string, value: unknown): ManifestFault[] {
  return issues.map((issue) => ({
    path: [root, ...issue.path.map(String)].join('.'),
    found: shown(valueAt(value, issue.path)),
    expected: expectedBy(issue),
  }));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (Object(inner) as Record<PropertyKey, unknown>)[key], value);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : cutText(JSON.stringify(value), 80);
}

function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'invalid_union':
      return issue.discriminator === 'method' ? 'one of "IDENTITY", "PLATT"' : 'a number, a text or null';
    case 'too_small':
      return bound(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum);
    case 'too_big':
      return bound(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum);
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = { int: 'a whole number', array: 'a list', object: 'an object' };

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

function bound(origin: string, words: string, limit: number | bigint): string {
  return `${words} ${limit}${UNITS[origin] ?? ''}`;
}
