import { setTimeout as sleep } from 'node:timers/promises';
import {
  KEY_PREFIX,
  OPERATION_KINDS,
  type Operation,
  type OperationKind,
  recordInteractions,
  scoreLead,
  submitLead,
} from './operations.ts';
import { sendOperation } from './send-operation.ts';
import { Silence } from './silence.ts';

const CALLERS = 8;
const DEMO_LEADS = 5_000;
const PAUSE_MS = 20;
const RETRY_AFTER_MS = 50;
/** Every so many acknowledged operations one is sent once more: its answer must be the first one's. */
const REPEAT_EVERY = 8;
/** Sent again these would be refused again. */
const FINAL: ReadonlySet<string> = new Set(['LEAD_NOT_FOUND', 'VALIDATION_FAILED', 'IDEMPOTENCY_KEY_REUSED']);

/** Something that the platform said it stored. */
export interface Acknowledged {
  readonly kind: OperationKind;
  readonly id: string;
}

/**
 * Callers that submit leads, record interactions with them and score them, at a steady rate, at every gateway in turn.
 * What fails is sent again with its key until it is acknowledged, as a careful client does.
 */
export class SteadyLoad {
  /** by key */
  readonly acknowledged = new Map<string, Acknowledged>();
  /** keys that were acknowledged with two different ids */
  readonly contradicted = new Set<string>();
  /** how often each code was answered */
  readonly errors = new Map<string, number>();
  readonly silence = new Silence();
  readonly #urls: readonly string[];
  readonly #token: string;
  // when the last acknowledged request of each kind was sent
  readonly #sentAt = new Map<OperationKind, number>();
  readonly #callers: Promise<unknown>;
  #isStopped = false;

  constructor(urls: readonly string[], token: string) {
    this.#urls = urls;
    this.#token = token;
    this.#callers = Promise.all(Array.from({ length: CALLERS }, (_, caller) => this.#call(caller)));
  }

  /** Whether an operation of every kind that was sent after this moment has succeeded. */
  hasWorkedSince(moment: number): boolean {
    return OPERATION_KINDS.every((kind) => (this.#sentAt.get(kind) ?? 0) > moment);
  }

  /** ids of the acknowledged scores */
  get scoreIds(): readonly string[] {
    return [...this.acknowledged.values()].filter(({ kind }) => kind === 'scoreLead').map(({ id }) => id);
  }

  /** Asks nothing more, and waits for what is under way. @returns the longest time without a success, ms */
  async stop(): Promise<number> {
    const { longestMs } = this.silence;
    this.#isStopped = true;
    await this.#callers;
    return longestMs;
  }

  async #call(caller: number): Promise<void> {
    for (let turn = caller; !this.#isStopped; turn += CALLERS) {
      const demoLead = `lead-${String(1 + (turn % DEMO_LEADS)).padStart(6, '0')}`;
      await this.#perform(scoreLead(`${KEY_PREFIX}demo-${turn}`, demoLead), turn);
      const leadId = await this.#perform(submitLead(`${KEY_PREFIX}lead-${turn}`), turn);
      if (leadId === undefined) continue;
      // at the next gateway: it must know what the last one stored
      await this.#perform(recordInteractions(`${KEY_PREFIX}visit-${turn}`, leadId), turn + 1);
      await this.#perform(scoreLead(`${KEY_PREFIX}new-${turn}`, leadId), turn + 1);
    }
  }

  /** Sends an operation until it is acknowledged, refused for good, or the load has stopped. */
  async #perform(operation: Operation, turn: number): Promise<string | undefined> {
    await sleep(PAUSE_MS);
    for (let attempt = turn; !this.#isStopped; attempt++) {
      const sentAt = performance.now();
      const outcome = await sendOperation(this.#url(attempt), this.#token, operation);
      if ('id' in outcome) {
        this.#acknowledge(operation, outcome.id, sentAt);
        if (this.acknowledged.size % REPEAT_EVERY === 0) await this.#repeat(operation, attempt + 1);
        return outcome.id;
      }
      this.#count(outcome.code);
      if (FINAL.has(outcome.code)) return undefined;
      await sleep(RETRY_AFTER_MS);
    }
    return undefined;
  }

  async #repeat(operation: Operation, attempt: number): Promise<void> {
    const outcome = await sendOperation(this.#url(attempt), this.#token, operation);
    if ('code' in outcome) this.#count(outcome.code);
    else if (outcome.id !== this.acknowledged.get(operation.key)?.id) this.contradicted.add(operation.key);
  }

  #acknowledge({ kind, key }: Operation, id: string, sentAt: number): void {
    this.acknowledged.set(key, { kind, id });
    this.#sentAt.set(kind, Math.max(sentAt, this.#sentAt.get(kind) ?? 0));
    this.silence.end();
  }

  #count(code: string): void {
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
  }

  #url(turn: number): string {
    return this.#urls[turn % this.#urls.length] as string;
  }
}
