import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DomainError } from '../../../platform/errors.ts';
import { startModelProcess } from '../../../platform/process/model-process.ts';
import { entryPoint } from '../../../platform/process/program.ts';
import type { InferenceQuestion, InferenceReply } from './inference-service.ts';

type Waiter = { resolve(reply: InferenceReply): void; reject(error: Error): void };

const ENTRY = entryPoint('subgraphs/scores/inference/inference-child.ts');

/** Options of an {@link InferenceProcess}. */
export interface InferenceProcessOptions {
  /** LIVE: somebody waits for its answers. BACKGROUND: at a low priority */
  readonly priority: 'LIVE' | 'BACKGROUND';
  /** most memory it may take, bytes */
  readonly memoryLimitBytes: number;
  /** Called once, when it has hung or crashed; not after {@link InferenceProcess.close}. */
  readonly onEnd?: (error: DomainError) => void;
}

/** One process that holds sessions and runs them within a time limit, after which it is killed. */
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
   * Asks the process; with an answer that is late it is killed, and everything that it was asked fails.
   *
   * @throws {DomainError} INFERENCE_TIMEOUT, INFERENCE_FAILED, and what loading a model throws
   */
  async ask(question: InferenceQuestion, timeLimitMs: number): Promise<InferenceReply> {
    if (this.#end) throw this.#end;
    const id = ++this.#nextId;
    const timer = setTimeout(() => {
      // an answer may have come while our own thread was busy: it is read before this is called
      setImmediate(() => {
        if (this.#waiting.has(id)) this.#kill(timeLimitMs);
      });
    }, timeLimitMs);
    if (this.#waiting.size === 0) this.#keepAlive(true);
    try {
      const reply = await new Promise<InferenceReply>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        // a process that ends while it is being written to is reported by its exit
        this.#child.send({ ...question, id }, () => undefined);
      });
      if (reply.error) throw new DomainError(reply.error.code, reply.error.message);
      return reply;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Kills the process, whatever it does; what it was asked fails. */
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
    this.#fail('INFERENCE_TIMEOUT', `found no answer within ${timeLimitMs} ms`);
    this.#child.kill('SIGKILL');
  }

  #settle(reply: InferenceReply): void {
    const waiter = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#keepAlive(false);
    waiter?.resolve(reply);
  }

  #fail(code: 'INFERENCE_FAILED' | 'INFERENCE_TIMEOUT', reason: string): void {
    // the first reason counts: the others follow from it
    if (this.#end) return;
    this.#end = new DomainError(code, `the inference process: ${reason}`);
    for (const waiter of this.#waiting.values()) waiter.reject(this.#end);
    this.#waiting.clear();
    this.#keepAlive(false);
    if (!this.#isClosing) this.#onEnd(this.#end);
  }

  /** Whether our own process stays for its sake: while an answer is awaited. */
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
