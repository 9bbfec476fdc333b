import type { ResponsePath } from '../values/response-object.ts';

/**
 * Path of a value in the client's response, as far as the operation tells it: response keys, and undefined for the
 * position in a list, which only the data tell.
 */
export type AnswerPath = readonly (string | undefined)[];

/** The path with the current positions. @param positions of the lists on the way, from the outermost */
export function pathAt(path: AnswerPath, positions: readonly number[]): ResponsePath {
  let list = 0;
  return path.map((key) => key ?? (positions[list++] as number));
}
