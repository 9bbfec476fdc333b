import { type ReactNode, useId } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useEverySecond } from '../../ui/ticking.ts';
import styles from '../shared/models.module.css';
import { ROLLOUT_MESSAGES } from './rollout.messages.ts';
import own from './rollout.module.css';
import { heldShare, isOpen, stepPlace } from './rollout-progress.ts';
import type { ShownRollout } from './rollout-view.tsx';

/** Steps of a rollout, with their shares, what each needs, and the progress of the one in force. */
export function Steps({ of }: { readonly of: ShownRollout }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const format = useFormat();
  const effect = of.holdout?.effect;
  return (
    <>
      <ol className={own.steps} aria-label={texts.steps}>
        {of.steps.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <Step key={index} of={of} index={index} />
        ))}
      </ol>
      {of.replayRows > 0 && <p className={styles.hint}>{texts.replay(of.replayRows, format.number(of.replayRows))}</p>}
      {of.holdoutShare > 0 && <p className={styles.hint}>{texts.holdout(format.percent(of.holdoutShare))}</p>}
      {effect && (
        <p className={styles.hint}>
          {texts.holdoutEffect(
            format.percent(effect.estimate, 2),
            format.percent(effect.lower, 2),
            format.percent(effect.upper, 2),
          )}
        </p>
      )}
      {of.minimumEffect != null && (
        <p className={styles.hint}>{texts.effect(format.number(of.minimumEffect * 100, 2))}</p>
      )}
    </>
  );
}

function Step({ of, index }: { readonly of: ShownRollout; readonly index: number }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const format = useFormat();
  const step = of.steps[index] as ShownRollout['steps'][number];
  const place = stepPlace(of, index);
  const isEnded = place === 'CURRENT' && !isOpen(of.status);
  return (
    <li
      className={own.step}
      data-place={place}
      data-ended={isEnded || undefined}
      aria-current={place === 'CURRENT' && !isEnded ? 'step' : undefined}
    >
      <span className={styles.secondary}>
        {texts.step(format.number(index + 1))} · {isEnded ? texts.stopped : texts.place[place]}
      </span>
      <span className={own.share}>{format.percent(step.trafficShare)}</span>
      {step.holdSeconds > 0 && (
        <span className={styles.secondary}>{texts.hold(format.duration(step.holdSeconds * 1_000))}</span>
      )}
      {step.minimumSamples > 0 && (
        <span className={styles.secondary}>
          {texts.samples(step.minimumSamples, format.number(step.minimumSamples))}
        </span>
      )}
      {step.needsApproval && <span className={styles.secondary}>{texts.approval}</span>}
      {place === 'CURRENT' && !isEnded && <Held of={of} />}
    </li>
  );
}

function Held({ of }: { readonly of: ShownRollout }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const format = useFormat();
  const id = useId();
  useEverySecond(1);
  const held = heldShare(of, serverNow());
  if (held === undefined) return null;
  return (
    <>
      <label htmlFor={id} className={styles.secondary}>
        {texts.held}: <span data-volatile="">{format.percent(held, 0)}</span>
      </label>
      <progress id={id} className={own.bar} value={held} max={1} data-volatile="" />
    </>
  );
}
