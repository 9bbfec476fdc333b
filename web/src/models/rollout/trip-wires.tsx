import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from '../shared/models.module.css';
import { ROLLOUT_MESSAGES } from './rollout.messages.ts';
import own from './rollout.module.css';
import { isOpen } from './rollout-progress.ts';
import type { ShownRollout } from './rollout-view.tsx';

/** Trip-wires of a rollout with their limits and states; a shadow, which answers nobody, has none. */
export function TripWires({ of }: { readonly of: ShownRollout }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const format = useFormat();
  if (of.strategy === 'SHADOW') return null;
  const { consecutiveFailures, p95Ms } = of.tripWires;
  const limits = {
    CONSECUTIVE_FAILURES: texts.failures(consecutiveFailures, format.number(consecutiveFailures)),
    P95: texts.p95(format.duration(p95Ms)),
  };
  return (
    <section className={own.guardrail}>
      <h3>{texts.tripWires}</h3>
      <ul className={own.wires}>
        {(['CONSECUTIVE_FAILURES', 'P95'] as const).map((wire) => (
          <li key={wire} className={styles.row}>
            {limits[wire]} <State of={of} wire={wire} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function State({ of, wire }: { readonly of: ShownRollout; readonly wire: 'CONSECUTIVE_FAILURES' | 'P95' }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const tripped = of.analysis?.trippedWire;
  if (tripped?.wire === wire)
    return (
      <Badge tone={tripped.isHeld ? 'warn' : 'bad'}>
        {tripped.isHeld ? texts.heldWire(tripped.version) : texts.tripped(tripped.version)}
      </Badge>
    );
  // of a rollout that has ended, the reason for the end says more
  return isOpen(of.status) && <Badge tone="good">{texts.untripped}</Badge>;
}
