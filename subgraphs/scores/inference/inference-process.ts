import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DomainError } from '../../../platform/errors.ts';
import { startModelProcess } from '../../../platform/process/model-process.ts';
import { entryPoint } from '../../../platform/process/program.ts';
import type { InferenceCall, InferenceReply } from './inference-service.ts';

type Waiter = { resolve(reply: InferenceReply): void; reject(error: Error): void };

const ENTRY = entryPoint('subgraphs/scores/inference/inference-child.ts');

/** Settings of an {@link InferenceProcess}. */
export interface InferenceProcessOptions {
  /** LIVE: callers wait for its replies. BACKGROUND: runs at a low priority */
  readonly priority: 'LIVE' | 'BACKGROUND';
  /** limit of its memory, bytes */
  readonly memoryLimitBytes: number;
  /** called once, when it has hung or crashed; not after {@link InferenceProcess.close} */
  readonly onEnd?: (error: DomainError) => void;
}

/** Child process that holds sessions and runs each within a time limit, after which it is killed. */
export class InferenceProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiter>();
  #nextId = 0;
  readonly #onEnd: (error: DomainError) => void;
  #end: DomainError | undefined;
  #isClosing = false;

  constructor({ priority, memoryLimitBytes, onEnd = () => undefined }: InferenceProcessOptions) {
    this.#onEnd = onEnd;
    this.#child = startModelProcess(ENTRY, memoryLimitBytes, { args: [priority] }).child;
    this.#child.on('message', (reply: InferenceReply) => this.#settle(reply));
    this.#child.on('error', (error) => this.#fail('INFERENCE_FAILED', error.message));
    this.#child.on('exit', (code, signal) => this.#fail('INFERENCE_FAILED', `it ended (${signal ?? code})`));
    this.#keepAlive(false);
  }

  get isAlive(): boolean {
    return this.#end === undefined;
  }

  /**
   * Sends a request. When its reply is late, the process is killed and every pending request fails.
   *
   * @throws {DomainError} INFERENCE_TIMEOUT, INFERENCE_FAILED, and the errors of loading a model
   */
  async call(call: InferenceCall, timeLimitMs: number): Promise<InferenceReply> {
    if (this.#end) throw this.#end;
    const id = ++this.#nextId;
    const timer = setTimeout(() => {
      // a reply may have arrived while this thread was busy: it is read before this runs
      setImmediate(() => {
        if (this.#waiting.has(id)) this.#kill(timeLimitMs);
      });
    }, timeLimitMs);
    if (this.#waiting.size === 0) this.#keepAlive(true);
    try {
      const reply = await new Promise<InferenceReply>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        // a process that ends during the write is reported by its exit event
        this.#child.send({ ...call, id }, () => undefined);
      });
      if (reply.error) throw new DomainError(reply.error.code, reply.error.message);
      return reply;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Kills the process at once; pending requests fail. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#fail('INFERENCE_FAILED', 'it was stopped');
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    this.#child.ref();
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #kill(timeLimitMs: number): void {
    this.#fail('INFERENCE_TIMEOUT', `found no reply within ${timeLimitMs} ms`);
    this.#child.kill('SIGKILL');
  }

  #settle(reply: InferenceReply): void {
    const waiter = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#keepAlive(false);
    waiter?.resolve(reply);
  }

  #fail(code: 'INFERENCE_FAILED' | 'INFERENCE_TIMEOUT', reason: string): void {
    // the first reason is the cause of the others
    if (this.#end) return;
    this.#end = new DomainError(code, `inference process: ${reason}`);
    for (const waiter of this.#waiting.values()) waiter.reject(this.#end);
    this.#waiting.clear();
    this.#keepAlive(false);
    if (!this.#isClosing) this.#onEnd(this.#end);
  }

  /** Keeps this process alive while replies are pending, and only then. */
  #keepAlive(isAwaited: boolean): void {
    if (isAwaited) {
      this.#child.ref();
      this.#child.channel?.ref();
    } else {
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }
}
