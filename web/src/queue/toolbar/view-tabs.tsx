import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { useStore } from '../../store/store.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { BUILT_IN_VIEWS } from '../view/built-in-views.ts';
import { parseSaved, savedViews } from '../view/saved-views.ts';
import { formatView, isSameList, type View } from '../view/view.ts';
import { QUEUE_MESSAGES } from '../words/queue.messages.ts';

/** Links to the views that everybody has, and to those that the reader saved. */
export function ViewTabs({ view }: { readonly view: View }): ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  const saved = parseSaved(useStore(savedViews));
  const builtIn = BUILT_IN_VIEWS.map(({ name, view: own }) => ({
    name: texts.builtIn[name],
    href: `/${formatView({ ...own, columns: view.columns })}`,
    isCurrent: isSameList(view, own),
  }));
  const ownViews = saved.map(({ name, view: own }) => ({
    name,
    href: `/${formatView(own)}`,
    isCurrent: isSameList(view, own),
  }));
  return <Tabs label={texts.views} tabs={[...builtIn, ...ownViews]} />;
}
