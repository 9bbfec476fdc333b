// joiners shape the letters of Persian and Indic names
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu;
const ANY_INVISIBLE = /\p{Cf}/gu;
const DIGIT = /\p{Nd}/gu;
const ZERO = '0'.charCodeAt(0);

/** Text as it was meant: trimmed, composed (NFC), without direction marks and zero-width characters. */
export function plainText(text: string): string {
  return text.replace(INVISIBLE, '').trim().normalize('NFC');
}

/** Text of an address or number: as {@link plainText}, without joiners, and digits of every script as 0–9. */
export function plainSymbols(text: string): string {
  return text.replace(ANY_INVISIBLE, '').trim().normalize('NFKC').replace(DIGIT, digit);
}

/** A decimal digit of any script as 0–9: each script has its ten in order. */
function digit(character: string): string {
  const code = character.codePointAt(0) as number;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String.fromCharCode(ZERO + code - zero);
}
