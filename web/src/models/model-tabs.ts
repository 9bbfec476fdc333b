import { type ComponentType, lazy } from 'react';
import type { ModelsTexts } from './models.messages.ts';

/** A view of the page of models. */
export interface ModelTab {
  readonly name: keyof ModelsTexts['tabs'];
  readonly content: ComponentType<{ readonly model: string }>;
}

/** Views of the page of models, each loaded when it is opened first. */
export const MODEL_TABS: readonly [ModelTab, ...ModelTab[]] = [
  { name: 'versions', content: lazy(() => import('./versions/versions-tab.tsx')) },
  { name: 'rollout', content: lazy(() => import('./rollout/rollout-tab.tsx')) },
  { name: 'backtests', content: lazy(() => import('./backtests/backtests-tab.tsx')) },
  { name: 'grades', content: lazy(() => import('./grades/grades-tab.tsx')) },
  { name: 'history', content: lazy(() => import('./history/history-tab.tsx')) },
  { name: 'access', content: lazy(() => import('./access/access-tab.tsx')) },
];
