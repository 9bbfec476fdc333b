import type { Socket } from 'node:net';
import { CLOSE_LINE, MAX_CALL_LENGTH, readResponse } from '../../../../platform/subgraph/call-protocol.ts';
import { LineReader } from '../../../../platform/subgraph/line-reader.ts';
import { LineWriter } from '../../../../platform/subgraph/line-writer.ts';
import { PendingAnswer, type TransportAnswer, type WaitLimits } from './pending-answer.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** of all connections as many as requests of HTTP: a subgraph limits what all gateways ask at once */
const MOST_CALLS = 32;

/** Gateway's side of one connection of calls; see `call-protocol.ts`. */
export class CallConnection {
  /** resolves when it has ended */
  readonly closed: Promise<unknown>;
  readonly #socket: Socket;
  readonly #reader = new LineReader(MAX_CALL_LENGTH);
  readonly #writer: LineWriter;
  readonly #calls = new Map<number, PendingAnswer>();
  readonly #onRetired: () => void;
  #lastId = 0;
  /** lines */
  #received = 0;
  #fault: Error | undefined;
  #isRetired = false;

  /** @param onRetired called once, when it takes no more calls */
  constructor(socket: Socket, onRetired: () => void) {
    this.#socket = socket;
    this.#onRetired = onRetired;
    this.#writer = new LineWriter(socket);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => {
      this.#fault = error;
    });
    socket.once('close', () => this.#lose());
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  /** Whether another call may be sent now. */
  get hasRoom(): boolean {
    // not writable: the other side has ended it, and its end is on the way
    return this.#calls.size < MOST_CALLS && !this.#writer.isFull && this.#socket.writable;
  }

  /** Whether calls were sent, and nothing has come back. */
  get isMute(): boolean {
    return this.#lastId > 0 && this.#received === 0;
  }

  /**
   * Sends a call.
   *
   * @param members of its JSON, but for the id
   * @throws {SubgraphFailure} `connection`, `timeout` or `abandoned`
   */
  send(members: string, limits: WaitLimits): Promise<TransportAnswer> {
    const id = ++this.#lastId;
    const receivedBefore = this.#received;
    const pending = new PendingAnswer(limits, ({ fault }) => {
      this.#writer.write(`{"cancel":${id}}`);
      this.#forget(id);
      // nothing came since: the other side may be gone without a word
      if (fault === 'timeout' && this.#received === receivedBefore) this.retire();
    });
    this.#calls.set(id, pending);
    this.#writer.write(`{"id":${id},${members}}`);
    return pending.promise;
  }

  /** Takes no more calls, and ends once those under way are answered. */
  retire(): void {
    if (this.#isRetired) return;
    this.#isRetired = true;
    this.#onRetired();
    this.#endIfIdle();
  }

  #receive(chunk: Buffer): void {
    const lines = this.#reader.push(chunk);
    if (!lines) return void this.#refuse(`a line of more than ${MAX_CALL_LENGTH} characters`);
    this.#received += lines.length;
    for (const line of lines) {
      if (line === CLOSE_LINE) this.retire();
      else if (!this.#answer(line)) return void this.#refuse('a line of another form');
    }
  }

  #refuse(found: string): void {
    this.#socket.destroy(new Error(`found ${found}, expected a response`));
  }

  /** @returns whether the line is a response */
  #answer(line: string): boolean {
    const response = readResponse(line);
    if (!response) return false;
    const { id, status, body } = response;
    // nobody waits for a cancelled one
    this.#calls.get(id)?.answer({ status, text: body });
    this.#forget(id);
    return true;
  }

  #forget(id: number): void {
    this.#calls.delete(id);
    if (this.#isRetired) this.#endIfIdle();
  }

  #endIfIdle(): void {
    if (this.#calls.size > 0) return;
    this.#writer.flush();
    // cancellations at most are not written yet, and a side that does not read would keep the connection for good
    this.#socket.destroy();
  }

  #lose(): void {
    this.retire();
    const failure = new SubgraphFailure('connection', 'connection lost', { cause: this.#fault });
    for (const call of this.#calls.values()) call.fail(failure);
    this.#calls.clear();
  }
}
