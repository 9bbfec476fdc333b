import { createHash, randomBytes } from 'node:crypto';
import type { Scope } from './identity.ts';

/** Start of every token of a machine: no other token begins so, and scanners for leaked secrets find it. */
const PREFIX = 'lsm_';

/** Scopes that no machine can have: rights to give rights, and to agree to what another has asked for. */
export const PEOPLES_SCOPES: readonly Scope[] = ['tokens:write', 'models:approve'];

/** A token of a machine: 256 random bits. */
export function newMachineToken(): string {
  return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

/** Whether a token is of a machine, valid or not. */
export function isMachineToken(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** SHA-256 of a token, hexadecimal: what is stored of it. A random token needs neither salt nor a slow hash. */
export function machineTokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Subject of the tokens of a machine. */
export function machineSubject(name: string): string {
  return `machine:${name}`;
}
