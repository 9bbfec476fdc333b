import { createPreference } from '../../store/preference.ts';
import { formatView, parseView, type View } from './view.ts';

/** A view that the reader has named. */
export interface SavedView {
  readonly name: string;
  readonly view: View;
}

const MOST = 30;
const LONGEST_NAME = 60;

/** The saved views as text, in this browser: names and addresses. */
const saved = createPreference<string>('queue-views', (text) => formatSaved(parseSaved(text)), '[]');

/** The saved views as a store of their text; read it by `parseSaved`. */
export const savedViews = saved;

/**
 * Saves a view by name, in place of an earlier one of this name. The search text stays out: it may name a person.
 *
 * @returns whether there was room
 */
export function saveView(name: string, view: View): boolean {
  const others = parseSaved(saved.get()).filter((each) => each.name !== cleanName(name));
  if (others.length >= MOST) return false;
  saved.set(formatSaved([...others, { name: cleanName(name), view: { ...view, search: '' } }]));
  return true;
}

/** Forgets a saved view. */
export function forgetView(name: string): void {
  saved.set(formatSaved(parseSaved(saved.get()).filter((each) => each.name !== name)));
}

/** Reads saved views; none from a text that is something else. */
export function parseSaved(text: string): readonly SavedView[] {
  return entries(text)
    .filter((entry) => Array.isArray(entry) && entry.every((part) => typeof part === 'string'))
    .map(([name = '', address = '']) => ({ name: cleanName(name), view: { ...parseView(address), search: '' } }))
    .filter(({ name }) => name !== '')
    .slice(0, MOST);
}

/** Writes saved views. */
export function formatSaved(views: readonly SavedView[]): string {
  return JSON.stringify(views.map(({ name, view }) => [name, formatView(view)]));
}

function entries(text: string): readonly string[][] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    // nothing saved yet, or a text of somebody else
    return [];
  }
}

function cleanName(name: string): string {
  return name.trim().slice(0, LONGEST_NAME);
}
