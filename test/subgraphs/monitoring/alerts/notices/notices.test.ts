import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emailMessage } from '../../../../../subgraphs/monitoring/alerts/channels/email-message.ts';
import { pagerDutyEvent } from '../../../../../subgraphs/monitoring/alerts/channels/pagerduty.ts';
import { slackMessage } from '../../../../../subgraphs/monitoring/alerts/channels/slack.ts';
import { composeNotice } from '../../../../../subgraphs/monitoring/alerts/notices/compose-notice.ts';
import { ALERT_METRICS, type AlertMetric } from '../../../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { linkableUrl } from '../../../../../subgraphs/monitoring/alerts/rules/alert-url.ts';
import type { NoticeEventRow } from '../../../../../subgraphs/monitoring/alerts/store/event-store.ts';
import { AT, eventOf, FINDINGS } from '../../../../support/monitoring/notice-events.ts';

const HOUR = 3_600_000;
const UTC = { url: undefined, timeZone: 'UTC' };
const compose = (changes: Partial<NoticeEventRow>, place: Parameters<typeof composeNotice>[2] = UTC) =>
  composeNotice(eventOf(changes), 'id', place);
const findingOf = (metric: AlertMetric): Partial<NoticeEventRow> => FINDINGS[metric];
const RED = '#c53030';
const GREEN = '#2f855a';
const colourIn = (notice: ReturnType<typeof compose>) =>
  (slackMessage(notice).attachments as readonly { color: string }[])[0]?.color;

/** What the first line of a critical notice says of each metric. */
const SAID: Readonly<Record<AlertMetric, string>> = {
  FEATURE_DRIFT:
    'lead_age of lead-conversion 1: drift 8.0, four times the critical limit of 2; 76.6 % of leads are older than 73.2 days, 10 % in the reference; 1,953 leads since 14:16 UTC.',
  SCORE_DRIFT:
    'scores of lead-conversion 1: drift 2.9, 1.4 times the critical limit of 2; 37 % of scores are 0.8 or more, 10 % in the reference; 1,953 leads since 14:16 UTC.',
  GRADE_MIX_DRIFT:
    'mix of grades of lead-conversion 1: drift 2.0, at the critical limit of 2; 50 % of leads have grade A, 20 % in the reference; 1,953 leads since 14:16 UTC.',
  LATENCY_P95_MS:
    'lead-conversion: p95 latency 620 ms, 1.2 times the warning limit of 500 ms; half of the calls took up to 41.2 ms, 99 % up to 904 ms; 968 predictions within 60 s.',
  THROUGHPUT:
    'lead-conversion: 16.1 predictions per second, below the warning limit of 20; 968 predictions within 60 s.',
  ERROR_RATE:
    'lead-conversion: error rate 3.2 %, 3.2 times the critical limit of 1 %; 32 of 1,000 predictions failed within 60 s, most often with INFERENCE_TIMEOUT (20).',
  STREAM_CHANGES:
    'mean score of lead-conversion 1: 2 changes; up from 0.310 to 0.450 at 14:11 UTC (ADWIN); up at 14:18 UTC (Page–Hinkley).',
  AUC: 'lead-conversion 1: AUC 0.612, below the critical limit of 0.7; realised 0.612, 0.580 to 0.644 with 95 % confidence; promised 0.751; 1,204 matured leads since 23 Sept 2026, 14:20 UTC.',
  AUC_DROP:
    'lead-conversion 1: AUC 0.139 below the promised one, above the critical limit of 0.1; realised 0.612, 0.580 to 0.644 with 95 % confidence; promised 0.751; 1,204 matured leads since 23 Sept 2026, 14:20 UTC.',
  CALIBRATION_ERROR:
    'lead-conversion 1: calibration error 8.2 percentage points, 1.6 times the critical limit of 5 percentage points; probabilities are off by 8.2 percentage points on average; 1,204 matured leads since 23 Sept 2026, 14:20 UTC.',
  ESTIMATED_AUC:
    'lead-conversion 1: estimated AUC 0.660, below the critical limit of 0.7; estimated from 1,500 leads without an outcome yet.',
  CALIBRATION_BIAS:
    'lead-conversion 1: calibration bias 6 percentage points, 1.2 times the critical limit of 5 percentage points; probabilities are 6 percentage points too low on average; 1,204 matured leads since 23 Sept 2026, 14:20 UTC.',
  MISSING_SHARE:
    'company_size of lead-conversion 1: missing values up by 40 percentage points, four times the warning limit of 10 percentage points; missing in 42 % of 1,204 predictions, in 2 % of the reference window.',
  UNSEEN_SHARE:
    'country of lead-conversion 1: unseen values 8.3 %, 1.7 times the warning limit of 5 %; such as UAE, KSA; 1,204 predictions.',
  OUT_OF_RANGE_SHARE:
    'website_visits of lead-conversion 1: values out of range 20 %, four times the warning limit of 5 %; the reference window has 0 to 40; 1,204 predictions.',
  NEWEST_LEAD_AGE_HOURS:
    'lead-conversion: newest lead 26 h old, 1.1 times the warning limit of 24 h; the newest is of 21 Nov 2026, 12:20 UTC.',
  NEWEST_INTERACTION_AGE_HOURS:
    'lead-conversion: newest interaction 48 h old, twice the warning limit of 24 h; the newest is of 20 Nov 2026, 14:20 UTC.',
  NEWEST_SCORE_AGE_HOURS:
    'lead-conversion: newest score 3 h old, 1.5 times the warning limit of 2 h; the newest is of 11:20 UTC.',
  ROLLOUT: 'rollout of lead-conversion 3: rollout 12 was rolled back at step 2: error rate 4 %, 2 % allowed.',
  LAKE_EXPECTATION:
    'keys_present of silver/leads: found 12.3 % of the rows, expected at most 0 % of the rows; 1,204 rows in version 7; the rule: No row lacks lead_id.',
  LAKE_OVERDUE_SECONDS:
    'gold/features: overdue by 2.5 h, 2.5 times the warning limit of 1 h; last brought up to date at 10:50 UTC.',
  CRM_SYNC_LAG_SECONDS:
    'leads of the CRM: 90 s behind the CRM, 1.5 times the warning limit of 60 s; every change is here until 14:18 UTC.',
  CRM_SYNC_STOPPED:
    'leads of the CRM: stopped since 14:19 UTC by CRM_TABLE_MISSING: CRM sales.lead: found no such table, expected that of the mapping; every change is here until 14:18 UTC.',
  CRM_WRITE_BACK_LAG_SECONDS:
    'DATABASE of the CRM: scores wait for 20 min, twice the critical limit of 10 min; stopped by CRM_UNAVAILABLE: CRM database: found no answer (no connection), expected a connection; the oldest score waits since 14:00 UTC.',
  CRM_PARKED_ROWS: 'outcomes of the CRM: 1,204 parked, 12 times the warning limit of 100.',
  VERSION_WITHDRAWN:
    'lead-conversion 3: the champion was taken out of traffic: its runs broke down again and again (3 runs did not end within 1000 ms).',
};

describe('a notice', () => {
  for (const metric of Object.keys(ALERT_METRICS) as AlertMetric[]) {
    it(`A notice of ${metric} says what happened, how bad, since when, on what evidence and what it means`, () => {
      const { title, lines, runbook } = compose(findingOf(metric));
      assert.equal(lines[0], SAID[metric]);
      assert.equal(lines[1], 'Open since 22 Nov 2026, 14:20 UTC.');
      assert.equal(lines.length, 3);
      assert.ok(runbook);
      const [subject] = SAID[metric].split(';');
      assert.match(title, /^(CRITICAL|WARNING): /);
      assert.equal(title.replace(/^\w+: /, ''), subject?.replace(/\.$/, ''));
    });
  }

  it('A notice of evidence in no known form still says what, how bad and since when', () => {
    for (const metric of Object.keys(ALERT_METRICS) as AlertMetric[]) {
      for (const evidence of [null, 'text', { bins: 'x', current: 1, report: {}, changes: [1] }]) {
        const { title, lines } = compose({ ...findingOf(metric), evidence });
        assert.match(title, /lead-conversion|silver.leads|gold.features|the CRM/);
        assert.doesNotMatch(lines.join(' '), /undefined|NaN|null|\[object/);
      }
    }
  });

  it('A notice without data says so', () => {
    assert.match(compose({ ...findingOf('THROUGHPUT'), value: null }).title, /: no data$/);
  });

  it('A notice that reminds says that it does, and since when', () => {
    const changes = { told: 'REMINDER', type: 'REMINDED', at: AT + 170 * HOUR } as const;
    const { title, lines } = compose({ ...findingOf('FEATURE_DRIFT'), ...changes });
    assert.match(title, /^REMINDER: CRITICAL since 22 Nov 2026, 14:20 UTC: lead_age of lead-conversion 1: drift 8\.0/);
    const expected = 'Reminder: open since 22 Nov 2026, 14:20 UTC (7 days 2 h), and nobody has acknowledged it.';
    assert.equal(lines[1], expected);
  });

  it('A notice that something got worse says since when it has been open', () => {
    const { lines } = compose({ ...findingOf('FEATURE_DRIFT'), told: 'RAISED', type: 'RAISED', at: AT + HOUR });
    assert.equal(lines[1], 'Open since 22 Nov 2026, 14:20 UTC (1 h); it has got worse and is now CRITICAL.');
  });

  const over = { told: 'RESOLVED', type: 'RESOLVED', status: 'RESOLVED', at: AT + 12_000_000, evidence: null } as const;

  it('A notice that it is over says how it ended and how long it lasted, asks for nothing, and is green', () => {
    const notice = compose({ ...findingOf('FEATURE_DRIFT'), ...over, value: 0.2 });
    assert.equal(notice.title, 'RESOLVED after 3 h 20 min: lead_age of lead-conversion 1');
    assert.deepEqual(notice.lines, [
      'It is over: it resolved automatically, with drift 0.2, below the critical limit of 2. It lasted 3 h 20 min, from 22 Nov 2026, 14:20 UTC to 17:40 UTC.',
    ]);
    assert.deepEqual([notice.runbook, notice.bars], [null, []]);
    const { html, text } = emailMessage(notice);
    assert.ok(html.includes(GREEN) && !html.includes(RED) && !`${html}${text}`.includes('What to do'));
    assert.equal(colourIn(notice), GREEN);
    assert.equal(pagerDutyEvent(notice, 'key').event_action, 'resolve');
    assert.equal(colourIn(compose(findingOf('FEATURE_DRIFT'))), RED);
  });

  it('A notice that somebody ended it, or that there is no more data, says so', () => {
    const lineOf = (changes: Partial<NoticeEventRow>) => compose({ ...over, ...changes }).lines[0];
    assert.match(
      lineOf({ by: 'ann', resolvedBy: 'ann', reason: 'an import' }) ?? '',
      /^It is over: ann resolved it \(an import\)\./,
    );
    assert.match(lineOf({ value: null }) ?? '', /^It is over: there is no more data\./);
  });

  it('A notice that it is over says who ended it and when, however late it is sent', () => {
    const until = AT + HOUR;
    const { title, lines } = compose({ ...over, type: 'TOLD', until, resolvedBy: 'ann' });
    assert.equal(title, 'RESOLVED after 1 h: lead_age of lead-conversion 1');
    const lasted = 'It lasted 1 h, from 22 Nov 2026, 14:20 UTC to 15:20 UTC.';
    assert.deepEqual(lines, [`It is over: ann resolved it. ${lasted}`]);
  });

  it('A notice has its times in the zone of the setting, which it names', () => {
    const { lines, facts } = compose(findingOf('FEATURE_DRIFT'), { url: undefined, timeZone: 'America/New_York' });
    assert.match(lines.join(' '), /1,953 leads since 09:16 America\/New_York\. Open since 22 Nov 2026, 09:20 America/);
    assert.equal(facts.find(({ label }) => label === 'At')?.value, '22 Nov 2026, 09:20 America/New_York');
  });

  it('A notice of an incident has all of its alerts in the body of every channel, the rest by number where there is no room', () => {
    const { metric, severity, value, threshold, version, evidence } = eventOf(findingOf('FEATURE_DRIFT'));
    const other = { metric, severity, value, threshold, version, evidence, slice: null };
    const others = Array.from({ length: 39 }, (_, i) => ({ ...other, feature: `feature_${i}` }));
    const notice = compose({ ...findingOf('FEATURE_DRIFT'), incident: 'DRIFT/lead-conversion', others });
    assert.match(notice.title, /^CRITICAL: 40 alerts of lead-conversion 1: lead_age \(drift 8\.0, .* and 37 more$/);
    assert.equal(notice.members.length, 40);
    const { html, text } = emailMessage(notice);
    const { custom_details: details } = pagerDutyEvent(notice, 'key').payload as {
      custom_details: { Alerts: readonly string[] };
    };
    for (const member of notice.members) assert.ok(text.includes(member) && html.includes(member));
    assert.deepEqual(details.Alerts, notice.members);
    const { attachments } = slackMessage(notice) as {
      attachments: { blocks: { text?: { text: string } }[] }[];
    };
    const texts = attachments[0]?.blocks.map(({ text: block }) => block?.text ?? '') ?? [];
    assert.ok(texts.every((each) => each.length <= 3_000));
    const list = texts.find((each) => each.startsWith('• ')) ?? '';
    const shown = list.split('\n').filter((line) => line.startsWith('• ')).length;
    assert.ok(shown > 10 && list.endsWith(`\nand ${40 - shown} more`));
  });

  it('A notice sends PagerDuty the histograms that its text refers to, and no link that leads nowhere', () => {
    const event = pagerDutyEvent(compose(findingOf('FEATURE_DRIFT')), 'key');
    const { custom_details: details } = event.payload as { custom_details: Record<string, unknown> };
    assert.match(String(details.Runbook), /histograms/);
    assert.deepEqual(details['Histogram of lead_age, days: reference → now'], {
      '… 20': '45.0 % → 15.4 %',
      '20 … 73.2': '45.0 % → 8.0 %',
      '73.2 …': '10.0 % → 76.6 %',
    });
    assert.deepEqual([event.client_url, event.links], [undefined, undefined]);
    const linked = pagerDutyEvent(compose({}, { ...UTC, url: 'https://leads.example.com' }), 'key');
    assert.match(String(linked.client_url), /^https:\/\/leads\.example\.com\/alerts\//);
  });
});

describe('a link', () => {
  it('A link to a loopback address is left out of a notice', () => {
    for (const host of [
      'localhost',
      'localhost:4000',
      'a.localhost',
      '127.0.0.1:4000',
      '127.9.9.9',
      '0.0.0.0',
      '[::1]',
      '[::]',
    ])
      assert.equal(linkableUrl(`http://${host}`), undefined, host);
    for (const url of ['https://leads.example.com', 'http://10.0.0.7:4000', 'http://localhost.example.com'])
      assert.equal(linkableUrl(url), url);
    assert.equal(linkableUrl(undefined), undefined);
  });
});
