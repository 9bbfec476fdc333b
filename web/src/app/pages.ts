import type { Scope } from '../session/rights.ts';
import type { FrameTexts } from './frame.messages.ts';
import type { LoadPage } from './lazy-page.tsx';

/** A page of the application. */
export interface Page {
  /** its name in the navigation; none for a page that others lead to */
  readonly name?: keyof FrameTexts['pages'];
  /** pattern of its address, as wouter reads it */
  readonly path: string;
  /** address in the navigation */
  readonly href?: string;
  /** the rights without any of which the page has nothing to show */
  readonly needs?: readonly Scope[];
  readonly load: LoadPage;
}

/** Pages in the order of the navigation. Each is loaded when it is opened first. */
export const PAGES: readonly Page[] = [
  {
    name: 'queue',
    path: '/',
    href: '/',
    needs: ['leads:read'],
    load: () => import('../queue/queue-page.tsx'),
  },
  { path: '/lead/*', needs: ['leads:read'], load: () => import('../lead/lead-page.tsx') },
  {
    name: 'monitoring',
    path: '/monitoring/:tab?',
    href: '/monitoring',
    needs: ['monitoring:read'],
    load: () => import('../monitoring/monitoring-page.tsx'),
  },
  { path: '/alerts/*', needs: ['monitoring:read'], load: () => import('../monitoring/alert-page.tsx') },
  {
    name: 'models',
    path: '/models/:tab?',
    href: '/models',
    needs: ['models:read'],
    load: () => import('../models/models-page.tsx'),
  },
  {
    name: 'data',
    path: '/data/:tab?',
    href: '/data',
    needs: ['leads:read', 'leads:write', 'monitoring:read', 'scores:write'],
    load: () => import('../data/data-page.tsx'),
  },
  { name: 'me', path: '/me', href: '/me', load: () => import('../me/me-page.tsx') },
];

/** Begins to load the page of an address beside the sign-in, rather than after it. A failure is met when it is shown. */
export function preloadPage(address: string): void {
  const [, room = ''] = address.split('/');
  const page = PAGES.find(({ path }) => path.split('/')[1] === room);
  page?.load().catch(() => undefined);
}

/** Whether a reader with these rights may see a page. */
export function isPageOpen({ needs }: Page, scopes: ReadonlySet<string>): boolean {
  return !needs || needs.some((scope) => scopes.has(scope));
}
