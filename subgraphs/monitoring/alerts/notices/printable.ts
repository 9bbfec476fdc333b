import { cutText } from '../../../../platform/cut-text.ts';

// what no line may hold: control characters, and those that turn the direction of text
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const LONGEST = 200;

/** One line that can be shown, of 200 characters at most unless told otherwise. */
export function printable(text: string, most: number = LONGEST): string {
  return cutText(text.replaceAll(UNPRINTABLE, ' ').trim(), most);
}
