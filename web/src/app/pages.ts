import { type ComponentType, lazy } from 'react';
import type { Scope } from '../session/rights.ts';
import type { FrameTexts } from './frame.messages.ts';

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
  readonly content: ComponentType;
}

/** Pages in the order of the navigation. Each is loaded when it is opened first. */
export const PAGES: readonly Page[] = [
  {
    name: 'queue',
    path: '/',
    href: '/',
    needs: ['leads:read'],
    content: lazy(() => import('../queue/queue-page.tsx')),
  },
  { path: '/lead/*', needs: ['leads:read'], content: lazy(() => import('../lead/lead-page.tsx')) },
  {
    name: 'monitoring',
    path: '/monitoring/:tab?',
    href: '/monitoring',
    needs: ['monitoring:read'],
    content: lazy(() => import('../monitoring/monitoring-page.tsx')),
  },
  { path: '/alerts/*', needs: ['monitoring:read'], content: lazy(() => import('../monitoring/alert-page.tsx')) },
  {
    name: 'models',
    path: '/models/:tab?',
    href: '/models',
    needs: ['models:read'],
    content: lazy(() => import('../models/models-page.tsx')),
  },
  {
    name: 'data',
    path: '/data/:tab?',
    href: '/data',
    needs: ['leads:read', 'leads:write', 'monitoring:read', 'scores:write'],
    content: lazy(() => import('../data/data-page.tsx')),
  },
  { name: 'me', path: '/me', href: '/me', content: lazy(() => import('../me/me-page.tsx')) },
];

/** Whether a reader with these rights may see a page. */
export function isPageOpen({ needs }: Page, scopes: ReadonlySet<string>): boolean {
  return !needs || needs.some((scope) => scopes.has(scope));
}
