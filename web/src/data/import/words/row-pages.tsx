import { type ReactNode, useState } from 'react';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import shared from '../../shared/data.module.css';
import { RUN_MESSAGES } from './run.messages.ts';

const PAGE_ROWS = 20;

/** Rows of a list that is at hand, some at a time. */
export function RowPages<Row>({
  rows,
  children,
}: {
  readonly rows: readonly Row[];
  readonly children: (rows: readonly Row[]) => ReactNode;
}): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  const format = useFormat();
  const [chosen, setStart] = useState(0);
  const start = chosen < rows.length ? chosen : 0;
  const end = Math.min(rows.length, start + PAGE_ROWS);
  return (
    <>
      {children(rows.slice(start, end))}
      {rows.length > PAGE_ROWS && (
        <div className={shared.row}>
          <Button disabled={start === 0} onClick={() => setStart(start - PAGE_ROWS)}>
            {texts.previous}
          </Button>
          <span aria-live="polite">
            {texts.range(format.number(start + 1), format.number(end), format.number(rows.length))}
          </span>
          <Button disabled={end === rows.length} onClick={() => setStart(end)}>
            {texts.next}
          </Button>
        </div>
      )}
    </>
  );
}
