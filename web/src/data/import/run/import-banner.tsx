import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { useStore } from '../../../store/store.ts';
import shared from '../../shared/data.module.css';
import { importState, isUnderWay } from '../state/import-state.ts';
import { RUN_MESSAGES } from '../words/run.messages.ts';

/** Says on the other tabs that an import is under way. */
export function ImportBanner(): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  const format = useFormat();
  const state = useStore(importState);
  if (!isUnderWay(state)) return null;
  return (
    <p className={shared.banner}>
      <span>{texts.banner}</span> <span data-volatile="">{format.percent(state.run?.share ?? 0, 0)}</span>{' '}
      <Link href="/data/import">{texts.bannerLink}</Link>
    </p>
  );
}
