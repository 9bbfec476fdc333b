const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// controls, direction marks, zero-width characters, fillers and variation selectors
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /\s+/g;

/**
 * Text as people see it: in compatibility composed form (NFKC), without invisible characters, white space as single spaces
 * and none around it.
 */
export function plainText(text: string): string {
  return text.replace(LINE_BREAKS, ' ').replace(INVISIBLE, '').normalize('NFKC').replace(SPACES, ' ').trim();
}
