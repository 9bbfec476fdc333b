import { DomainError } from '../../platform/errors.ts';

const PATH = /^(?:(?:input|filter)\.)?(?:features\.)?([\w.[\]]+)(?=: found )/;

/** Fields whose names differ by more than their case. */
const NAMES: Readonly<Record<string, string>> = {
  id: 'lead_id',
  leadId: 'lead_id',
  source: 'referral_source',
  idempotencyKey: 'idempotency-key',
};

/** A subgraph's refusal with the fields named as REST clients name them; any other error as it is. */
export function inRestNames(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const { code, message, extensions } = error;
  const faults = Array.isArray(extensions.faults) ? (extensions.faults as readonly string[]) : [message];
  const renamed = faults.map((fault) => fault.replace(PATH, (_, path: string) => restName(path))).join('; ');
  return renamed === message ? error : new DomainError(code, renamed, extensions, { cause: error });
}

function restName(path: string): string {
  return NAMES[path] ?? path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
