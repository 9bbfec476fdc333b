import { createPreference } from '../store/preference.ts';

/** Choices of the colours: `system` follows the reader's device. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** A choice of the colours. */
export type Theme = (typeof THEMES)[number];

/** The chosen theme. */
export const theme = createPreference<Theme>('theme', (text) => THEMES.find((known) => known === text), 'system');

/** Applies the chosen theme to the page, now and whenever it changes. */
export function applyTheme(): void {
  const apply = (): void => {
    document.documentElement.dataset.theme = theme.get();
  };
  theme.follow(apply);
  apply();
}
