import type { z } from 'zod';

/** An issue of a schema in words, with its path; of alternatives, the faults of the one that fits best. */
export function describeIssue(issue: z.core.$ZodIssue, parents: readonly PropertyKey[]): string[] {
  const path = [...parents, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [`${path.join('.')}: ${issue.message}`];
  const [nearest = []] = issue.errors.toSorted((a, b) => strangeness(a) - strangeness(b));
  return nearest.flatMap((inner) => describeIssue(inner, path));
}

/** Misfit of an alternative: an unknown key counts more than an invalid value. */
function strangeness(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, { code }) => sum + (code === 'unrecognized_keys' ? 3 : 1), 0);
}
