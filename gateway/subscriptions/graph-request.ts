import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../subgraphs/shared/errors.ts';
import type { GraphRequest } from './operation-door.ts';

const variables = z.record(z.string(), z.unknown()).nullish();

const inBody = z.object({ query: z.string(), operationName: z.string().nullish(), variables });

const inUrl = z.object({
  query: z.string(),
  operationName: z.string().optional(),
  variables: z
    .string()
    .transform((text) => parseJson(text))
    .pipe(variables)
    .optional(),
});

/**
 * Reads a GraphQL request as GraphQL over HTTP writes it: in the body of a POST, in the URL of a GET.
 *
 * @throws {DomainError} BAD_REQUEST naming the part that is wrong
 */
export function readGraphRequest({ method, body, query }: FastifyRequest): GraphRequest {
  const parsed = method === 'GET' ? inUrl.safeParse(query) : inBody.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DomainError('BAD_REQUEST', `${issue?.path.join('.') || 'request'}: ${issue?.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
