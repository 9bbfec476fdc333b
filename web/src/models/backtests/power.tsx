import { type ReactNode, useDeferredValue, useState } from 'react';
import { ModelBacktestPowerDocument, type ModelBacktestPowerQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { TextField } from '../../ui/field.tsx';
import { Figure, Figures, Panel } from '../../ui/panel.tsx';
import styles from '../shared/models.module.css';
import { BACKTESTS_MESSAGES } from './backtests.messages.ts';

type Power = NonNullable<NonNullable<ModelBacktestPowerQuery['backtest']>['abTestPower']>;

const DAY_MS = 86_400_000;

/** Leads and time that an A/B test of the version would need, by the conversion of a back-test. */
export function PowerPanel({ id }: { readonly id: string }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const [points, setPoints] = useState('2');
  const [percent, setPercent] = useState('50');
  const [effect, share] = [useDeferredValue(shareOf(points)), useDeferredValue(shareOf(percent))];
  const query = useGraph(
    ModelBacktestPowerDocument,
    { id, effect: effect ?? 0.02, trafficShare: share ?? 0.5 },
    { keepsPrevious: true },
  );
  return (
    <Panel title={texts.power}>
      <div className={styles.fields}>
        <TextField
          label={texts.effect}
          inputMode="decimal"
          value={points}
          fault={shareOf(points) === undefined ? texts.powerFault : undefined}
          onChange={({ target }) => setPoints(target.value)}
        />
        <TextField
          label={texts.share}
          inputMode="decimal"
          value={percent}
          fault={shareOf(percent) === undefined ? texts.powerFault : undefined}
          onChange={({ target }) => setPercent(target.value)}
        />
      </div>
      <Answer of={query} lines={2}>
        {({ backtest }) =>
          backtest?.abTestPower ? <Needed of={backtest.abTestPower} /> : <p className={styles.hint}>{texts.noPower}</p>
        }
      </Answer>
    </Panel>
  );
}

function Needed({ of }: { readonly of: Power }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const format = useFormat();
  return (
    <>
      <p>{texts.powerLine(format.number(of.sequentialLeads), format.duration(Math.ceil(of.days) * DAY_MS))}</p>
      <p className={styles.hint}>{texts.powerOnce(format.number(of.leads))}</p>
      <Figures>
        <Figure name={texts.baseline}>{format.percent(of.baseline)}</Figure>
        <Figure name={texts.champion}>{format.number(of.championLeads)}</Figure>
        <Figure name={texts.versionLeads}>{format.number(of.versionLeads)}</Figure>
      </Figures>
    </>
  );
}

/** A percentage as a share above 0 and below 1; undefined for others. */
function shareOf(text: string): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text) / 100;
  return value > 0 && value < 1 ? value : undefined;
}
