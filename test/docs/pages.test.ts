import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { buildSchema, validate } from 'graphql';
import { projectFile } from '../../platform/process/program.ts';
import { isThorough } from '../support/runner/thorough.ts';
import { shellFaults } from './support/check-shell.ts';
import { DemoData, type DemoPlatform } from './support/demo-data.ts';
import { readPage } from './support/markdown-page.ts';
import { pageFiles } from './support/page-files.ts';
import { brokenLinks } from './support/page-links.ts';
import { pageSteps, SHELL } from './support/page-step.ts';
import { needsPlatform, onlyReads, runCommands, runnableSteps, runPage } from './support/run-page.ts';

const schema = buildSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'));
const FIRST_PAGES = ['README.md', 'docs/start.md'];
const data = new DemoData();
let reading: Promise<DemoPlatform> | undefined;

after(async () => {
  await (await reading)?.close();
  data.close();
});

for (const file of pageFiles()) {
  const url = projectFile(file);
  const page = readPage(readFileSync(url, 'utf8'));

  describe(file, () => {
    it('has links that lead somewhere', () => {
      assert.deepEqual(brokenLinks(url, page), []);
    });

    it('names the language of every block', () => {
      const bare = page.blocks.filter(({ language }) => language === '').map(({ line }) => line);
      assert.deepEqual([...bare, ...page.indentedCode], []);
    });

    it('has GraphQL that fits the schema', () => {
      for (const step of pageSteps(page))
        if (step.kind === 'graphql') assert.deepEqual(validate(schema, step.document), [], `line ${step.line}`);
    });

    it('names scripts and variables that there are', () => {
      const shells = page.blocks.filter(({ language }) => SHELL.includes(language));
      const faults = shells.flatMap(({ text, line }) => shellFaults(text).map((fault) => `line ${line}: ${fault}`));
      assert.deepEqual(faults, []);
    });

    const steps = runnableSteps(pageSteps(page));
    if (steps.length > 0)
      it('runs in its order on fresh demo data', { skip: whyNotRun(file, steps) }, () => run(steps));
  });
}

/** Seconds per page are spent on a platform of its own: a short run leaves that to the pages that newcomers follow. */
function whyNotRun(file: string, steps: ReturnType<typeof runnableSteps>): string | false {
  const isCheap = onlyReads(steps) || !steps.some(needsPlatform) || FIRST_PAGES.includes(file);
  return isThorough() || isCheap ? false : 'changes data: runs with CI=true';
}

async function run(steps: ReturnType<typeof runnableSteps>): Promise<void> {
  if (!steps.some(needsPlatform)) return runCommands(steps, data);
  if (onlyReads(steps)) {
    reading ??= data.start();
    return runPage(steps, await reading);
  }
  const demo = await data.start();
  try {
    await runPage(steps, demo);
  } finally {
    await demo.close();
  }
}
