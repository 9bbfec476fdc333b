import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DomainError } from '../../shared/errors.ts';
import { entryPoint } from '../../shared/program.ts';
import { refusal } from '../../shared/refusal.ts';
import type { Candidate, Inspection } from './inspect-artifact.ts';
import type { InspectionReply } from './inspection-process.ts';

const ENTRY = entryPoint('subgraphs/models/validation/inspection-process.ts');

/**
 * Inspects a file in a process of its own, within a time limit.
 *
 * A process and not a thread: a run of ONNX Runtime cannot be interrupted, and ending a thread in the middle of one
 * aborts everything around it. A file that hangs or crashes takes only this process with it, which also sees nothing
 * of our environment.
 *
 * @param timeLimitMs from the start of the process to its answer
 * @throws {DomainError} ARTIFACT_VALIDATION_TIMEOUT when it takes too long, ARTIFACT_INVALID when the process crashes, and
 *   what `inspectArtifact` throws, with where, found and expected
 */
export async function inspectApart(candidate: Candidate, timeLimitMs: number): Promise<Inspection> {
  const child = fork(fileURLToPath(ENTRY.url), [], {
    execArgv: [...ENTRY.execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {},
  });
  let isOverdue = false;
  const timer = setTimeout(() => {
    isOverdue = true;
    child.kill('SIGKILL');
  }, timeLimitMs);
  try {
    const reply = await exchange(child, candidate);
    if (reply === undefined) throw ended(child, isOverdue, timeLimitMs);
    if ('inspection' in reply) return reply.inspection;
    throw new DomainError(reply.refusal.code, reply.refusal.message, reply.refusal.extensions);
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

/** Sends the candidate and waits for the reply, or for the end of the process: then undefined. */
async function exchange(child: ChildProcess, candidate: Candidate): Promise<InspectionReply | undefined> {
  child.stderr?.resume();
  return new Promise((resolve, reject) => {
    child.once('message', (reply: InspectionReply) => resolve(reply));
    child.once('exit', () => resolve(undefined));
    child.once('error', reject);
    // a process that ends while it is being written to is reported by its exit
    child.send(candidate, () => undefined);
  });
}

function ended(child: ChildProcess, isOverdue: boolean, timeLimitMs: number): DomainError {
  const where = 'loading and running the file';
  if (isOverdue) return refusal('ARTIFACT_VALIDATION_TIMEOUT', where, `no answer within ${timeLimitMs} ms`, 'a result');
  return refusal('ARTIFACT_INVALID', where, `a crash (${child.signalCode ?? child.exitCode})`, 'a result');
}
