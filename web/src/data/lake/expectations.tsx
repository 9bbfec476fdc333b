import { type ReactNode, useState } from 'react';
import type { LakeExpectationStatus } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Ago } from '../../ui/time.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import shared from '../shared/data.module.css';
import { AcceptDialog } from './accept-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { LAKE_MESSAGES, ruleText } from './lake.messages.ts';
import { boundsText, figureText } from './lake-figure.ts';
import { expectationsOf, type LakeTableFacts, type TableExpectation } from './lake-summary.ts';

const TONES = { PASSED: 'good', FAILED: 'bad', INSUFFICIENT: 'neutral' } as const;

// what needs a look comes first
const FIRST_SHOWN = 12;

/** Expectations with their latest results, their history, and the acceptance of a figure that changed for good. */
export function Expectations({
  tables,
  table,
  onTable,
  choice,
}: {
  readonly tables: readonly LakeTableFacts[];
  /** the only table to show; all for an empty name */
  readonly table: string;
  readonly onTable: (table: string) => void;
  /** the choice of the table, which gets the focus when a table is chosen elsewhere */
  readonly choice: React.Ref<HTMLSelectElement>;
}): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const sharedTexts = useMessages(DATA_MESSAGES);
  const format = useFormat();
  const [showsAll, setShowsAll] = useState(false);
  const [status, setStatus] = useState<LakeExpectationStatus | ''>('');
  const [opened, setOpened] = useState<{ readonly kind: 'HISTORY' | 'ACCEPT'; readonly of: TableExpectation }>();
  const shown = expectationsOf(tables).filter(
    (each) => (!table || each.table === table) && (!status || each.expectation.status === status),
  );
  return (
    <Panel title={texts.expectations}>
      <div className={shared.filters}>
        <SelectField ref={choice} label={texts.table} value={table} onChange={(event) => onTable(event.target.value)}>
          <option value="">{texts.allTables}</option>
          {tables.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </SelectField>
        <SelectField
          label={texts.statusLabel}
          value={status}
          onChange={(event) => setStatus(event.target.value as LakeExpectationStatus | '')}
        >
          <option value="">{sharedTexts.all}</option>
          {(['FAILED', 'INSUFFICIENT', 'PASSED'] as const).map((each) => (
            <option key={each} value={each}>
              {texts.status[each]}
            </option>
          ))}
        </SelectField>
      </div>
      {shown.length === 0 ? (
        <p className={shared.note}>{texts.noneMatch}</p>
      ) : (
        <ExpectationTable
          expectations={showsAll ? shown : shown.slice(0, FIRST_SHOWN)}
          onOpen={(kind, of) => setOpened({ kind, of })}
        />
      )}
      {!showsAll && shown.length > FIRST_SHOWN && (
        <div>
          <Button onClick={() => setShowsAll(true)}>{texts.showAll(format.number(shown.length))}</Button>
        </div>
      )}
      <HistoryDialog of={opened?.kind === 'HISTORY' ? opened.of : undefined} onClose={() => setOpened(undefined)} />
      <AcceptDialog of={opened?.kind === 'ACCEPT' ? opened.of : undefined} onClose={() => setOpened(undefined)} />
    </Panel>
  );
}

function ExpectationTable({
  expectations,
  onOpen,
}: {
  readonly expectations: readonly TableExpectation[];
  readonly onOpen: (kind: 'HISTORY' | 'ACCEPT', of: TableExpectation) => void;
}): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const sharedTexts = useMessages(DATA_MESSAGES);
  const mayAccept = useRight('monitoring:write');
  return (
    <DataTable
      caption={texts.expectationsCaption}
      isCaptionHidden
      columns={[
        { name: texts.statusLabel, cell: (of) => <Result of={of} /> },
        { name: texts.expectation, cell: (of) => <Rule of={of} /> },
        { name: texts.found, isNumber: true, cell: (of) => <Found of={of} /> },
        { name: texts.bounds, isNumber: true, cell: (of) => <Bounds of={of} /> },
        {
          name: texts.checked,
          cell: ({ expectation: { checkedAt } }) => (checkedAt ? <Ago time={checkedAt} /> : texts.notChecked),
        },
        {
          name: sharedTexts.actions,
          cell: (of) => (
            <span className={shared.row}>
              <Button
                kind="quiet"
                aria-label={`${texts.history}: ${of.table} ${of.expectation.name}`}
                onClick={() => onOpen('HISTORY', of)}
              >
                {texts.history}
              </Button>
              {mayAccept && of.expectation.status === 'FAILED' && (
                <Button
                  aria-label={`${texts.accept}: ${of.table} ${of.expectation.name}`}
                  onClick={() => onOpen('ACCEPT', of)}
                >
                  {texts.accept}
                </Button>
              )}
            </span>
          ),
        },
      ]}
      rows={expectations}
      keyOf={({ table, expectation }) => `${table} ${expectation.name}`}
    />
  );
}

function Result({ of: { expectation } }: { readonly of: TableExpectation }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const { status, severity } = expectation;
  return (
    <span className={shared.row}>
      {status === null ? (
        <Badge>{texts.notChecked}</Badge>
      ) : (
        <Badge tone={status === 'FAILED' && severity === 'WARN' ? 'warn' : TONES[status]}>{texts.status[status]}</Badge>
      )}
    </span>
  );
}

function Rule({ of: { table, expectation } }: { readonly of: TableExpectation }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  return (
    <div className={`${shared.cell} ${shared.sentence}`}>
      <span>
        <bdi>{ruleText(texts, expectation)}</bdi>
      </span>
      <span className={shared.note}>
        <bdi className={shared.mono}>{table}</bdi> · <bdi className={shared.mono}>{expectation.name}</bdi> ·{' '}
        <span title={texts.severityNote[expectation.severity]}>{texts.severity[expectation.severity]}</span>
      </span>
    </div>
  );
}

function Found({ of: { expectation } }: { readonly of: TableExpectation }): ReactNode {
  const format = useFormat();
  if (expectation.found === null) return '–';
  return <bdi data-volatile="">{figureText(expectation.found, expectation.unit, format)}</bdi>;
}

function Bounds({ of: { expectation } }: { readonly of: TableExpectation }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const format = useFormat();
  const bounds = boundsText(expectation, expectation.unit, format);
  return (
    <span className={shared.cell}>
      <bdi>{bounds ?? texts.learning}</bdi>
      <span className={shared.note}>{expectation.isLearnt ? texts.learnt : texts.fixed}</span>
    </span>
  );
}
