import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { projectFile } from '../../platform/process/program.ts';
import { DEFAULT_RULES } from '../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { RUNBOOK } from '../../subgraphs/monitoring/alerts/rules/runbook.ts';

const headings = [...readFileSync(projectFile('docs/guides/operations.md'), 'utf8').matchAll(/^### (.+)$/gm)];
const anchors = headings.map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'));

describe('the runbooks of the operations guide', () => {
  it('have a section for the runbook of every metric', () => {
    for (const [metric, text] of Object.entries(RUNBOOK)) {
      const [, anchor = ''] = /See docs\/guides\/operations\.md#([a-z0-9-]+)\.$/.exec(text) ?? [];
      assert.ok(anchors.includes(anchor), `${metric}: found no section ${anchor}`);
    }
  });

  it('have a section named after every rule of the first start', () => {
    for (const { name, metric } of DEFAULT_RULES) {
      assert.ok(anchors.includes(name), `${name}: found no section`);
      assert.ok(RUNBOOK[metric].endsWith(`#${name}.`), `${name}: found ${RUNBOOK[metric]}`);
    }
  });
});
