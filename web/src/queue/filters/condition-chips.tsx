import type { ReactNode } from 'react';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { LISTS, toggleValue, type View, withoutConditions } from '../view/view.ts';
import { FILTER_MESSAGES, type FilterTexts } from './filters.messages.ts';
import styles from './filters.module.css';
import { useValueName } from './use-value-name.ts';

interface Chip {
  readonly key: string;
  readonly text: string;
  /** the view without this condition */
  readonly without: View;
}

/** The conditions in force, each with a button that removes it. */
export function ConditionChips({
  view,
  onView,
}: {
  readonly view: View;
  readonly onView: (view: View) => void;
}): ReactNode {
  const texts = useMessages(FILTER_MESSAGES);
  const chips = useChips(view);
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={texts.conditions}>
      {chips.map(({ key, text, without }) => (
        <li key={key}>
          <button type="button" className={styles.chip} onClick={() => onView(without)} aria-label={texts.remove(text)}>
            <bdi>{text}</bdi> <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button kind="quiet" onClick={() => onView(withoutConditions(view))}>
            {texts.clear}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** Number of conditions of a view, beside its search. */
export function countConditions(view: View): number {
  const others = [view.minimum, view.maximum, view.contact, view.created, view.override, view.unscored];
  return (
    LISTS.reduce((count, name) => count + view.lists[name].length, 0) +
    others.filter((value) => value !== undefined).length +
    Number(view.closed)
  );
}

function useChips(view: View): readonly Chip[] {
  const texts = useMessages(FILTER_MESSAGES);
  const format = useFormat();
  const nameOf = useValueName();
  const values = LISTS.flatMap((name) =>
    view.lists[name].map((value) => ({
      key: `${name} ${value}`,
      // the name of a grade says what it is
      text: name === 'grade' ? nameOf(name, value) : `${texts.lists[name]}: ${nameOf(name, value)}`,
      without: toggleValue(view, name, value),
    })),
  );
  return [...values, ...otherChips(view, texts, format)];
}

function otherChips(view: View, texts: FilterTexts, format: Formats): readonly Chip[] {
  const { minimum, maximum, contact, created } = view;
  const days = (name: FilterTexts['within'], count: number): string => name(count, format.number(count));
  const named: readonly (readonly [key: keyof View, text: string | undefined])[] = [
    ['minimum', minimum === undefined ? undefined : texts.atLeast(format.percent(minimum / 100))],
    ['maximum', maximum === undefined ? undefined : texts.atMost(format.percent(maximum / 100))],
    [
      'contact',
      contact === 'never'
        ? texts.never
        : contact === undefined
          ? undefined
          : `${texts.contact}: ${days(texts.notWithin, contact)}`,
    ],
    ['created', created === undefined ? undefined : `${texts.created}: ${days(texts.within, created)}`],
    ['override', view.override === undefined ? undefined : view.override ? texts.override : texts.notOverridden],
    ['unscored', view.unscored === undefined ? undefined : view.unscored ? texts.unscored : texts.scored],
    ['closed', view.closed ? texts.closed : undefined],
  ] as const;
  return named.flatMap(([key, text]) =>
    text ? [{ key, text, without: { ...view, [key]: key === 'closed' ? false : undefined } }] : [],
  );
}
