import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createPlatform, type Platform } from '../../gateway/platform.ts';
import { readConfig } from '../../platform/config/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logger.ts';
import { projectFile } from '../../platform/process/program.ts';
import { declaredMetrics } from '../../schema/reference/declared-metrics.ts';
import { dashboardExpressions, labelNames, metricNames } from '../support/deploy/dashboard.ts';
import { promtool, whyNoPromtool } from '../support/deploy/promtool.ts';

// those that Prometheus adds, and those of every histogram
// enough for a drift check
const REQUESTS = 200;
const GIVEN_LABELS = ['job', 'instance', 'le'];

describe('monitoring of a platform by Prometheus', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lead-scoring-monitoring-'));
  let platform: Platform;
  let exposition: string;
  let token: string;

  before(async () => {
    const config = readConfig({ DATA_DIR: join(folder, 'data'), DRIFT_CHECK_MINUTES: '0' });
    const log = createLogger('silent');
    const database = await openDatabase(config, log);
    platform = await createPlatform({ config, log, database, progress: () => undefined });
    token = await platform.mintAdminToken();
    const one = 'mutation { scoreFeatures(input: { features: { industry: "TRADING" } }) { score { id } } }';
    await Promise.all(Array.from({ length: REQUESTS }, () => ask(one)));
    await ask('mutation { runDriftCheck(model: "lead-conversion") { report { id } } }');
    exposition = await scrape();
  });
  after(async () => {
    await platform.close();
    rmSync(folder, { recursive: true });
  });

  const headers = () => ({ authorization: `Bearer ${token}` });
  const ask = async (query: string) => {
    const { payload } = await platform.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: headers(),
      payload: { query },
    });
    const answer = JSON.parse(payload);
    assert.equal(answer.errors, undefined, payload);
    return answer.data;
  };
  const scrape = async () => (await platform.server.inject({ url: '/metrics', headers: headers() })).payload;
  const sample = (series: string): number => {
    const line = exposition.split('\n').find((each) => each.startsWith(`${series} `));
    assert.ok(line, `no ${series} in\n${exposition}`);
    return Number(line.slice(series.length));
  };

  it('shows the scored lead, its latency, and the traffic of the champion', () => {
    const champion = 'model="lead-conversion",version="1"';
    const predictions = exposition.match(
      /^leadscore_predictions_total\{model="lead-conversion",version="1",role="CHAMPION",.*/gm,
    );
    assert.ok(predictions && predictions.length > 0);
    assert.ok(sample(`leadscore_prediction_duration_seconds_count{${champion},role="CHAMPION"}`) === REQUESTS);
    assert.equal(sample(`leadscore_traffic_share_ratio{${champion},role="CHAMPION"}`), 1);
    // leads of which nothing but the industry is known are no sample of what the model learned from
    assert.ok(sample('leadscore_alerts_open{severity="CRITICAL"}') > 0);
    assert.ok(
      Math.abs(sample('leadscore_newest_score_timestamp_seconds{model="lead-conversion"}') - Date.now() / 1_000) < 600,
    );
    assert.ok(sample(`leadscore_drift_degree{${champion},feature="score"}`) >= 0);
    assert.equal(sample(`leadscore_feature_unseen_ratio{${champion},feature="industry"}`), 0);
    assert.equal(sample('leadscore_prediction_log_lag_seconds{reader="roll_ups"}') < 60, true);
    assert.match(exposition, /^leadscore_outbox_messages\{topic="leads\.write-back"\} /m);
    assert.doesNotMatch(exposition, /^leadscore_state_reads_failed_total\{.*\} [1-9]/m);
  });

  it('is what promtool expects of metrics', { skip: whyNoPromtool }, () => {
    assert.equal(promtool(['check', 'metrics'], exposition), '');
  });

  it('has every metric of the dashboard and the alert rules, with its labels', () => {
    const declared = new Map(
      declaredMetrics().flatMap(({ metrics }) => metrics.map((each) => [each.name, each] as const)),
    );
    const rules = readFileSync(projectFile('deploy/alerts.yml'), 'utf8')
      .split(/^ +- alert: /m)
      .slice(1);
    const all = [
      ...dashboardExpressions(),
      ...rules.map((rule) => ({
        panel: rule.split('\n')[0],
        expression: rule.replace(/[\s\S]*expr:/, '').replace(/^ +(for|labels):[\s\S]*/m, ''),
      })),
    ];
    assert.ok(all.length > 40);
    for (const { panel, expression } of all) {
      const metrics = metricNames(expression).map((name) => {
        const metric = declared.get(name) ?? declared.get(name.replace(/_(bucket|sum|count)$/, ''));
        assert.ok(metric, `${panel}: no metric ${name}`);
        return metric;
      });
      const known = [...GIVEN_LABELS, ...metrics.flatMap(({ labels }) => labels)];
      assert.deepEqual(
        labelNames(expression).filter((label) => !known.includes(label)),
        [],
        `${panel}: ${expression}`,
      );
    }
  });

  it('has a dashboard whose expressions are PromQL', { skip: whyNoPromtool }, () => {
    const rules = dashboardExpressions().map(({ expression }, i) => ({ record: `dashboard:${i}`, expr: expression }));
    const file = join(folder, 'dashboard.yml');
    // JSON is YAML
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    assert.equal(promtool(['check', 'rules', file]), '');
  });

  it('has a configuration and alert rules that Prometheus reads', { skip: whyNoPromtool }, () => {
    cpSync(projectFile('deploy'), join(folder, 'deploy'), { recursive: true });
    writeFileSync(join(folder, 'deploy/metrics-token'), 'a token');
    assert.equal(promtool(['check', 'config', '--lint-fatal', join(folder, 'deploy/prometheus.yml')]), '');
    assert.equal(promtool(['check', 'rules', '--lint-fatal', join(folder, 'deploy/alerts.yml')]), '');
  });
});
