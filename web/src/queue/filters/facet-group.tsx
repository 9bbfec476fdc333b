import { type ReactNode, useState } from 'react';
import { type LeadFacetField, type LeadFilter, QueueFacetsDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { type ListName, toggleValue, type View } from '../view/view.ts';
import { withoutCondition } from './facet-fields.ts';
import { type FacetValue, facetValues, isCut } from './facet-values.ts';
import { FILTER_MESSAGES } from './filters.messages.ts';
import styles from './filters.module.css';
import { useValueName } from './use-value-name.ts';

const FIRST = 6;

/** The values of one condition with the number of leads that each would have beside the other conditions. */
export function FacetGroup({
  name,
  field,
  view,
  filter,
  words,
  onView,
}: {
  readonly name: ListName;
  readonly field: LeadFacetField;
  readonly view: View;
  readonly filter: LeadFilter;
  /** values that any lead has */
  readonly words: readonly string[];
  readonly onView: (view: View) => void;
}): ReactNode {
  const texts = useMessages(FILTER_MESSAGES);
  const [isOpen, setOpen] = useState(view.lists[name].length > 0 || name === 'stage' || name === 'grade');
  const [isWhole, setWhole] = useState(false);
  const format = useFormat();
  const variables = { filter: withoutCondition(filter, name), fields: [field] };
  const { data } = useGraph(QueueFacetsDocument, variables, { enabled: isOpen, keepsPrevious: true });
  const [facet] = data?.data.leads?.facets ?? [];
  const values = facetValues(name, view.lists[name], facet, words);
  const shown = isWhole ? values : values.slice(0, Math.max(FIRST, view.lists[name].length));
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className={styles.group}>
      <summary>{texts.lists[name]}</summary>
      <ul>
        {shown.map((value) => (
          <li key={value.value}>
            <Value
              {...{ name, value, isExact: facet?.isExact ?? true }}
              onChange={() => onView(toggleValue(view, name, value.value))}
            />
          </li>
        ))}
      </ul>
      {values.length === 0 && <p className={styles.note}>{texts.noValues}</p>}
      {facet && !facet.isExact && <p className={styles.note}>{texts.sampled}</p>}
      {facet && isCut(facet) && (
        <p className={styles.note}>
          {texts.mostFrequent(format.number(facet.values.length), format.number(facet.valueCount))}
        </p>
      )}
      {values.length > shown.length && (
        <Button kind="quiet" onClick={() => setWhole(true)}>
          {texts.more(format.number(values.length - shown.length))}
        </Button>
      )}
      {isWhole && values.length > FIRST && (
        <Button kind="quiet" onClick={() => setWhole(false)}>
          {texts.fewer}
        </Button>
      )}
    </details>
  );
}

function Value({
  name,
  value: { value, count, isSelected },
  isExact,
  onChange,
}: {
  readonly name: ListName;
  readonly value: FacetValue;
  readonly isExact: boolean;
  readonly onChange: () => void;
}): ReactNode {
  const nameOf = useValueName();
  const format = useFormat();
  return (
    <label className={styles.value}>
      <input type="checkbox" checked={isSelected} onChange={onChange} />
      <bdi>{nameOf(name, value)}</bdi>
      {count !== undefined && (
        <span className={styles.count} data-volatile="">
          {isExact ? '' : '≈ '}
          {format.number(count)}
        </span>
      )}
    </label>
  );
}
