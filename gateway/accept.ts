/** The media types of a GraphQL answer that is one JSON document. */
export type AnswerMediaType = 'application/json' | 'application/graphql-response+json';

const TYPES: readonly AnswerMediaType[] = ['application/json', 'application/graphql-response+json'];

interface Range {
  readonly pattern: string;
  readonly quality: number;
}

/**
 * Chooses the media type of an answer by the request's `Accept` header (RFC 9110, 12.5.1).
 *
 * The higher quality wins, then whichever the header names first; a client without preference gets `application/json`.
 *
 * @returns undefined when the client takes neither
 */
export function chooseMediaType(accept: string | undefined): AnswerMediaType | undefined {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'application/json';
  const ranges = accept.split(',').map(readRange);
  let best: { readonly type: AnswerMediaType; readonly quality: number; readonly place: number } | undefined;
  for (const type of TYPES) {
    const place = closest(ranges, type);
    const quality = ranges[place]?.quality ?? 0;
    if (quality === 0) continue;
    if (!best || quality > best.quality || (quality === best.quality && place < best.place))
      best = { type, quality, place };
  }
  return best?.type;
}

function readRange(text: string): Range {
  const [pattern = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { pattern, quality: quality === undefined ? 1 : Number.parseFloat(quality) || 0 };
}

/** The most specific range that a type falls into; −1 for none. */
function closest(ranges: readonly Range[], type: string): number {
  for (const pattern of [type, `${type.split('/', 1)[0]}/*`, '*/*']) {
    const place = ranges.findIndex((range) => range.pattern === pattern);
    if (place >= 0) return place;
  }
  return -1;
}
