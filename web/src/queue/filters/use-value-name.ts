import type { Grade, LeadStage, Trend } from '../../graph/generated/graphql.ts';
import { useMessages } from '../../language/messages.ts';
import { useViewer } from '../../session/rights.ts';
import { type ListName, OWNER_ME, OWNER_NONE } from '../view/view.ts';
import { useLeadWords } from '../words/use-lead-words.ts';
import { FILTER_MESSAGES } from './filters.messages.ts';

/** Names of the values of conditions. */
export function useValueName(): (name: ListName, value: string) => string {
  const words = useLeadWords();
  const texts = useMessages(FILTER_MESSAGES);
  const { subject } = useViewer();
  return (name, value) => {
    if (name === 'stage') return words.stage(value as LeadStage);
    if (name === 'trend') return words.trend(value as Trend);
    if (name === 'grade') return words.grade(value as Grade);
    if (name === 'country') return words.country(value);
    if (name !== 'owner') return words.value(value);
    if (value === OWNER_ME) return texts.me(subject);
    return value === OWNER_NONE ? texts.nobody : value;
  };
}
