import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../platform/process/program.ts';
import { TEMPLATES_VARIABLE } from './support/database/database-template.ts';
import { whyNoPostgres } from './support/database/throwaway-postgres.ts';
import { groupTests } from './support/runner/group-tests.ts';
import { findMemoryFolder } from './support/runner/memory-folder.ts';
import { SLOW_FILES } from './support/runner/slow-files.ts';
import { isThorough } from './support/runner/thorough.ts';

/**
 * Runs every test file below `test/` but the trials ({@link SLOW_FILES}), or those whose path holds one of the arguments. It runs what
 * `node build.mjs --tests` made of them: plain JavaScript takes a third off the CPU time of them all. The files of a part
 * share a process, see {@link groupTests}.
 */
const root = projectFile('.').pathname;
const LIFTOFF_ONLY = projectFile('dist/test/support/runner/liftoff-only.js').href;
const wanted = process.argv.slice(2);
const sources = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test', file))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort();
const left = wanted.length > 0 || isThorough() ? [] : sources.filter((file) => SLOW_FILES.includes(file));
const files = sources.filter((file) => !left.includes(file)).map((file) => join('dist', file.replace(/ts$/, 'js')));
if (files.length === 0) throw new RangeError(`no test file matches ${wanted.join(' ')}`);

// most files here are those of databases that last for seconds: on a disk they take a tenth of the run's CPU time
process.env.TMPDIR ??= findMemoryFolder() ?? tmpdir();

const templates = mkdtempSync(join(process.env.TMPDIR, 'lead-scoring-templates-'));
process.env[TEMPLATES_VARIABLE] = templates;

if (left.length > 0) console.log(`trials skipped, which run with CI=true or by name:\n  ${left.join('\n  ')}`);
const missing = whyNoPostgres();
if (missing) console.log(`PostgreSQL suites skipped: ${missing}`);

// for the programs that tests start, too
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=${LIFTOFF_ONLY}`;

// a third fills the time in which two wait; a thorough run has programs beside it that take that time themselves
const concurrency = isThorough() ? 2 : 3;
const flags = ['--enable-source-maps', '--test', `--test-concurrency=${concurrency}`];
const reporters = ['spec', './dist/test/support/runner/report-slowest.js'].flatMap((reporter) => [
  `--test-reporter=${reporter}`,
  '--test-reporter-destination=stdout',
]);
const tests = spawn(process.execPath, [...flags, ...reporters, ...groupTests(root, files)], {
  cwd: root,
  stdio: 'inherit',
});
// a terminal sends Ctrl-C to the tests too: wait for them
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => tests.kill('SIGTERM'));
const [code] = (await once(tests, 'exit')) as [number | null];
rmSync(templates, { recursive: true });
process.exitCode = code ?? 1;
