import { useState } from 'react';

const PREFIX = 'lead-scoring.draft.';
const drafts = new Map<string, string>();

/**
 * Typed text that survives a change of the page, and a reload for a newer version. It is forgotten when it is sent, and
 * at sign-out.
 *
 * @param name of the field, with the id of the thing that it belongs to
 */
export function useDraft(name: string, first = ''): [text: string, type: (text: string) => void, forget: () => void] {
  const [text, setText] = useState(() => drafts.get(name) ?? takeKept(name) ?? first);
  const type = (typed: string): void => {
    drafts.set(name, typed);
    setText(typed);
  };
  const forget = (): void => {
    drafts.delete(name);
    setText(first);
  };
  return [text, type, forget];
}

/** Keeps typed text over a reload, in this tab's storage; each field takes its own out again. */
export function keepDrafts(): void {
  for (const [name, text] of drafts) sessionStorage.setItem(PREFIX + name, text);
}

/** Forgets all typed text: the next reader of this browser must not see it. */
export function forgetDrafts(): void {
  drafts.clear();
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

function takeKept(name: string): string | undefined {
  const kept = sessionStorage.getItem(PREFIX + name);
  if (kept === null) return undefined;
  sessionStorage.removeItem(PREFIX + name);
  drafts.set(name, kept);
  return kept;
}
