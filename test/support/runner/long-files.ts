/**
 * Test files that take the longest with `CI=true`, as the end of a run lists them. Their processes begin first, so that
 * none of them runs alone at the end.
 */
export const LONG_FILES: readonly string[] = ['test/behaviour/crm/crash.test.ts'];
