import type { Reader, ReaderOptions } from './reader.ts';

/** A view of the application that is pictured. */
export interface View {
  readonly name: string;
  readonly address: string;
  /** brings the page into the state that is pictured */
  readonly prepare?: (reader: Reader) => Promise<void>;
  /** whether it is pictured in every look; otherwise in the first alone */
  readonly isPage: boolean;
}

// a lead of the demo with a score
const LEAD = 'lead-004744';

/** Views in the order of the navigation. */
export const VIEWS: readonly View[] = [
  { name: 'queue', address: '/', isPage: true },
  { name: 'lead', address: `/lead/${LEAD}`, isPage: true },
  {
    name: 'what-if',
    address: `/lead/${LEAD}`,
    prepare: ({ page }) => page.getByRole('button', { name: 'What if' }).click(),
    isPage: false,
  },
  {
    name: 'override',
    address: `/lead/${LEAD}`,
    prepare: ({ page }) => page.getByRole('button', { name: 'Override grade' }).click(),
    isPage: false,
  },
  { name: 'monitoring', address: '/monitoring', isPage: true },
  { name: 'drift', address: '/monitoring/drift', isPage: false },
  { name: 'performance', address: '/monitoring/performance', isPage: false },
  { name: 'data-quality', address: '/monitoring/data-quality', isPage: false },
  { name: 'alerts', address: '/monitoring/alerts', isPage: false },
  {
    name: 'alert',
    address: '/monitoring/alerts',
    prepare: ({ page }) => page.locator('a[href^="/alerts/"]').first().click(),
    isPage: false,
  },
  { name: 'models', address: '/models', isPage: true },
  { name: 'rollout', address: '/models/rollout', isPage: false },
  { name: 'backtests', address: '/models/backtests', isPage: false },
  { name: 'grades', address: '/models/grades', isPage: false },
  { name: 'history', address: '/models/history', isPage: false },
  { name: 'access', address: '/models/access', isPage: false },
  { name: 'data', address: '/data', isPage: true },
  { name: 'batch', address: '/data/batch', isPage: false },
  { name: 'crm', address: '/data/crm', isPage: false },
  { name: 'import', address: '/data/import', isPage: false },
  { name: 'me', address: '/me', isPage: true },
];

/** Looks: themes, directions and widths. */
export const LOOKS: readonly (ReaderOptions & { readonly name: string })[] = (['light', 'dark'] as const).flatMap(
  (theme) =>
    (['en', 'ar'] as const).flatMap((language) =>
      [1280, 390].map((width) => ({
        name: `${theme}-${language}-${width}`,
        theme,
        language,
        width,
        height: width === 1280 ? 900 : 844,
      })),
    ),
);

/** Looks in which a view is pictured. */
export function looksOf({ isPage }: View): typeof LOOKS {
  return isPage ? LOOKS : LOOKS.slice(0, 1);
}
