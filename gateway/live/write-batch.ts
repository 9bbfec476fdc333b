import type { Socket } from 'node:net';

/**
 * Batches writes to sockets within one turn of the event loop into one system call per socket, the main cost of
 * delivering to many clients.
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
