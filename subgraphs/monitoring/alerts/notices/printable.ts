import { cutText } from '../../../../platform/cut-text.ts';

// not allowed in a line: control characters, and those that change the direction of text
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const LONGEST = 200;

/** Text as one printable line. @param most its length in characters; 200 when absent */
export function printable(text: string, most: number = LONGEST): string {
  return cutText(text.replaceAll(UNPRINTABLE, ' ').trim(), most);
}
