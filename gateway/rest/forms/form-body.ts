import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../../platform/errors.ts';
import { MOST_FIELDS } from './form-definition.ts';

/** Media type of a plain HTML form. */
export const FORM_TYPE = 'application/x-www-form-urlencoded';

// as the JSON parser refuses them
const PROTOTYPE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Takes bodies of plain HTML forms, besides those of JSON. */
export function addFormBody(app: FastifyInstance): void {
  app.addContentTypeParser(FORM_TYPE, { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseForm(body as Buffer));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
}

/**
 * Parses `application/x-www-form-urlencoded`, strictly: no name twice, no broken percent-encoding, UTF-8 only.
 *
 * Not `URLSearchParams` and no library: those guess what a broken body means.
 *
 * @returns values by name; an object without a prototype
 * @throws {DomainError} VALIDATION_FAILED
 */
export function parseForm(body: Buffer): Readonly<Record<string, string>> {
  if (!isUtf8(body)) throw refusal('bytes that are no UTF-8', 'UTF-8');
  const pairs = body
    .toString()
    .split('&', MOST_FIELDS + 1)
    .filter(Boolean);
  if (pairs.length > MOST_FIELDS) throw refusal(`more than ${MOST_FIELDS} fields`, 'fewer');
  const fields: Record<string, string> = Object.create(null);
  for (const pair of pairs) {
    const end = pair.indexOf('=');
    const name = decode(end < 0 ? pair : pair.slice(0, end));
    if (PROTOTYPE_NAMES.has(name)) throw refusal(`a field ${name}`, 'fields of the form');
    if (name in fields) throw refusal('a field twice', 'each field once');
    fields[name] = decode(end < 0 ? '' : pair.slice(end + 1));
  }
  return fields;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw refusal('invalid percent-encoding', 'UTF-8 in percent-encoding');
  }
}

function refusal(found: string, expected: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `body: found ${found}, expected ${expected}`);
}
