import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { refreshGold } from '../../../lake/gold/refresh-gold.ts';
import { projectFile } from '../../../platform/process/program.ts';
import { readPage } from '../../docs/support/markdown-page.ts';
import { openEmbedded, type TestDatabase } from '../../support/database/databases.ts';
import { END_AT, fillLeads, openFilledLake } from '../../support/lake/filled-lake.ts';
import { whyNoLakePython } from '../../support/lake/lake-python.ts';
import { type PythonSession, startPython } from '../../support/lake/python-session.ts';

const PAGE = 'docs/guides/data-scientist.md';
const skip = whyNoLakePython('deltalake', 'pandas', 'pyarrow', 'duckdb') ?? false;
const EXAMPLES = readPage(readFileSync(projectFile(PAGE), 'utf8')).blocks.filter(
  ({ language, text }) => language === 'python' && text.includes('DeltaTable('),
);

describe(`examples of ${PAGE}`, { skip }, () => {
  let python: PythonSession;
  let db: TestDatabase;
  let lake: Awaited<ReturnType<typeof openFilledLake>>;
  before(async () => {
    db = await openEmbedded('leads');
    await fillLeads(db.database, 500);
    lake = await openFilledLake(db.database);
    await refreshGold(lake, { asOf: END_AT });
    python = startPython();
  });
  after(async () => {
    await python?.close();
    await lake?.close();
    await db?.close();
  });

  test('they are two', () => assert.equal(EXAMPLES.length, 2));

  for (const { text, line } of EXAMPLES)
    test(`line ${line} reads the lake`, async () => {
      const code = `
import contextlib, io, os
os.makedirs(given['folder'] + '/data', exist_ok=True)
if not os.path.exists(given['folder'] + '/data/lake'): os.symlink(given['lake'], given['folder'] + '/data/lake')
os.chdir(given['folder'])
printed = io.StringIO()
with contextlib.redirect_stdout(printed): exec(given['code'], {})
result = printed.getvalue()`;
      const folder = dirname(lake.folder);
      const printed = await python.run<string>(code, { folder, lake: lake.folder, code: text });
      assert.match(printed, /page_views|converted/);
    });
});
