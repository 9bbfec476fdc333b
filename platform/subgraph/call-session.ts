import type { Socket } from 'node:net';
import { DomainError } from '../errors.ts';
import type { RequestsUnderWay } from '../http/requests-under-way.ts';
import { type Call, CLOSE_LINE, MAX_CALL_LENGTH, MAX_CALLS, readGatewayLine } from './call-protocol.ts';
import type { Deadline, LimitedContext } from './deadline.ts';
import { readClientAddress } from './gateway-protocol.ts';
import type { IdentityCache } from './identity-cache.ts';
import { LineReader } from './line-reader.ts';
import { LineWriter } from './line-writer.ts';
import type { OperationExecutor } from './operation-executor.ts';
import { failureOf } from './operation-failure.ts';

/** Dependencies of the sessions of one server. */
export interface CallSessionDeps {
  readonly executor: OperationExecutor;
  readonly identities: IdentityCache;
  /** limits calls together with requests */
  readonly underWay: RequestsUnderWay;
}

/** A call under way. Over once it has been answered, its time was over, or nobody waits for it. */
class CallUnderWay implements Deadline {
  readonly #timer: NodeJS.Timeout;
  isOver = false;

  constructor(timeLeftMs: number, onTimeout: () => void) {
    this.#timer = setTimeout(onTimeout, timeLeftMs);
  }

  /** @returns false when it was over before */
  end(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    clearTimeout(this.#timer);
    return true;
  }
}

/** Subgraph's side of one connection of calls; see `call-protocol.ts`. */
export class CallSession {
  readonly #socket: Socket;
  readonly #deps: CallSessionDeps;
  readonly #reader = new LineReader(MAX_CALL_LENGTH);
  readonly #writer: LineWriter;
  readonly #calls = new Map<number, CallUnderWay>();

  constructor(socket: Socket, deps: CallSessionDeps) {
    this.#socket = socket;
    this.#deps = deps;
    this.#writer = new LineWriter(socket);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('drain', () => socket.resume());
    // a gateway that waits for a response does not end its side
    socket.once('end', () => socket.destroy());
    socket.once('close', () => this.#abandon());
  }

  /** Whether every call has been answered. */
  get isIdle(): boolean {
    return this.#calls.size === 0;
  }

  /** Asks the gateway to send no more; it ends the connection once everything is answered. */
  close(): void {
    this.#writer.write(CLOSE_LINE);
  }

  #abandon(): void {
    for (const call of this.#calls.values()) call.end();
    this.#calls.clear();
  }

  #receive(chunk: Buffer): void {
    const lines = this.#reader.push(chunk);
    if (!lines) return void this.#refuse(`a line of more than ${MAX_CALL_LENGTH} characters`);
    for (const line of lines) {
      const read = readGatewayLine(line);
      if (!read) return void this.#refuse('a line that is neither');
      if ('cancel' in read) this.#cancel(read.cancel);
      else if (this.#calls.has(read.id)) return void this.#refuse('the id of a call under way');
      else this.#begin(read);
    }
    if (this.#writer.isFull) this.#socket.pause();
  }

  #refuse(found: string): void {
    this.#socket.destroy(new Error(`found ${found}, expected a call or a cancellation`));
  }

  #cancel(id: number): void {
    this.#calls.get(id)?.end();
    this.#calls.delete(id);
  }

  #begin(call: Call): void {
    const { id, timeLeftMs } = call;
    const { underWay } = this.#deps;
    try {
      const identity = this.#deps.identities.read(call.identity);
      if (this.#calls.size >= MAX_CALLS) throw overloaded(this.#calls.size);
      if (!(timeLeftMs > 0)) throw timedOut(timeLeftMs);
      const release = underWay.begin({ method: 'CALL', routeOptions: { url: '/graphql' } });
      const deadline = new CallUnderWay(timeLeftMs, () => {
        release();
        this.#answer(id, deadline, failure(timedOut(timeLeftMs)));
      });
      this.#calls.set(id, deadline);
      const clientAddress = readClientAddress(call.clientAddress);
      const context = { identity, requestId: call.requestId, clientAddress, deadline };
      void this.#execute(call, context).then((response) => {
        release();
        this.#answer(id, deadline, response);
      });
    } catch (error) {
      this.#writer.write(`${id} ${failure(error)}`);
    }
  }

  async #execute({ query, variables }: Call, context: LimitedContext): Promise<string> {
    // begins when all that came with it is read: it may have been cancelled meanwhile
    await undefined;
    const { status, body } = await this.#deps.executor.execute(query, variables, context);
    return `${status} ${body}`;
  }

  #answer(id: number, call: CallUnderWay, response: string): void {
    if (!call.end()) return;
    this.#writer.write(`${id} ${response}`);
    this.#calls.delete(id);
  }
}

function failure(error: unknown): string {
  const { status, errors } = failureOf(error);
  return `${status} ${JSON.stringify({ errors })}`;
}

function timedOut(timeLeftMs: number): DomainError {
  return new DomainError('SUBGRAPH_TIMEOUT', `found no answer within ${timeLeftMs} ms`);
}

function overloaded(found: number): DomainError {
  return new DomainError('OVERLOADED', `found ${found} calls of a connection under way, expected fewer`);
}
