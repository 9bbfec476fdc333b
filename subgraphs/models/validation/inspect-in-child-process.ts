import { DomainError } from '../../../platform/errors.ts';
import { entryPoint } from '../../../platform/process/program.ts';
import { type ChildProcessResult, runInChildProcess } from '../../../platform/process/run-in-child-process.ts';
import { refusal } from '../../../platform/refusal.ts';
import type { Candidate, Inspection } from './inspect-artifact.ts';
import type { InspectionReply } from './inspection-process.ts';

const ENTRY = entryPoint('subgraphs/models/validation/inspection-process.ts');

const where = 'loading and running the file';

/** Limits of one inspection. */
export interface InspectionLimits {
  /** from the start of the process to its reply */
  readonly timeLimitMs: number;
  /** of the process, Node included */
  readonly memoryLimitBytes: number;
}

/**
 * Inspects a file in a child process, within limits of time and memory.
 *
 * @throws {DomainError} ARTIFACT_VALIDATION_TIMEOUT, MODEL_MEMORY_EXCEEDED, ARTIFACT_INVALID when the process crashes,
 *   and what `inspectArtifact` throws, with where, found and expected; the cause has the message of ONNX Runtime
 */
export async function inspectInChildProcess(candidate: Candidate, limits: InspectionLimits): Promise<Inspection> {
  const result = await runInChildProcess<InspectionReply>({ entry: ENTRY, job: candidate, ...limits });
  const [reply] = result.messages;
  if (reply === undefined) throw ended(result, limits);
  if ('inspection' in reply) return reply.inspection;
  const { code, message, extensions, cause } = reply.refusal;
  if (code === 'MODEL_MEMORY_EXCEEDED') throw tooMuchMemory(String(extensions.found), limits);
  throw new DomainError(code, message, extensions, cause === undefined ? {} : { cause: new Error(cause) });
}

function ended(
  { ending = { crash: 'silence' } }: ChildProcessResult<InspectionReply>,
  limits: InspectionLimits,
): DomainError {
  const { timeLimitMs } = limits;
  if (ending === 'OUT_OF_MEMORY') return tooMuchMemory('more', limits);
  if (ending === 'OVERDUE')
    return refusal('ARTIFACT_VALIDATION_TIMEOUT', where, `no answer within ${timeLimitMs} ms`, 'a result');
  return refusal('ARTIFACT_INVALID', where, `a crash (${ending.crash})`, 'a result');
}

function tooMuchMemory(found: string, { memoryLimitBytes }: InspectionLimits): DomainError {
  return refusal('MODEL_MEMORY_EXCEEDED', where, found, `at most ${memoryLimitBytes} bytes for the whole process`);
}
