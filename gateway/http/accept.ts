/** Media types of a GraphQL response that is one JSON document. */
export type AnswerMediaType = 'application/json' | 'application/graphql-response+json';

const TYPES: readonly AnswerMediaType[] = ['application/json', 'application/graphql-response+json'];

// a comma or semicolon inside a quoted parameter is no separator
const ELEMENTS = /(?:[^,"]|"(?:[^"\\]|\\.)*")+/g;
const PARTS = /(?:[^;"]|"(?:[^"\\]|\\.)*")+/g;

interface Range {
  readonly pattern: string;
  /** 0–1; 0 refuses the range */
  readonly quality: number;
}

/**
 * Chooses the media type of a response by the `Accept` header (RFC 9110, 12.5.1).
 *
 * The highest quality wins, then the first in the header; a client without preference gets `application/json`.
 *
 * @returns undefined when the client accepts neither
 */
export function chooseMediaType(accept: string | undefined): AnswerMediaType | undefined {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'application/json';
  return chooseAmong(accept, TYPES);
}

/** Whether a client prefers another media type to a response in JSON. */
export function prefersToJson(accept: string | undefined, type: string): boolean {
  return accept !== undefined && chooseAmong(accept, [...TYPES, type]) === type;
}

/** Whether a client names a media type, as such or as `type/*`; the range for any type names none. */
export function namesMediaType(accept: string | undefined, type: string): boolean {
  if (accept === undefined) return false;
  const ranges = readRanges(accept);
  const range = ranges[closest(ranges, [type, familyOf(type)])];
  return range !== undefined && range.quality > 0;
}

/** Whether a client accepts a content coding, by its `Accept-Encoding` (RFC 9110, 12.5.3). */
export function takesEncoding(acceptEncoding: string | undefined, coding: string): boolean {
  if (acceptEncoding === undefined) return false;
  const ranges = readRanges(acceptEncoding);
  return (ranges[closest(ranges, [coding, '*'])]?.quality ?? 0) > 0;
}

/**
 * Chooses one of several media types by an `Accept` header: the highest quality wins, then the first in the header.
 *
 * @returns undefined when the client accepts none of them
 */
export function chooseAmong<Type extends string>(accept: string, types: readonly Type[]): Type | undefined {
  const ranges = readRanges(accept);
  let best: { readonly type: Type; readonly quality: number; readonly place: number } | undefined;
  for (const type of types) {
    const place = closest(ranges, [type, familyOf(type), '*/*']);
    const quality = ranges[place]?.quality ?? 0;
    if (quality === 0) continue;
    if (!best || quality > best.quality || (quality === best.quality && place < best.place))
      best = { type, quality, place };
  }
  return best?.type;
}

function familyOf(type: string): string {
  return `${type.split('/', 1)[0]}/*`;
}

function readRanges(header: string): readonly Range[] {
  return (header.match(ELEMENTS) ?? []).map((element) => {
    const [pattern = '', ...parameters] = (element.match(PARTS) ?? []).map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { pattern, quality: quality === undefined ? 1 : Number.parseFloat(quality) || 0 };
  });
}

/** Index of the first pattern's range in the header, the most specific first; −1 for none. */
function closest(ranges: readonly Range[], patterns: readonly string[]): number {
  for (const pattern of patterns) {
    const place = ranges.findIndex((range) => range.pattern === pattern);
    if (place >= 0) return place;
  }
  return -1;
}
