import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { DEFAULT_RULES } from '../../../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import {
  type Answer,
  drift,
  MonitoringBench,
  NO_CHANNELS,
  START,
} from '../../../../support/monitoring/monitoring-bench.ts';

const KEY = 'feature-drift/lead-conversion/page_views/';
const ALERTS = `query($filter: AlertFilterInput, $first: Int = 50, $after: String) {
  alerts(filter: $filter, first: $first, after: $after) {
    edges { node { id rule metric model feature slice status severity openings openedAt resolvedAt resolvedBy
      acknowledgedBy mutedUntil value observedAt evidence runbook url modelVersion { model version }
      history { type at by reason status severity value threshold isTold } deliveries { id } } }
    pageInfo { hasNextPage endCursor } } }`;
const HOUR = 3_600_000;

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions?.code;

onEachDatabase((kind, open) => {
  describe(`alerts on ${kind}`, () => {
    let store: TestDatabase;
    let bench: MonitoringBench;
    before(async () => {
      store = await open('monitoring');
      bench = await MonitoringBench.open(store, { alerts: NO_CHANNELS });
    });
    after(async () => {
      await bench.close();
      await store.close();
    });
    afterEach(async () => {
      bench.subject = 'ann';
      await bench.forgetAlerts();
    });

    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query above
    const alerts = async (filter: Record<string, unknown> = {}): Promise<any[]> => {
      const { data } = await bench.ask(ALERTS, { filter });
      return data.alerts.edges.map(({ node }: { node: unknown }) => node);
    };
    const act = (mutation: string, more = '') =>
      bench.ask(
        `mutation($id: ID!) { ${mutation}(id: $id, reason: " because ${more ? `", ${more}` : '"'}) {
        alert { status acknowledgedBy resolvedBy mutedUntil } } }`,
        { id: KEY },
      );

    test('Alerts open with their evidence, what to do, and where to look', async () => {
      await bench.signal();
      const [alert, ...others] = await alerts();
      assert.deepEqual(others, []);
      assert.deepEqual(alert, {
        id: KEY,
        rule: 'feature-drift',
        metric: 'FEATURE_DRIFT',
        model: 'lead-conversion',
        feature: 'page_views',
        slice: null,
        status: 'OPEN',
        severity: 'CRITICAL',
        openings: 1,
        openedAt: new Date(START).toISOString(),
        resolvedAt: null,
        resolvedBy: null,
        acknowledgedBy: null,
        mutedUntil: null,
        value: 2.5,
        observedAt: new Date(START).toISOString(),
        evidence: drift().evidence,
        runbook: alert.runbook,
        url: `https://leads.example.com/alerts/${encodeURIComponent(KEY)}`,
        modelVersion: { model: 'lead-conversion', version: 2 },
        history: [
          {
            type: 'OPENED',
            at: new Date(START).toISOString(),
            by: 'system',
            reason: null,
            status: 'OPEN',
            severity: 'CRITICAL',
            value: 2.5,
            threshold: 2,
            isTold: true,
          },
        ],
        deliveries: [],
      });
      assert.match(alert.runbook, /histograms/);
    });

    test('Alerts are absent while nothing is wrong, and are one each for a feature and a slice', async () => {
      await bench.signal({ value: 0.2 });
      assert.deepEqual(await alerts(), []);
      await bench.signal({ feature: 'lead_age' });
      await bench.signal({ feature: 'lead_age', slice: 'country=AE', value: 1 });
      await bench.signal({ feature: 'lead_age', slice: 'country=AE', value: 1.2 });
      const found = (await alerts()).map(({ feature, slice, severity }) => [feature, slice, severity]);
      assert.deepEqual(found, [
        ['lead_age', 'country=AE', 'WARNING'],
        ['lead_age', null, 'CRITICAL'],
      ]);
    });

    test('Alerts resolve automatically, and open again as the same alert', async () => {
      await bench.signal();
      for (const value of [0.1, 0.1, 0.1]) await bench.signal({ value });
      const [over] = await alerts({ statuses: ['RESOLVED'] });
      assert.deepEqual([over.resolvedBy, over.value, over.severity], [null, 0.1, 'CRITICAL']);
      // what showed it stays
      assert.deepEqual(over.evidence, drift().evidence);
      await bench.signal({ value: 1 });
      const [again] = await alerts();
      assert.deepEqual([again.id, again.status, again.severity, again.openings], [KEY, 'OPEN', 'WARNING', 2]);
      assert.deepEqual(
        again.history.map(({ type }: { type: string }) => type),
        ['OPENED', 'RESOLVED', 'OPENED'],
      );
    });

    test('Alerts are acknowledged, muted and resolved by people, with who and why', async () => {
      await bench.signal();
      bench.subject = 'bob';
      assert.equal((await act('acknowledgeAlert')).data.acknowledgeAlert.alert.acknowledgedBy, 'bob');
      assert.equal(codeOf(await act('acknowledgeAlert')), 'ALERT_ACTION_REFUSED');
      const muted = (await act('muteAlert', 'forMinutes: 60')).data.muteAlert.alert;
      assert.equal(muted.mutedUntil, new Date(START + HOUR).toISOString());
      assert.equal((await act('unmuteAlert')).data.unmuteAlert.alert.mutedUntil, null);
      assert.deepEqual((await act('resolveAlert')).data.resolveAlert.alert, {
        status: 'RESOLVED',
        acknowledgedBy: 'bob',
        resolvedBy: 'bob',
        mutedUntil: null,
      });
      const [{ history }] = await alerts();
      const said = history.map((line: Record<string, unknown>) => `${line.type} ${line.by} ${line.reason}`);
      const expected = ['RESOLVED', 'UNMUTED', 'MUTED', 'ACKNOWLEDGED'].map((type) => `${type} bob because`);
      assert.deepEqual(said, [...expected, 'OPENED system null']);
    });

    test('Alerts refuse invalid actions, rules and windows', async () => {
      assert.equal(codeOf(await act('resolveAlert')), 'ALERT_NOT_FOUND');
      await bench.signal({ value: 0.1 });
      assert.equal(codeOf(await act('acknowledgeAlert')), 'ALERT_NOT_FOUND');
      await bench.signal();
      for (const minutes of ['0', '-5', '1e9'])
        assert.equal(codeOf(await act('muteAlert', `forMinutes: ${minutes}`)), 'VALIDATION_FAILED');
      const blank = await bench.ask(`mutation { resolveAlert(id: "${KEY}", reason: "  ") { alert { id } } }`);
      assert.equal(codeOf(blank), 'VALIDATION_FAILED');
    });

    test('Alerts are filtered, and walked page by page, the last opened first', async () => {
      for (const [i, model] of ['a', 'b', 'c'].entries()) await bench.signal({ model, value: i === 1 ? 1 : 2 });
      assert.deepEqual(
        (await alerts({ minimumSeverity: 'CRITICAL' })).map(({ model }) => model),
        ['c', 'a'],
      );
      assert.deepEqual(
        (await alerts({ model: 'b' })).map(({ model }) => model),
        ['b'],
      );
      const { data } = await bench.ask(ALERTS, { first: 2 });
      const rest = await bench.ask(ALERTS, { first: 2, after: data.alerts.pageInfo.endCursor });
      assert.deepEqual(
        rest.data.alerts.edges.map(({ node }: { node: { model: string } }) => node.model),
        ['a'],
      );
      assert.equal(codeOf(await bench.ask(ALERTS, { after: 'nonsense' })), 'CURSOR_INVALID');
    });

    test('Alerts opened by two replicas at once are opened once', async () => {
      const database = (await store.openAgain?.()) ?? store.database;
      const other = await MonitoringBench.open({ database }, { alerts: NO_CHANNELS });
      for (let turn = 0; turn < 10; turn += 1) {
        const signal = { model: `model-${turn}` };
        await Promise.all([bench.signal(signal), other.signal(signal), bench.signal(signal)]);
      }
      const openings = (await alerts()).map(({ openings, history }) => [openings, history.length]);
      assert.deepEqual(
        openings,
        Array.from({ length: 10 }, () => [1, 1]),
      );
      await other.close();
      if (database !== store.database) await database.close();
    });

    test('Alerts follow the default rules of the first start, which a second start leaves as they are', async () => {
      const input = {
        name: 'feature-drift',
        metric: 'FEATURE_DRIFT',
        scope: { model: 'lead-conversion' },
        levels: [{ severity: 'WARNING', enter: 3, leave: 2, channels: ['WEBHOOK'] }],
        clear: 1,
      };
      const set = (rule: Record<string, unknown>) =>
        bench.ask(
          `mutation($rule: AlertRuleInput!) { setAlertRule(rule: $rule, reason: "less noise") { rule { name revision
            scope { model feature } levels { severity enter channels } changedBy reason remindAfterHours } } }`,
          { rule },
        );
      const { data } = await set(input);
      assert.deepEqual(data.setAlertRule.rule, {
        name: 'feature-drift',
        revision: 2,
        scope: { model: 'lead-conversion', feature: null },
        levels: [{ severity: 'WARNING', enter: 3, channels: ['WEBHOOK'] }],
        changedBy: 'ann',
        reason: 'less noise',
        remindAfterHours: 168,
      });
      await bench.signal();
      await bench.signal({ model: 'other', value: 9 });
      assert.deepEqual(await alerts(), []);
      const levels = [
        { severity: 'WARNING', enter: 1, leave: 2 },
        { severity: 'INFO', enter: 1, leave: 1 },
      ];
      const wrong = { ...input, levels, breaches: 3, of: 2, clearSeconds: -1, noDataSeconds: -1, remindAfterHours: 0 };
      const { errors } = await set(wrong);
      const { code, fields } = (errors?.[0]?.extensions ?? {}) as { code?: string; fields?: readonly string[] };
      assert.deepEqual(
        [code, fields],
        [
          'ALERT_RULE_INVALID',
          [
            'rule.breaches',
            'rule.clearSeconds',
            'rule.noDataSeconds',
            'rule.remindAfterHours',
            'rule.levels[0].leave',
            'rule.levels[1].severity',
            'rule.levels[1].enter',
          ],
        ],
      );
      // every name is one of the schema
      for (const field of fields ?? []) {
        const [parent = '', name = ''] = field.split('.').slice(-2);
        const type = parent.startsWith('levels') ? 'AlertLevelInput' : 'AlertRuleInput';
        const { data: schema } = await bench.ask(`{ __type(name: "${type}") { inputFields { name } } }`);
        const names = schema.__type.inputFields.map((each: { name: string }) => each.name);
        assert.ok(names.includes(name.replace(/\[.*/, '')), field);
      }

      const again = await MonitoringBench.open(store);
      const rules = (await again.ask('{ alertRules { name revision changedBy } }')).data.alertRules;
      await again.close();
      const expected = DEFAULT_RULES.map(({ name }) => name).sort();
      assert.deepEqual(
        rules.map(({ name }: { name: string }) => name),
        expected,
      );
      const revisions = rules.filter(({ revision }: { revision: number }) => revision > 1);
      assert.deepEqual(revisions, [{ name: 'feature-drift', revision: 2, changedBy: 'ann' }]);
      await sql`DELETE FROM monitoring.alert_rule WHERE revision > 1`.execute(bench.db);
    });

    test('Alerts notify nobody during planned work, which people set, change and end', async () => {
      const set = (window: Record<string, unknown>) =>
        bench.ask(
          `mutation($window: MaintenanceWindowInput!) { setMaintenanceWindow(window: $window, reason: "move") {
            window { id until changedBy scope { model rule } } } }`,
          { window },
        );
      const iso = (ms: number) => new Date(ms).toISOString();
      const window = { from: iso(START), until: iso(START + HOUR), scope: { model: 'lead-conversion' } };
      const made = (await set(window)).data.setMaintenanceWindow.window;
      assert.deepEqual([made.changedBy, made.scope], ['ann', { model: 'lead-conversion', rule: null }]);
      await bench.signal();
      const [{ history }] = await alerts();
      assert.deepEqual([history[0].type, history[0].isTold], ['OPENED', false]);
      const ended = await set({ ...window, id: made.id, until: iso(START + 1) });
      assert.equal(ended.data.setMaintenanceWindow.window.until, iso(START + 1));
      const { data } = await bench.ask('{ maintenanceWindows { id reason } }');
      assert.deepEqual(data.maintenanceWindows, [{ id: made.id, reason: 'move' }]);
      const later = (await set(window)).data.setMaintenanceWindow.window;
      const before = async (id: string) => (await bench.ask(`{ maintenanceWindows(before: "${id}") { id } }`)).data;
      assert.deepEqual((await before(later.id)).maintenanceWindows, [{ id: made.id }]);
      assert.deepEqual((await before(made.id)).maintenanceWindows, []);
      assert.equal(codeOf(await bench.ask('{ maintenanceWindows(before: "x") { id } }')), 'VALIDATION_FAILED');
      assert.equal(codeOf(await set({ ...window, until: window.from })), 'VALIDATION_FAILED');
      assert.equal(codeOf(await set({ ...window, id: '999999' })), 'MAINTENANCE_WINDOW_NOT_FOUND');
      assert.equal(codeOf(await set({ ...window, id: 'x' })), 'MAINTENANCE_WINDOW_NOT_FOUND');
    });

    test('Alerts are resolved by key as entities', async () => {
      await bench.signal();
      const representations = [KEY, 'none'].map((id) => ({ __typename: 'Alert', id }));
      const { data } = await bench.ask(
        'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Alert { status } } }',
        { representations },
      );
      assert.deepEqual(data._entities, [{ status: 'OPEN' }, null]);
    });
  });
});
