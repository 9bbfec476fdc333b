import { setTimeout } from 'node:timers/promises';
import { StepFailure } from '../client/step-failure.ts';

/** Numbered steps of a demo on standard output, each with its duration. */
export class Transcript {
  readonly #write: (line: string) => void;
  readonly #total: number;
  readonly #startedAt = performance.now();
  #number = 0;

  /** @param total number of steps */
  constructor(total: number, write: (line: string) => void) {
    this.#total = total;
    this.#write = write;
  }

  /** Writes a line with the time since the start. */
  say(line: string): void {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1).padStart(6);
    this.#write(`${seconds} s  ${line}\n`);
  }

  /** Runs a step, and writes its title before and its duration after it. */
  async step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
    this.#number += 1;
    const startedAt = performance.now();
    this.say(`${this.#number}/${this.#total} ${title}`);
    const result = await work();
    this.say(`    done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    return result;
  }
}

/** A condition to wait for, and how long. */
export interface Awaited<Result> {
  /** for the failure: `a version newer than 2` */
  readonly expected: string;
  readonly limitMs: number;
  /** Undefined until the condition is met. */
  readonly poll: () => Promise<Result | undefined>;
}

const PAUSE_MS = 500;

/** Polls until a condition is met. @throws {StepFailure} at the limit, and what `poll` throws */
export async function waitFor<Result>({ expected, limitMs, poll }: Awaited<Result>): Promise<Result> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await poll();
    if (found !== undefined) return found;
    if (performance.now() > deadline)
      throw new StepFailure(`found nothing within ${limitMs / 1000} s, expected ${expected}`);
    await setTimeout(PAUSE_MS);
  }
}
