import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType, type SubscribePayload } from 'graphql-ws';
import { Lifetime } from '../lifetime.ts';
import { type ClientMessage, readClientMessage } from './client-message.ts';
import { type SendText, TransportOperation } from './transport-operation.ts';

/** Time limit for a client's `connection_init`, milliseconds. */
export const INIT_TIMEOUT_MS = 3_000;

/** Longest reason of a WebSocket's close, bytes. */
const REASON_BYTES = 123;

/** WebSocket below a session. */
export interface SessionSocket {
  /** the subprotocol that was agreed on */
  readonly protocol: string;
  /** Never rejects: a socket that is closed takes everything. */
  readonly send: SendText;
  close(code: number, reason: string): void;
}

/** Code and reason with which a connection is closed. */
export interface SessionRefusal {
  readonly code: number;
  readonly reason: string;
}

/** Decisions of a server about one connection. */
export interface SessionHandlers {
  /**
   * Decides on a client by the payload of its `connection_init`.
   *
   * @returns undefined to admit it
   */
  admit(
    params: Readonly<Record<string, unknown>>,
    session: TransportSession,
  ): SessionRefusal | undefined | Promise<SessionRefusal | undefined>;
  /** Answers an operation, to its end. */
  answer(operation: TransportOperation, payload: SubscribePayload, session: TransportSession): Promise<void>;
  /** Reports what `admit` or `answer` threw; the connection closes with 4500. */
  onFault(error: unknown): void;
}

/**
 * Server's side of graphql-transport-ws on one connection.
 *
 * Written for this project: the server of graphql-ws knows an operation by its id, which a client may use again at once;
 * then it loses the first one's stream. It also answers messages of servers with a fault of its own (4500), and cannot
 * close over an id of more than 100 bytes. Here a client that does not keep the protocol is closed with 44xx.
 */
export class TransportSession {
  readonly #socket: SessionSocket;
  readonly #handlers: SessionHandlers;
  readonly #operations = new Map<string, TransportOperation>();
  readonly #lifetime = new Lifetime();
  #isInitialised = false;
  #isAdmitted = false;

  constructor(socket: SessionSocket, handlers: SessionHandlers) {
    this.#socket = socket;
    this.#handlers = handlers;
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      this.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
      return;
    }
    const timer = setTimeout(() => this.#expectInit(), INIT_TIMEOUT_MS).unref();
    this.own(() => clearTimeout(timer));
  }

  /** Operations under way. */
  get size(): number {
    return this.#operations.size;
  }

  /** Takes over a resource: releases it at the end, or now when the end has come already. */
  own(release: () => void): void {
    this.#lifetime.own(release);
  }

  /** Handles a frame of the client. */
  receive(data: { toString(): string }, isBinary: boolean): void {
    if (this.#lifetime.isEnded) return;
    const message = readClientMessage(data, isBinary);
    if (message) this.#handle(message);
    else this.close(CloseCode.BadRequest, 'Invalid message received');
  }

  /** Ends everything and closes the socket, after what was sent. */
  close(code: number, reason: string): void {
    this.end();
    this.#socket.close(code, Buffer.byteLength(reason) > REASON_BYTES ? '' : reason);
  }

  /** Ends every operation and releases what the session owns: the socket is closed, or about to be. */
  end(): void {
    if (!this.#lifetime.end()) return;
    for (const operation of [...this.#operations.values()]) operation.leave();
  }

  #expectInit(): void {
    if (!this.#isInitialised)
      this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
  }

  #handle(message: ClientMessage): void {
    switch (message.type) {
      case MessageType.ConnectionInit:
        this.#guard(this.#initialise(message.payload ?? {}));
        break;
      case MessageType.Subscribe:
        this.#subscribe(message.id, message.payload);
        break;
      case MessageType.Complete:
        this.#operations.get(message.id)?.leave();
        break;
      case MessageType.Ping:
        void this.#socket.send(JSON.stringify({ type: MessageType.Pong, payload: message.payload ?? undefined }));
    }
  }

  async #initialise(params: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#isInitialised)
      return this.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    this.#isInitialised = true;
    const refusal = await this.#handlers.admit(params, this);
    if (this.#lifetime.isEnded) return;
    if (refusal) return this.close(refusal.code, refusal.reason);
    this.#isAdmitted = true;
    void this.#socket.send(`{"type":"${MessageType.ConnectionAck}"}`);
  }

  #subscribe(id: string, payload: SubscribePayload): void {
    if (!this.#isAdmitted) this.close(CloseCode.Unauthorized, 'Unauthorized');
    else if (this.#operations.has(id))
      this.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    else this.#begin(id, payload);
  }

  #begin(id: string, payload: SubscribePayload): void {
    const operation = new TransportOperation(id, this.#socket.send);
    this.#operations.set(id, operation);
    operation.own(() => this.#operations.delete(id));
    this.#guard(this.#handlers.answer(operation, payload, this));
  }

  #guard(work: Promise<void>): void {
    work.catch((error) => {
      this.#handlers.onFault(error);
      this.close(CloseCode.InternalServerError, 'Internal error');
    });
  }
}
