/** Movement of the focus in a list of rows. */
export interface Movement {
  readonly to: number;
  /** whether the rows on the way are selected */
  readonly extends: boolean;
}

/**
 * Where a key moves the focus; undefined for a key that does not.
 *
 * @param key   as `KeyboardEvent.key` has it
 * @param from  rank of the focused row
 * @param count rows of the list
 * @param page  rows on the screen
 */
export function movementOf(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  from: number,
  count: number,
  page: number,
): Movement | undefined {
  const target = targetOf(key, from, count, page);
  if (target === undefined || count === 0) return undefined;
  return { to: Math.min(Math.max(target, 0), count - 1), extends: shiftKey && key.startsWith('Arrow') };
}

function targetOf(key: string, from: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + page;
    case 'PageUp':
      return from - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
