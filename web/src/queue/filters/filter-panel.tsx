import { type ReactNode, useState } from 'react';
import { type LeadFilter, QueueWordsDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { TRENDS, toggleValue, type View } from '../view/view.ts';
import { FACET_FIELDS } from './facet-fields.ts';
import { FacetGroup } from './facet-group.tsx';
import { FILTER_MESSAGES, type FilterTexts } from './filters.messages.ts';
import styles from './filters.module.css';
import { useValueName } from './use-value-name.ts';

const DAYS = [1, 7, 14, 30, 90] as const;
const FIELDS = FACET_FIELDS.map(([, field]) => field);

interface PanelProps {
  readonly view: View;
  readonly onView: (view: View) => void;
}

/** The conditions of a view, each with its values. */
export function FilterPanel({
  id,
  view,
  filter,
  onView,
}: PanelProps & { readonly id: string; readonly filter: LeadFilter }): ReactNode {
  const texts = useMessages(FILTER_MESSAGES);
  const { data } = useGraph(QueueWordsDocument, { fields: FIELDS });
  const words = new Map(data?.data.leadVocabulary?.facets.map(({ field, values }) => [field, values]));
  return (
    <aside id={id} className={styles.panel} aria-label={texts.filters}>
      {FACET_FIELDS.map(([name, field]) => (
        <FacetGroup
          key={name}
          {...{ name, field, view, filter, onView }}
          words={(words.get(field) ?? []).flatMap(({ value }) => value ?? [])}
        />
      ))}
      <Trends {...{ view, onView }} />
      <Probability key={`${view.minimum} ${view.maximum}`} {...{ view, onView }} />
      <Times {...{ view, onView }} />
      <div className={styles.checks}>
        <CheckField
          label={texts.override}
          checked={view.override === true}
          onChange={({ target }) => onView({ ...view, override: target.checked || undefined })}
        />
        <CheckField
          label={texts.unscored}
          checked={view.unscored === true}
          onChange={({ target }) => onView({ ...view, unscored: target.checked || undefined })}
        />
        <CheckField
          label={texts.closed}
          checked={view.closed}
          onChange={({ target }) => onView({ ...view, closed: target.checked })}
        />
      </div>
    </aside>
  );
}

function Trends({ view, onView }: PanelProps): ReactNode {
  const texts = useMessages(FILTER_MESSAGES);
  const nameOf = useValueName();
  return (
    <details open={view.lists.trend.length > 0} className={styles.group}>
      <summary>{texts.lists.trend}</summary>
      <ul>
        {TRENDS.map((trend) => (
          <li key={trend}>
            <label className={styles.value}>
              <input
                type="checkbox"
                checked={view.lists.trend.includes(trend)}
                onChange={() => onView(toggleValue(view, 'trend', trend))}
              />
              {nameOf('trend', trend)}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The range of the probability; it counts when a field is left, or by Enter. */
function Probability({ view, onView }: PanelProps): ReactNode {
  const texts = useMessages(FILTER_MESSAGES);
  const [minimum, setMinimum] = useState(String(view.minimum ?? ''));
  const [maximum, setMaximum] = useState(String(view.maximum ?? ''));
  const apply = (): void => {
    const next = { minimum: toPercent(minimum), maximum: toPercent(maximum) };
    if (next.minimum !== view.minimum || next.maximum !== view.maximum) onView({ ...view, ...next });
  };
  const field = { type: 'number', min: 0, max: 100, step: 1, onBlur: apply } as const;
  return (
    <fieldset className={styles.range}>
      <legend>{texts.score}</legend>
      <TextField
        {...field}
        label={texts.minimum}
        value={minimum}
        onChange={({ target }) => setMinimum(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && apply()}
      />
      <TextField
        {...field}
        label={texts.maximum}
        value={maximum}
        onChange={({ target }) => setMaximum(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && apply()}
      />
    </fieldset>
  );
}

function Times({ view, onView }: PanelProps): ReactNode {
  const texts = useMessages(FILTER_MESSAGES);
  return (
    <>
      <SelectField
        label={texts.contact}
        value={view.contact ?? ''}
        onChange={({ target: { value } }) =>
          onView({ ...view, contact: value === 'never' ? 'never' : Number(value) || undefined })
        }
      >
        <option value="">{texts.anyTime}</option>
        <option value="never">{texts.never}</option>
        <DayOptions chosen={view.contact} name={texts.notWithin} />
      </SelectField>
      <SelectField
        label={texts.created}
        value={view.created ?? ''}
        onChange={({ target: { value } }) => onView({ ...view, created: Number(value) || undefined })}
      >
        <option value="">{texts.anyTime}</option>
        <DayOptions chosen={view.created} name={texts.within} />
      </SelectField>
    </>
  );
}

/** Usual numbers of days, and the one of the address. */
function DayOptions({
  chosen,
  name,
}: {
  readonly chosen: View['contact'];
  readonly name: FilterTexts['within'];
}): ReactNode {
  const format = useFormat();
  const days = new Set<number>(DAYS);
  if (typeof chosen === 'number') days.add(chosen);
  return [...days]
    .sort((one, other) => one - other)
    .map((count) => (
      <option key={count} value={count}>
        {name(count, format.number(count))}
      </option>
    ));
}

function toPercent(text: string): number | undefined {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? undefined : Math.min(Math.max(value, 0), 100);
}
