import type { FastifySchemaValidationError } from 'fastify';
import { cutText } from '../../platform/cut-text.ts';
import type { FieldFault } from './problem.ts';

const LONGEST_FOUND = 80;

/** Limit of faults in one response. */
const MOST_FAULTS = 100;

/**
 * Lists the values that a JSON schema refused, each once: the field, the value found and the expected value.
 *
 * @param errors  of the schema validator
 * @param root    the validated value
 * @param context `body`, `headers`, `params` or `querystring`: names the whole value
 */
export function validationFaults(
  errors: readonly FastifySchemaValidationError[],
  root: unknown,
  context: string,
): readonly FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const error of errors) {
    if (faults.size === MOST_FAULTS) break;
    const fault = validationFault(error, root, context);
    if (!faults.has(fault.field)) faults.set(fault.field, fault);
  }
  return [...faults.values()];
}

function validationFault(error: FastifySchemaValidationError, root: unknown, context: string): FieldFault {
  const path = error.instancePath.split('/').slice(1);
  const { missingProperty, additionalProperty } = error.params;
  if (typeof missingProperty === 'string')
    return { field: name([...path, missingProperty], context), found: 'nothing', expected: 'a value' };
  if (typeof additionalProperty === 'string')
    return {
      field: name([...path, additionalProperty], context),
      found: 'an unknown field',
      expected: 'no such field',
    };
  return { field: name(path, context), found: show(valueAt(root, path)), expected: expectation(error) };
}

function name(path: readonly string[], context: string): string {
  return path.length > 0 ? path.join('.') : context;
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root);
}

function show(value: unknown): string {
  // JSON has no Infinity, yet the text 1e999 parses to it
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return cutText(text, LONGEST_FOUND + 1);
}

function expectation({ keyword, params, message }: FastifySchemaValidationError): string {
  if (keyword === 'type') return [params.type].flat().join(' or ');
  if (keyword === 'pattern') return 'a value that is not blank';
  return (message ?? keyword).replace(/^must (be )?/, '');
}
