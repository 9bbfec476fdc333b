import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createPlatform, type Platform } from '../../gateway/platform.ts';
import { readConfig } from '../../platform/config/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logger.ts';
import { findFreePort } from '../../platform/process/free-port.ts';
import { projectFile } from '../../platform/process/program.ts';
import { declaredMetrics } from '../../schema/reference/declared-metrics.ts';

interface ServedMetric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labels: readonly string[];
}

// of histograms and summaries, which every one has
const OWN_LABELS = ['le', 'quantile'];

describe('docs/reference/metrics.md', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lead-scoring-metrics-'));
  let platform: Platform;

  before(async () => {
    const config = readConfig({
      DATA_DIR: dataDir,
      DEMO: 'false',
      CRM_DEMO: 'true',
      FORM_KEYS: 'demo:demo-form-key-0001',
      FORMS_FILE: fileURLToPath(projectFile('examples/forms.json')),
      REGISTRY_WEBHOOK_URLS: 'https://hooks.example.com',
      REGISTRY_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
      // nobody listens there
      MLFLOW_TRACKING_URI: `http://127.0.0.1:${await findFreePort()}`,
    });
    const log = createLogger('silent');
    const database = await openDatabase(config, log);
    platform = await createPlatform({ config, log, database, progress: () => undefined });
  });
  after(async () => {
    await platform.close();
    rmSync(dataDir, { recursive: true });
  });

  it('lists exactly the metrics that a platform with every part serves', async () => {
    const authorization = `Bearer ${await platform.mintAdminToken()}`;
    // so that operations and requests have series, and labels
    await platform.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization },
      payload: { query: '{ health { version } }' },
    });
    const { payload } = await platform.server.inject({ url: '/metrics', headers: { authorization } });
    const served = servedMetrics(payload);
    const declared = declaredMetrics().flatMap(({ metrics }) => metrics);
    const facts = ({ name, type, help }: Omit<ServedMetric, 'labels'>) => [name, type, help];
    assert.deepEqual(served.map(facts).sort(), declared.map(facts).sort());
    for (const { name, labels } of served) {
      const known = declared.find((metric) => metric.name === name)?.labels ?? [];
      assert.deepEqual(
        labels.filter((label) => !known.includes(label) && !OWN_LABELS.includes(label)),
        [],
        name,
      );
    }
  });
});

function servedMetrics(text: string): ServedMetric[] {
  const help = new Map([...text.matchAll(/^# HELP (\w+) (.*)$/gm)].map(([, name = '', words = '']) => [name, words]));
  return [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => {
    const series = new RegExp(`^${name}(?:_bucket|_sum|_count)?\\{([^}]*)\\}`, 'gm');
    const labels = [...text.matchAll(series)].flatMap(([, pairs = '']) =>
      [...pairs.matchAll(/(\w+)="/g)].map(([, label = '']) => label),
    );
    return { name, type, help: help.get(name) ?? '', labels: [...new Set(labels)] };
  });
}
