import type { ComponentType } from 'react';
import { lazyPart } from '../ui/lazy-part.tsx';
import type { ModelsTexts } from './models.messages.ts';

/** A view of the page of models. */
export interface ModelTab {
  readonly name: keyof ModelsTexts['tabs'];
  readonly content: ComponentType<{ readonly model: string }>;
}

/** Views of the page of models, each loaded when it is opened first. */
export const MODEL_TABS: readonly [ModelTab, ...ModelTab[]] = [
  { name: 'versions', content: lazyPart(() => import('./versions/versions-tab.tsx')) },
  { name: 'rollout', content: lazyPart(() => import('./rollout/rollout-tab.tsx')) },
  { name: 'backtests', content: lazyPart(() => import('./backtests/backtests-tab.tsx')) },
  { name: 'grades', content: lazyPart(() => import('./grades/grades-tab.tsx')) },
  { name: 'history', content: lazyPart(() => import('./history/history-tab.tsx')) },
  { name: 'access', content: lazyPart(() => import('./access/access-tab.tsx')) },
];
