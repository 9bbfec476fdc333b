import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CheckReport, checkFile } from '../../../web/src/data/import/rows/check-file.ts';
import type { ImportSource } from '../../../web/src/data/import/rows/import-source.ts';
import { openSource } from '../../../web/src/data/import/rows/import-source.ts';
import type { ReadSettings } from '../../../web/src/data/import/rows/read-lead.ts';
import { Gate } from '../../../web/src/data/import/send/gate.ts';
import { runFigures } from '../../../web/src/data/import/send/run-figures.ts';
import {
  type LeadResult,
  type RunCounts,
  type RunOptions,
  runImport,
  type SendLeads,
} from '../../../web/src/data/import/send/run-import.ts';
import { GraphError } from '../../../web/src/graph/graph-error.ts';

const SETTINGS: ReadSettings = { mapping: { id: 0, email: 1 }, timeFormat: 'ISO', zone: 'UTC', usesCodes: true };

function source(rows: number): Promise<ImportSource> {
  const lines = Array.from(
    { length: rows },
    (_, index) => `c-${index},${index % 10 === 9 ? 'wrong' : `p${index}@x.ae`}`,
  );
  return openSource(new File([`id,email\n${lines.join('\n')}`], 'leads.csv'));
}

/** Runs an import of a file with one wrong row in ten. */
async function run(rows: number, send: SendLeads, given: Partial<RunOptions> = {}) {
  const reports: RunCounts[] = [];
  const waits: number[] = [];
  const gate = new Gate();
  const stops: string[] = [];
  const file = await runImport(await source(rows), SETTINGS, {
    send,
    size: 4,
    lanes: 2,
    updatesExisting: false,
    nowMs: () => 0,
    signal: new AbortController().signal,
    whileHeld: () => gate.passed,
    wait: async (milliseconds) => void waits.push(milliseconds),
    onProgress: (report) => reports.push(report),
    onWaiting: () => undefined,
    onStop: ({ code }) => void stops.push(code),
    ...given,
  });
  return { counts: reports.at(-1), reports, waits, stops, text: await file?.text() };
}

const created: SendLeads = async (rows) => rows.map(() => ({ kind: 'CREATED' }));

test('an import sends each valid row once, a few at a time, and counts what became of it', async () => {
  const sent: string[] = [];
  const results: readonly LeadResult[] = [
    { kind: 'CREATED' },
    { kind: 'KNOWN' },
    { kind: 'UPDATED' },
    { kind: 'REFUSED', code: 'LEAD_ERASED', message: 'found "x", expected a new id' },
  ];
  const { counts, text } = await run(30, async (rows) => {
    sent.push(...rows.map(({ input }) => String(input.id)));
    return results.slice(0, rows.length);
  });
  assert.equal(sent.length, 27);
  assert.equal(new Set(sent).size, 27);
  assert.ok(!sent.includes('c-9'));
  const { sent: count, created, known, updated, refused } = counts as RunCounts;
  assert.deepEqual(
    { count, created, known, updated, refused },
    { count: 27, created: 7, known: 7, updated: 7, refused: 6 },
  );
  assert.match(String(text), /^reason,id,email\r\n"LEAD_ERASED: found ""x"", expected a new id",c-3,p3@x\.ae\r\n/);
});

test('an import repeats a request that fails for a time, and waits as long as the gateway says', async () => {
  let failures = 2;
  const { counts, waits } = await run(4, async (rows, ...rest) => {
    if (failures-- === 2) throw new GraphError([{ code: 'UNREACHABLE', message: '', path: '' }]);
    if (failures === 0)
      throw new GraphError([{ code: 'RATE_LIMITED', message: '', path: '' }], { retryAfterMs: 7_000 });
    return created(rows, ...rest);
  });
  assert.deepEqual(waits, [1_000, 7_000]);
  assert.equal(counts?.created, 4);
});

test('an import that is refused as a whole stops until somebody lets it go on', async () => {
  const gate = new Gate();
  let isForbidden = true;
  const refusing: SendLeads = async (rows, ...rest) => {
    if (isForbidden) throw new GraphError([{ code: 'FORBIDDEN', message: 'no', path: '' }]);
    return created(rows, ...rest);
  };
  const stops: string[] = [];
  const { counts } = await run(4, refusing, {
    whileHeld: () => gate.passed,
    onStop({ code }) {
      stops.push(code);
      gate.close();
      isForbidden = false;
      setImmediate(() => gate.open());
    },
  });
  assert.deepEqual(stops, ['FORBIDDEN']);
  assert.equal(counts?.created, 4);
});

test('a paused import sends nothing, and goes on where it was', async () => {
  const gate = new Gate();
  let requests = 0;
  const { counts } = await run(
    40,
    async (rows, ...rest) => {
      requests += 1;
      if (requests === 2) {
        gate.close();
        setImmediate(() => {
          assert.equal(requests, 2);
          gate.open();
        });
      }
      return created(rows, ...rest);
    },
    { whileHeld: () => gate.passed },
  );
  assert.equal(counts?.created, 36);
});

test('a cancelled import sends nothing more', async () => {
  const control = new AbortController();
  const { counts } = await run(
    100,
    async (rows, ...rest) => {
      control.abort();
      return created(rows, ...rest);
    },
    { signal: control.signal, lanes: 1 },
  );
  assert.equal(counts?.sent, 4);
});

test('an import does not hide a fault that is none of the gateway', async () => {
  const broken: SendLeads = async () => {
    throw new TypeError('broken');
  };
  await assert.rejects(run(4, broken), TypeError);
});

test('a check counts all rows, shows the first ones, and writes every rejected one with its reason', async () => {
  const reports: CheckReport[] = [];
  await checkFile(await source(30), SETTINGS, {
    nowMs: 0,
    signal: new AbortController().signal,
    describe: (faults) => faults.map(({ rule, field }) => `${field} ${rule}`).join(),
    onProgress: (report) => reports.push(report),
  });
  const last = reports.at(-1) as CheckReport;
  const { rows, valid, rejected, isDone } = last;
  assert.deepEqual({ rows, valid, rejected, isDone }, { rows: 30, valid: 27, rejected: 3, isDone: true });
  assert.deepEqual(
    last.first.map(({ row }) => row),
    [2, 3, 4, 5, 6, 7, 8, 9],
  );
  assert.deepEqual(
    last.rejects.map(({ row }) => row),
    [11, 21, 31],
  );
  assert.equal((await last.file?.text())?.split('\r\n')[1], 'email EMAIL,c-9,wrong');
});

test('figures of an import have the time that is left at its rate', () => {
  const running = { sent: 50, activeMs: 5_000, phase: 'RUNNING' } as const;
  assert.deepEqual(runFigures(running, 200), { share: 0.25, perSecond: 10, leftMs: 15_000 });
  assert.deepEqual(runFigures({ ...running, phase: 'DONE' }, 200).leftMs, undefined);
  assert.deepEqual(runFigures({ sent: 0, activeMs: 0, phase: 'RUNNING' }, 0).share, 1);
});
