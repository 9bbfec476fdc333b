import { configurationPage } from './configuration-page.ts';
import { errorsPage } from './errors-page.ts';

/** Every page of docs/reference by its file name: the text that the code of now makes. */
export const REFERENCE_PAGES: Readonly<Record<string, () => string>> = {
  'configuration.md': configurationPage,
  'errors.md': errorsPage,
};
