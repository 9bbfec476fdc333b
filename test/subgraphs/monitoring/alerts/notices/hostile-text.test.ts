import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emailMessage } from '../../../../../subgraphs/monitoring/alerts/channels/email-message.ts';
import { pagerDutyEvent } from '../../../../../subgraphs/monitoring/alerts/channels/pagerduty.ts';
import { slackMessage } from '../../../../../subgraphs/monitoring/alerts/channels/slack.ts';
import { composeNotice } from '../../../../../subgraphs/monitoring/alerts/notices/compose-notice.ts';
import { histogramBars, textBars } from '../../../../../subgraphs/monitoring/alerts/notices/histogram-bars.ts';
import type { NoticeEventRow } from '../../../../../subgraphs/monitoring/alerts/store/event-store.ts';

const HOSTILE = 'a<!channel>*b*&<script>alert("1")</script>\r\nBcc: eve@example.com\u202e';

/** An event of an alert about a feature with a name that somebody thought of. */
const eventOf = (changes: Partial<NoticeEventRow> = {}): NoticeEventRow => ({
  sequence: 1,
  transactionId: 1,
  alert: `feature-drift/lead-conversion/${encodeURIComponent(HOSTILE)}/`,
  identity: { rule: 'feature-drift', model: 'lead-conversion', feature: HOSTILE, slice: null },
  incident: null,
  others: null,
  metric: 'FEATURE_DRIFT',
  type: 'OPENED',
  told: 'OPENED',
  at: Date.UTC(2026, 10, 22),
  by: 'system',
  reason: HOSTILE,
  status: 'OPEN',
  severity: 'CRITICAL',
  openings: 2,
  threshold: 2,
  since: Date.UTC(2026, 10, 21, 20),
  until: null,
  resolvedBy: null,
  version: 3,
  value: 2.51234567,
  evidence: { bins: [{ bin: { of: 'CATEGORY', category: HOSTILE }, reference: 3, current: 1 }] },
  ...changes,
});
const PLACE = { url: 'https://leads.example.com', timeZone: 'UTC' };
const notice = composeNotice(eventOf(), 'id', PLACE);

describe('hostile text in a notice', () => {
  it('Hostile text in a notice is one line without control characters or marks that turn its direction', () => {
    for (const text of [notice.title, ...notice.lines, ...notice.facts.map(({ value }) => value)])
      assert.doesNotMatch(text, /[\p{Cc}\u202e]/u);
  });

  it('Hostile text in a notice is cut to a length that channels take', () => {
    const { title } = composeNotice(
      eventOf({ identity: { ...eventOf().identity, feature: 'x'.repeat(5_000) } }),
      'id',
      PLACE,
    );
    assert.match(title, /^CRITICAL: x{79}… of lead-conversion 3: drift 2\.5, 1\.3 times the critical limit of 2$/);
  });

  it('Hostile text in a notice is cut between the characters that people see, in every channel', () => {
    const family = '👨‍👩‍👧‍👦';
    const feature = `${'x'.repeat(60)}${`${family}e\u0301`.repeat(300)}`;
    const category = { bin: { of: 'CATEGORY', category: family.repeat(9) }, reference: 3, current: 1 };
    const identity = { ...eventOf().identity, feature };
    const composed = composeNotice(eventOf({ identity, evidence: { bins: [category] } }), 'id', PLACE);
    const long = { ...composed, title: feature, facts: [{ label: 'Feature', value: feature }] };
    const { blocks, attachments } = slackMessage({ ...long, lines: [feature.repeat(4)] }) as {
      blocks: readonly { text: { text: string } }[];
      attachments: readonly { blocks: readonly { text?: { text: string }; elements?: { text: string }[] }[] }[];
    };
    const body = attachments[0]?.blocks ?? [];
    const header = blocks[0]?.text.text ?? '';
    const lines = body[0]?.text?.text ?? '';
    const field = body.at(-2)?.elements?.[0]?.text ?? '';
    const { summary } = pagerDutyEvent(long, 'key').payload as { summary: string };
    const letter = emailMessage(long);
    assert.ok(header.length <= 150 && lines.length <= 3_000 && field.length <= 2_000 && summary.length <= 1_024);
    assert.ok(Buffer.byteLength(letter.subject) <= 998);
    const subject = composed.title.replace(/ of lead-conversion 3: .*$/, '');
    const cut = [subject, ...composed.bars.map(({ label }) => label), header, lines, field, summary, letter.subject];
    for (const text of cut) {
      assert.match(text, /…$/);
      const rest = text.replace(/^(Feature: |CRITICAL: )?x*/, '').replace(/…$/, '');
      assert.equal(rest.replaceAll(family, '').replaceAll('e\u0301', '').replaceAll(/x/g, ''), '', text);
    }
  });

  it('Hostile text in a notice is no markup in Slack: all of it is plain or preformatted text, and the fallback is escaped', () => {
    const message = slackMessage(notice);
    assert.doesNotMatch(String(message.text), /[<>]/);
    assert.match(String(message.text), /&lt;!channel&gt;\*b\*&amp;/);
    assert.ok(!JSON.stringify([message.blocks, message.attachments]).includes('"mrkdwn"'));
  });

  it('Hostile text in a notice is no element of a mail', () => {
    const { html, subject } = emailMessage(notice);
    assert.ok(!html.includes('<script') && !html.includes('<!channel'));
    assert.match(html, /&#60;script&#62;/);
    assert.doesNotMatch(subject, /[\r\n]/);
  });

  it('Hostile text in a notice does not get out of the JSON of PagerDuty', () => {
    const event = JSON.parse(JSON.stringify(pagerDutyEvent(notice, 'key')));
    assert.deepEqual(Object.keys(event), [
      'routing_key',
      'event_action',
      'dedup_key',
      'client',
      'client_url',
      'links',
      'payload',
    ]);
    assert.equal(event.payload.summary, notice.title);
  });
});

describe('a notice', () => {
  it('A notice has rule, value in its unit against its limit, version and how often it opened', () => {
    const facts = Object.fromEntries(notice.facts.map(({ label, value }) => [label, value]));
    assert.deepEqual(
      [facts.Model, facts.Value, facts.Rule, facts.Opened],
      ['lead-conversion, version 3', 'drift 2.5, 1.3 times the critical limit of 2', 'feature-drift', '2 times'],
    );
    assert.match(notice.url ?? '', /^https:\/\/leads\.example\.com\/alerts\/feature-drift%2F/);
  });

  it('A notice has a dedup key that PagerDuty takes, however long its identity is', () => {
    const long = { ...notice, alert: 'x'.repeat(1_000) };
    assert.equal(String(pagerDutyEvent(long, 'key').dedup_key).length, 64);
    assert.notEqual(pagerDutyEvent({ ...long, alert: 'y'.repeat(1_000) }, 'key').dedup_key, undefined);
  });
});

describe('the bars of evidence', () => {
  it('The bars of evidence are shares of each window', () => {
    const bins = [
      { bin: { of: 'RANGE', to: 3 }, reference: 1, current: 0 },
      { bin: { of: 'VALUE', value: 3 }, reference: 3, current: 10 },
    ];
    const expected = [
      { label: '… 3', reference: 0.25, current: 0 },
      { label: '3', reference: 0.75, current: 1 },
    ];
    assert.deepEqual(histogramBars({ bins }), expected);
    assert.deepEqual(histogramBars({ feature: { bins } }), expected);
    assert.equal(textBars(expected, 4), '… 3 # 25.0 %\n     0.0 %\n3   ### 75.0 %\n    ==== 100.0 %');
  });

  it('The bars of evidence are none without two windows, or of something else', () => {
    const empty = [{ bin: { of: 'MISSING' }, reference: 0, current: 4 }];
    for (const evidence of [null, 'text', {}, { bins: 'x' }, { bins: [1, null] }, { bins: empty }])
      assert.deepEqual(histogramBars(evidence), []);
  });
});
