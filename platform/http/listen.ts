import type { FastifyInstance } from 'fastify';
import { refusal } from '../refusal.ts';

/** A server with what runs behind it. */
export interface Listener {
  readonly server: FastifyInstance;
  /** Ends the server and what runs behind it. */
  close(): Promise<void>;
}

/** Address of a server. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

// Node asks for 511, and many clients that come at once are reset; the operating system takes what it allows at most
const BACKLOG = 65_535;

/** Refusals of an operating system by their code: the variable, found and expected. */
const REFUSALS: Readonly<Record<string, readonly ['HOST' | 'PORT', found: string, expected: string]>> = {
  EADDRINUSE: ['PORT', 'a port that another process listens on', 'a free one'],
  EACCES: ['PORT', 'a port that this user may not take', 'one of at least 1024'],
  EADDRNOTAVAIL: ['HOST', 'an address that is not of this machine', 'one of its own'],
  EAFNOSUPPORT: ['HOST', 'a kind of address that is not set up here', 'one of this machine'],
  ENOTFOUND: ['HOST', 'a name without an address', 'an address of this machine'],
  EAI_AGAIN: ['HOST', 'a name that cannot be looked up', 'an address of this machine'],
  EINVAL: ['HOST', 'an address that cannot be listened on', 'an address of this machine'],
};

/**
 * Takes connections from now on, or closes what cannot be reached.
 *
 * @returns the URL
 * @throws {DomainError} ADDRESS_UNAVAILABLE when the operating system refuses
 */
export async function listen(listener: Listener, { host, port }: ListenAddress): Promise<string> {
  try {
    return await listener.server.listen({ host, port, backlog: BACKLOG });
  } catch (error) {
    // loops in the background would keep the process alive
    await listener.close();
    const known = REFUSALS[(error as NodeJS.ErrnoException).code ?? ''];
    if (!known) throw error;
    const [variable, found, expected] = known;
    throw refusal('ADDRESS_UNAVAILABLE', `${variable} (${host}:${port})`, found, expected);
  }
}
