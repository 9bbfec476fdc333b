import type { Socket } from 'node:net';

/**
 * Gathers what sockets are sent within one turn of the event loop, and writes it with one system call for each socket: of
 * a delivery to many clients that call costs most.
 */
export class WriteBatch {
  #sockets: Socket[] = [];

  /** Call before writing to the socket. */
  gather(socket: Socket): void {
    if (socket.writableCorked > 0) return;
    socket.cork();
    if (this.#sockets.push(socket) === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const sockets = this.#sockets;
    this.#sockets = [];
    for (const socket of sockets) socket.uncork();
  }
}
