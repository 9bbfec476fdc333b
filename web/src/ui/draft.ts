import { useState } from 'react';

const PREFIX = 'lead-scoring.draft.';
const READER = 'lead-scoring.drafts-of';
const drafts = new Map<string, string>();
let reader: string | undefined;

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

/**
 * Says whose text is typed from now on: that of another reader is forgotten.
 *
 * @param subject of the reader; undefined for one who is not named, whose text no one else takes over
 */
export function beginDraftsOf(subject: string | undefined): void {
  const last = reader ?? sessionStorage.getItem(READER) ?? undefined;
  if (subject === undefined || subject !== last) forgetDrafts();
  reader = subject;
  sessionStorage.removeItem(READER);
}

/** Keeps typed text over a reload, in this tab's storage; each field takes its own out again. */
export function keepDrafts(): void {
  if (reader === undefined) return;
  sessionStorage.setItem(READER, reader);
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
