const BEYOND_ASCII = /^[^\0-\x7f]$/u;
const LETTER = /^Key([A-Z])$/;

/** Key of a `KeyboardEvent`, by the layout and by its place. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}

/**
 * Key that a press counts as: `KeyboardEvent.key`, or, where the layout writes another script (ت is the key J of an Arabic
 * one), that of the same place on a Latin layout.
 */
export function pressedKey({ key, code, shiftKey }: KeyPress): string {
  if (!BEYOND_ASCII.test(key)) return key;
  if (code === 'Slash') return shiftKey ? '?' : '/';
  const [, letter] = LETTER.exec(code) ?? [];
  if (letter === undefined) return key;
  return shiftKey ? letter : letter.toLowerCase();
}
