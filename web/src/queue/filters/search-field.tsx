import { type ComponentProps, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { TextField } from '../../ui/field.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { isSearchable } from '../view/lead-filter.ts';
import { FILTER_MESSAGES } from './filters.messages.ts';

const PAUSE_MS = 300;

/** The search: what is typed counts after a short pause, or at once by Enter. */
export function SearchField({
  search,
  onSearch,
}: {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}): React.ReactNode {
  const texts = useMessages(FILTER_MESSAGES);
  const seesPeople = useRight('leads:pii');
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(search);
  const [known, setKnown] = useState(search);
  if (known !== search) {
    // the address changed by another way: a tab, or back
    setKnown(search);
    if (typed.trim() !== search) setTyped(search);
  }
  useSearchLater(typed, search, onSearch);
  useShortcuts({ '/': { label: texts.keys.search, run: () => field.current?.select() } });
  const input: ComponentProps<'input'> = { type: 'search', maxLength: 200, autoComplete: 'off', spellCheck: false };
  return (
    <TextField
      {...input}
      ref={field}
      label={texts.search}
      isLabelHidden
      fault={typed.trim() !== '' && !isSearchable(typed) ? texts.searchNeeds : undefined}
      placeholder={seesPeople ? texts.searchHint : texts.searchCompanies}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={({ key }) => key === 'Enter' && onSearch(typed.trim())}
    />
  );
}

function useSearchLater(typed: string, search: string, onSearch: (search: string) => void): void {
  const change = useEffectEvent(onSearch);
  useEffect(() => {
    if (typed.trim() === search) return;
    const timer = setTimeout(() => change(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, search]);
}
