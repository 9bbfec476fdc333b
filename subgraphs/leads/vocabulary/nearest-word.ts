// longer words are values of free text, whose distance is costly and means little
const LONGEST_WORD = 60;

/**
 * The word nearest to a misspelt one by Levenshtein distance, without regard to case: at most a third of its letters, but one
 * of short words, may differ. The first of equals.
 *
 * @returns undefined when none is near
 */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const wanted = word.toUpperCase();
  let most = Math.max(1, Math.floor(wanted.length / 3));
  let nearest: string | undefined;
  for (const other of known) {
    // the lengths bound the distance from below
    if (Math.abs(other.length - wanted.length) > most || other.length > LONGEST_WORD) continue;
    const distance = levenshtein(wanted, other.toUpperCase());
    if (distance > most || (nearest !== undefined && distance === most)) continue;
    nearest = other;
    most = distance;
  }
  return nearest;
}

/** Least number of insertions, deletions and replacements of characters that turn one word into the other. */
function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
