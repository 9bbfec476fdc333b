import { useMemo, useRef, useSyncExternalStore } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import type { LeadOrder } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useEverySecond } from '../../ui/ticking.ts';
import { PAGE_SIZE } from '../list/lead-pages.ts';
import type { QueueList } from '../list/queue-list.ts';
import type { ColumnName } from '../view/columns.ts';
import { useLeadWords } from '../words/use-lead-words.ts';
import type { CellContext } from './cells.tsx';
import { gridTracks } from './column-layout.ts';
import { GRID_MESSAGES } from './grid.messages.ts';
import styles from './grid.module.css';
import { GridHead } from './grid-head.tsx';
import { LeadRows } from './lead-rows.tsx';
import { type RowChoice, useRowChoice } from './use-row-choice.ts';

interface GridProps {
  readonly queue: QueueList;
  readonly columns: readonly ColumnName[];
  readonly order: LeadOrder;
  readonly onOrder: (order: LeadOrder) => void;
  /** leads of the list as the graph counts them; undefined while that is not known, or where there are more */
  readonly total: number | undefined;
}

const MINUTE_MS = 60_000;

/** The leads of a list as a table that is scrolled without end, and worked by keyboard. On a phone its rows are cards. */
export function LeadGrid({ queue, columns, order, onOrder, total }: GridProps): React.ReactNode {
  const state = useSyncExternalStore(queue.list.follow, queue.list.state);
  useSyncExternalStore(queue.list.follow, queue.list.revision);
  const scroller = useRef<HTMLElement>(null);
  const choice = useRowChoice(queue);
  const context = useCellContext();
  const { texts } = context;
  const count = countOf(state, total);
  return (
    <section ref={scroller} className={styles.scroller} aria-label={texts.label}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that is worked by keyboard
        role="grid"
        className={styles.grid}
        aria-label={texts.label}
        aria-description={texts.hint}
        aria-rowcount={state.isEnd || total !== undefined ? count + 1 : -1}
        aria-multiselectable="true"
        aria-busy={!state.isReady}
        style={{ '--tracks': gridTracks(columns) } as React.CSSProperties}
      >
        <GridHead
          {...{ columns, order, onOrder, texts }}
          selectAll={<SelectAll choice={choice} label={texts.selectAll} />}
        />
        {/* another list has another place; the head stays, and the focus in it */}
        <LeadRows key={queue.serial} {...{ queue, columns, count, choice, context, scroller }} />
      </table>
    </section>
  );
}

/** Rows of the list: as many as are known, counted, or at least loading. */
function countOf({ known, isEnd }: { readonly known: number; readonly isEnd: boolean }, total = 0): number {
  return isEnd ? known : Math.max(known + PAGE_SIZE, total);
}

function useCellContext(): CellContext {
  const texts = useMessages(GRID_MESSAGES);
  const words = useLeadWords();
  const format = useFormat();
  useEverySecond(60);
  const now = Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS;
  return useMemo(() => ({ texts, words, format, now }), [texts, words, format, now]);
}

function SelectAll({ choice, label }: { readonly choice: RowChoice; readonly label: string }): React.ReactNode {
  const { loaded, loadedSelected } = choice.counts;
  return (
    <input
      type="checkbox"
      className={styles.checkbox}
      aria-label={label}
      title={label}
      checked={loaded > 0 && loadedSelected === loaded}
      ref={(box) => {
        if (box) box.indeterminate = loadedSelected > 0 && loadedSelected < loaded;
      }}
      onChange={choice.toggleLoaded}
    />
  );
}
