import { Kind, type SelectionSetNode } from 'graphql';
import type { ClientOperation } from './client-operation.ts';

/**
 * Root fields with a longer time limit: they load and run model files, replay scores, read whole windows of the log, or
 * call an external registry. An operation with one of them has LONG_REQUEST_TIMEOUT_MS.
 */
const LONG_FIELDS: ReadonlySet<string> = new Set([
  'registerModelVersion',
  'validateModelVersion',
  'syncRegistry',
  // their gates replay scores
  'stageModelVersion',
  'promoteModelVersion',
  'requestPromotion',
  'approvePromotion',
  'promotionGates',
  'startRollout',
  'replayScore',
  'scoreLeads',
  'runDriftCheck',
  'setReferenceWindow',
]);

/** Whether an operation has a root field of the longer time limit. */
export function isLongOperation({ definition, fragments }: ClientOperation): boolean {
  const visited = new Set<string>();
  const isLong = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return LONG_FIELDS.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return isLong(selection.selectionSet);
      const name = selection.name.value;
      const fragment = visited.has(name) ? undefined : fragments.get(name);
      visited.add(name);
      return fragment !== undefined && isLong(fragment.selectionSet);
    });
  return isLong(definition.selectionSet);
}
