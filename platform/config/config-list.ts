import { z } from 'zod';

/** Type of a variable that lists values with commas between; blanks around them do not count. */
export function list<Item extends z.ZodType<unknown, string>>(item: Item) {
  const split = (text: string): string[] =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  return z.string().transform(split).pipe(z.array(item));
}
