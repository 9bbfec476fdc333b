import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors.ts';
import type { Scope } from '../../platform/identity/identity.ts';

/** Scope that allows large bodies: an ONNX file is sent as base64 inside an operation. */
const SCOPE: Scope = 'models:promote';

/** Body sizes of the GraphQL route, bytes. */
export interface BodyLimits {
  readonly bodyLimitBytes: number;
  readonly artifactLimitBytes: number;
}

/** Largest body of the GraphQL route: an artifact of the largest size in base64, with its operation. */
export function largestBody({ bodyLimitBytes, artifactLimitBytes }: BodyLimits): number {
  return bodyLimitBytes + 4 * Math.ceil(artifactLimitBytes / 3);
}

/**
 * Refuses a body that exceeds the ordinary limit or has no stated length, before it is read, unless the sender may
 * change models.
 *
 * @throws {DomainError} BODY_TOO_LARGE
 */
export function enforceBodyLimit({ headers, identity }: FastifyRequest, { bodyLimitBytes }: BodyLimits): void {
  if (identity.scopes.includes(SCOPE)) return;
  const length = headers['content-length'];
  const isUnstated = length === undefined && headers['transfer-encoding'] !== undefined;
  if (isUnstated || Number(length ?? 0) > bodyLimitBytes) {
    const found = isUnstated ? 'a body of unstated length' : `${length} bytes`;
    throw new DomainError('BODY_TOO_LARGE', `body: found ${found}, expected at most ${bodyLimitBytes} bytes`);
  }
}
