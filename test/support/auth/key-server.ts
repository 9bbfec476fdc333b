import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

/** Answer of a server to one request for its keys. */
export type KeyAnswer = (response: ServerResponse) => void;

/** An HTTP server at the place of an identity provider's JSON Web Key Set. */
export class KeyServer {
  /** how the next requests are answered */
  answer: KeyAnswer = answerKeys([]);
  /** requests until now */
  readings = 0;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (_request, response) => {
      this.readings++;
      this.answer(response);
      server.emit('reading');
    });
  }

  static async listen(): Promise<KeyServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new KeyServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/keys`;
  }

  /** Resolves when the next request has come. */
  async nextReading(): Promise<void> {
    await once(this.#server, 'reading');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Answers a set of these keys, which need not be keys. */
export function answerKeys(keys: readonly (JWK | unknown)[]): KeyAnswer {
  return answerText(JSON.stringify({ keys }));
}

/** Answers a text. */
export function answerText(text: string, status = 200): KeyAnswer {
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

/** Never answers. */
export const answerNothing: KeyAnswer = () => undefined;

/** Sends the head and a first byte, and then no more. */
export const answerHalf: KeyAnswer = (response) => void response.writeHead(200).write('{');

/** Answers a text of so many bytes, as fast as it is read, and counts what went out. */
export function answerBytes(total: number): KeyAnswer & { sent: number } {
  const chunk = Buffer.alloc(65_536, ' ');
  const answer: KeyAnswer & { sent: number } = (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': total });
    const send = (): void => {
      while (answer.sent < total && !response.destroyed) {
        answer.sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', send);
      }
    };
    send();
  };
  answer.sent = 0;
  return answer;
}
