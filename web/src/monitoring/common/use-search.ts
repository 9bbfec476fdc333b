import { navigate, useSearch as useRawSearch } from 'wouter/use-browser-location';
import { changedSearch } from './address.ts';

/** The choices that the address holds, and a way to change some of them: so that a view can be sent to others. */
export function useSearch(): [URLSearchParams, (changes: Readonly<Record<string, string | undefined>>) => void] {
  const search = useRawSearch();
  const change = (changes: Readonly<Record<string, string | undefined>>): void =>
    navigate(location.pathname + changedSearch(location.search, changes), { replace: true });
  return [new URLSearchParams(search), change];
}
