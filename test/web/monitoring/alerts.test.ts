import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { projectFile } from '../../../platform/process/program.ts';
import { ALERT_METRICS, type AlertMetric } from '../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { RUNBOOK } from '../../../subgraphs/monitoring/alerts/rules/runbook.ts';
import { minutesUntil, possibleActions } from '../../../web/src/monitoring/alerts/actions/alert-actions.ts';
import { filterOf, readChoice } from '../../../web/src/monitoring/alerts/list/alert-filter.ts';
import { groupByIncident } from '../../../web/src/monitoring/alerts/list/group-by-incident.ts';
import { endedTimes, windowState } from '../../../web/src/monitoring/alerts/maintenance/window-state.ts';
import { splitRunbook } from '../../../web/src/monitoring/alerts/page/runbook.ts';
import { METRIC_UNITS } from '../../../web/src/monitoring/alerts/words/metric-unit.ts';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

test('Actions fit the state of an alert', () => {
  assert.deepEqual(possibleActions({ status: 'OPEN', mutedUntil: null }, NOW), ['ACKNOWLEDGE', 'RESOLVE', 'MUTE']);
  assert.deepEqual(possibleActions({ status: 'ACKNOWLEDGED', mutedUntil: at(5) }, NOW), ['RESOLVE', 'UNMUTE']);
  assert.deepEqual(possibleActions({ status: 'RESOLVED', mutedUntil: at(-5) }, NOW), ['MUTE']);
});

test('A mute lasts until a time in the future', () => {
  assert.equal(minutesUntil(at(90), NOW), 90);
  assert.equal(minutesUntil(at(0), NOW), undefined);
  assert.equal(minutesUntil(at(-1), NOW), undefined);
  assert.equal(minutesUntil(undefined, NOW), undefined);
});

test('The choice of alerts is read from the address, and becomes a filter', () => {
  const filter = (search: string) => filterOf(readChoice(new URLSearchParams(search)));
  assert.deepEqual(filter(''), { statuses: ['OPEN', 'ACKNOWLEDGED'] });
  assert.deepEqual(filter('status=ALL&severity=CRITICAL'), { minimumSeverity: 'CRITICAL' });
  assert.deepEqual(filter('status=RESOLVED&rule=auc'), { statuses: ['RESOLVED'], rule: 'auc' });
  assert.deepEqual(filter('status=nonsense&severity=nonsense'), { statuses: ['OPEN', 'ACKNOWLEDGED'] });
});

test('Alerts of one incident stand together, in the order of the list', () => {
  const alert = (id: string, incident: string | null) => ({
    id,
    incident: incident === null ? null : { id: incident },
  });
  const groups = groupByIncident([
    alert('1', 'x'),
    alert('2', null),
    alert('3', 'y'),
    alert('4', 'x'),
    alert('5', null),
  ]);
  assert.deepEqual(
    groups.map(({ incident, alerts }) => [incident?.id, alerts.map(({ id }) => id)]),
    [
      ['x', ['1', '4']],
      [undefined, ['2', '5']],
      ['y', ['3']],
    ],
  );
});

test('A maintenance window is planned, active, then ended', () => {
  const window = { from: at(0), until: at(60) };
  assert.equal(windowState(window, NOW - 1), 'PLANNED');
  assert.equal(windowState(window, NOW), 'ACTIVE');
  assert.equal(windowState(window, NOW + 3_600_000), 'ENDED');
});

test('A maintenance window that is ended now keeps its start, unless it has not begun', () => {
  assert.deepEqual(endedTimes({ from: at(-10), until: at(60) }, NOW), { from: at(-10), until: at(0) });
  const planned = endedTimes({ from: at(10), until: at(60) }, NOW);
  assert.ok(planned.from < planned.until);
  assert.equal(windowState(planned, NOW), 'ENDED');
});

test('Every metric of the platform has a unit in the page', () => {
  assert.deepEqual(Object.keys(METRIC_UNITS).sort(), Object.keys(ALERT_METRICS).sort());
});

test('Every runbook entry has advice and a section of a page that exists', () => {
  for (const metric of Object.keys(RUNBOOK) as AlertMetric[]) {
    const { advice, page } = splitRunbook(RUNBOOK[metric]);
    assert.ok(advice.length > 0 && !advice.includes('See docs'), metric);
    const [path = '', section = ''] = (page ?? '').split('#');
    const file = projectFile(path);
    assert.ok(path !== '' && existsSync(file), `${metric}: ${page}`);
    assert.match(readFileSync(file, 'utf8').toLowerCase().replaceAll(' ', '-'), new RegExp(`#-.*${section}`), metric);
  }
});

test('A runbook entry without a page is advice alone', () => {
  assert.deepEqual(splitRunbook('Call the owner.'), { advice: 'Call the owner.', page: undefined });
});
