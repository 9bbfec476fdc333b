import { EventEmitter, once } from 'node:events';
import { DomainError } from '../../../platform/errors.ts';

/** One stored fact; its cursor is its position. */
export interface LoggedEvent {
  readonly id: string;
  readonly cursor: string;
}

/** Facts in order, and streams of them that begin anywhere and can be lost. */
export class EventLog {
  readonly events: LoggedEvent[] = [];
  readonly streams = new Set<LogStream>();
  /** where each stream was asked to begin, in order; undefined for now */
  readonly openedAfter: unknown[] = [];
  isDown = false;
  readonly #changes = new EventEmitter().setMaxListeners(0);

  append(...ids: readonly string[]): void {
    for (const id of ids) this.events.push({ id, cursor: String(this.events.length + 1) });
    for (const stream of this.streams) stream.wake();
  }

  /** Every open stream is lost. */
  lose(error: unknown = new DomainError('SUBGRAPH_UNAVAILABLE', 'the stream is lost')): void {
    for (const stream of [...this.streams]) stream.lose(error);
  }

  /** Ends when so many streams are open. */
  async open(count: number): Promise<void> {
    while (this.streams.size !== count) await once(this.#changes, 'change');
  }

  /** Ends when streams were asked for so many times. */
  async asked(times: number): Promise<void> {
    while (this.openedAfter.length < times) await once(this.#changes, 'change');
  }

  stream(after: string | null | undefined): AsyncIterable<LoggedEvent> {
    this.openedAfter.push(after);
    this.changed();
    if (this.isDown) throw new DomainError('SUBGRAPH_UNAVAILABLE', 'the log is down');
    const stream = new LogStream(this, after ? Number(after) : this.events.length);
    this.streams.add(stream);
    this.changed();
    return stream;
  }

  changed(): void {
    this.#changes.emit('change');
  }
}

class LogStream implements AsyncIterableIterator<LoggedEvent> {
  readonly #log: EventLog;
  #position: number;
  #error: unknown;
  #wake: (() => void) | undefined;

  constructor(log: EventLog, position: number) {
    this.#log = log;
    this.#position = position;
  }

  wake(): void {
    this.#wake?.();
  }

  lose(error: unknown): void {
    this.#error = error;
    this.#close();
  }

  async next(): Promise<IteratorResult<LoggedEvent>> {
    while (this.#log.streams.has(this)) {
      const event = this.#log.events[this.#position];
      if (event) {
        this.#position += 1;
        return { done: false, value: { ...event } };
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#error) throw this.#error;
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<LoggedEvent>> {
    this.#close();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #close(): void {
    this.#log.streams.delete(this);
    this.wake();
    this.#log.changed();
  }
}
