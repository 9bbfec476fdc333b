import { z } from 'zod';
import { InputFaults } from '../input-faults.ts';
import { isStorableText } from '../storable-text.ts';

/** Schema of a text parameter, which the database can hold. */
export const parameterText = z
  .string()
  .min(1, 'expected at least one character')
  .refine(isStorableText, 'expected text without NUL and half surrogate pairs');

/**
 * Checks the parameters of an export.
 *
 * @throws {DomainError} VALIDATION_FAILED naming every value at fault
 */
export function parseParameters<Output>(
  schema: z.ZodType<Output>,
  parameters: Readonly<Record<string, unknown>>,
): Output {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const faults = new InputFaults();
  for (const issue of parsed.error.issues) {
    const found = issue.path.reduce<unknown>(
      (value, key) => (value as Record<PropertyKey, unknown>)?.[key],
      parameters,
    );
    faults.add(String(issue.path[0] ?? 'parameters'), found, expectation(issue));
  }
  faults.check();
  throw new TypeError('parameters were refused without a fault');
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return issue.values.join(', ');
  if (issue.code === 'unrecognized_keys') return `no ${issue.keys.join(', ')}`;
  return issue.message.replace(/^.*expected /, '');
}
