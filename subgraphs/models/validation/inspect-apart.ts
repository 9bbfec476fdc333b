import { DomainError } from '../../shared/errors.ts';
import { entryPoint } from '../../shared/program.ts';
import { refusal } from '../../shared/refusal.ts';
import { type ApartResult, runApart } from '../../shared/run-apart.ts';
import type { Candidate, Inspection } from './inspect-artifact.ts';
import type { InspectionReply } from './inspection-process.ts';

const ENTRY = entryPoint('subgraphs/models/validation/inspection-process.ts');

/**
 * Inspects a file in a process of its own, within a time limit.
 *
 * @param timeLimitMs from the start of the process to its answer
 * @throws {DomainError} ARTIFACT_VALIDATION_TIMEOUT when it takes too long, ARTIFACT_INVALID when the process crashes, and
 *   what `inspectArtifact` throws, with where, found and expected
 */
export async function inspectApart(candidate: Candidate, timeLimitMs: number): Promise<Inspection> {
  const result = await runApart<InspectionReply>({ entry: ENTRY, job: candidate, timeLimitMs });
  const [reply] = result.messages;
  if (reply === undefined) throw ended(result, timeLimitMs);
  if ('inspection' in reply) return reply.inspection;
  throw new DomainError(reply.refusal.code, reply.refusal.message, reply.refusal.extensions);
}

function ended({ ending = { crash: 'silence' } }: ApartResult<InspectionReply>, timeLimitMs: number): DomainError {
  const where = 'loading and running the file';
  if (ending === 'OVERDUE')
    return refusal('ARTIFACT_VALIDATION_TIMEOUT', where, `no answer within ${timeLimitMs} ms`, 'a result');
  return refusal('ARTIFACT_INVALID', where, `a crash (${ending.crash})`, 'a result');
}
