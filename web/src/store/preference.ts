import { createStore, type Store } from './store.ts';

/**
 * A choice of the reader that stays in this browser: the language, the theme. Never anything about a lead or a person.
 *
 * @param name   of the entry in the browser's storage
 * @param parse  reads a stored text; undefined for one that is not a choice (any more)
 * @param first  until something is chosen
 */
export function createPreference<Value extends string>(
  name: string,
  parse: (text: string) => Value | undefined,
  first: Value,
): Store<Value> {
  const key = `lead-scoring.${name}`;
  const store = createStore(parse(readEntry(key)) ?? first);
  return {
    ...store,
    set(value) {
      store.set(value);
      writeEntry(key, value);
    },
  };
}

/** A browser may refuse its storage, in a private window for example: then a choice lasts as long as the page. */
function readEntry(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function writeEntry(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // see readEntry
  }
}
