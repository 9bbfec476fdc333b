import { cutText } from '../../../../platform/cut-text.ts';
import type { SubgraphResult } from '../source.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

const SHOWN_CHARACTERS = 200;

/** A subgraph's response to several equal calls: each reads an object of its own. */
export class SharedAnswer {
  readonly #text: string;
  #parsed: SubgraphResult | undefined;

  /** @throws {SubgraphFailure} `unreadable` when the text is not a GraphQL response */
  constructor(text: string) {
    this.#text = text;
    this.#parsed = parseAnswer(text);
  }

  /** The response as a new object. */
  read(): SubgraphResult {
    const parsed = this.#parsed ?? (JSON.parse(this.#text) as SubgraphResult);
    this.#parsed = undefined;
    return parsed;
  }
}

function parseAnswer(text: string): SubgraphResult {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw unreadable('found no JSON', text, error);
  }
  if (!isAnswer(answer)) throw unreadable('found neither data nor errors', text);
  return answer;
}

function isAnswer(answer: unknown): answer is SubgraphResult {
  if (typeof answer !== 'object' || answer === null) return false;
  const { data, errors } = answer as Record<'data' | 'errors', unknown>;
  if (errors !== undefined && !(Array.isArray(errors) && errors.every(isError))) return false;
  return typeof data === 'object' && (data !== null || errors !== undefined) ? true : data === undefined && !!errors;
}

function isError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && typeof (error as { message?: unknown }).message === 'string';
}

function unreadable(found: string, text: string, cause?: unknown): SubgraphFailure {
  return new SubgraphFailure('unreadable', `${found}, expected a GraphQL answer: ${cutText(text, SHOWN_CHARACTERS)}`, {
    cause,
  });
}
