import type { NoticeEventRow } from '../store/event-store.ts';
import type { DescribedFinding } from './describe-finding.ts';
import type { AlertNotice } from './notice.ts';
import { noticeTime } from './notice-time.ts';
import { printable } from './printable.ts';

/** What identifies the alert of a notice, as labels with values. */
export function noticeFacts(event: NoticeEventRow, { measure }: DescribedFinding, zone: string): AlertNotice['facts'] {
  const { identity, version, openings, by, reason, at, others } = event;
  const facts: readonly (readonly [string, unknown])[] = [
    ['Model', version === null ? identity.model : `${identity.model}, version ${version}`],
    ['Feature', identity.feature],
    ['Slice', identity.slice],
    ['Value', measure],
    ['Other alerts', others?.length],
    ['Rule', identity.rule],
    ['Opened', openings > 1 ? `${openings} times` : null],
    ['By', by === 'system' ? null : by],
    ['Reason', reason],
    ['At', noticeTime(at, zone)],
  ];
  return facts
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([label, value]) => ({ label, value: printable(String(value)) }));
}
