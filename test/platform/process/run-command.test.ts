import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { entryPoint } from '../../../platform/process/program.ts';
import { type Command, runCommand } from '../../../platform/process/run-command.ts';

const NEVER = 600_000;
const PATIENCE_MS = 60_000;
const GUARD = entryPoint('platform/process/command-guard.ts');
/** Says its process id, and ends by nothing but SIGKILL. */
const STUBBORN =
  'process.on("SIGTERM", () => console.log("SIGTERM")); setInterval(() => 0, 1000); console.log(process.pid)';

/** Whether a process runs: a zombie, which a container without an init keeps, does not. */
const isAlive = (pid: number): boolean => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

/** Waits for the end of a process, which a signal only brings about. */
const ended = async (pid: number): Promise<void> => {
  for (const since = performance.now(); isAlive(pid); await sleep(10))
    assert.ok(performance.now() - since < PATIENCE_MS, `process ${pid} still runs`);
};

describe('a command', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'command-'));
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (argv: readonly string[], changes: Partial<Command> = {}) => {
    const lines: string[] = [];
    const result = await runCommand({
      argv,
      environment: {},
      timeLimitMs: NEVER,
      signal: new AbortController().signal,
      onLine: (line) => lines.push(line),
      ...changes,
    });
    return { result, lines };
  };
  const node = (script: string, ...rest: string[]) => [process.execPath, '-e', script, ...rest];

  it('gets its arguments as they are, without a shell, and only the environment that it is given', async () => {
    const script = 'console.log(JSON.stringify([process.argv.slice(1), process.env]))';
    const { result, lines } = await run(node(script, '$HOME; echo "x"', "'"), { environment: { RETRAIN_MODEL: 'm' } });
    assert.deepEqual(result, { status: 0 });
    const [given, environment] = JSON.parse(lines[0] as string);
    assert.deepEqual(given, ['$HOME; echo "x"', "'"]);
    assert.deepEqual(Object.keys(environment), ['RETRAIN_MODEL']);
  });

  it('ends with its exit status, after every line of its output and its errors was read', async () => {
    const script = 'for (let i = 0; i < 5000; i++) console.log(i); console.error("late"); process.exitCode = 65';
    const { result, lines } = await run(node(script));
    assert.deepEqual(result, { status: 65 });
    assert.equal(lines.length, 5_001);
  });

  it('that does not exist is an error', async () => {
    const { result } = await run([join(folder, 'nothing')]);
    assert.match('error' in result ? result.error : '', /ENOENT/);
  });

  it('is ended with its children at the time limit, first by SIGTERM and then by SIGKILL', async () => {
    const script = `const { spawn } = require("node:child_process");
      spawn(process.execPath, ["-e", ${JSON.stringify(STUBBORN)}], { stdio: "inherit" }); ${STUBBORN}`;
    const started = new AbortController();
    const pids: number[] = [];
    const lines: string[] = [];
    const { result } = await run(node(script), {
      graceMs: 200,
      signal: started.signal,
      onLine: (line) => {
        lines.push(line);
        if (/^\d+$/.test(line)) pids.push(Number(line));
        // both have begun
        if (pids.length === 2) started.abort();
      },
    });
    assert.deepEqual(result, { ending: 'ABORTED' });
    assert.equal(lines.filter((line) => line === 'SIGTERM').length, 2);
    assert.equal(pids.length, 2);
    for (const pid of pids) await ended(pid);
    const overdue = await run(node('setInterval(() => 0, 1000)'), { timeLimitMs: 50 });
    assert.deepEqual(overdue.result, { ending: 'OVERDUE' });
  });

  it('ends with the process that started it, even when that is killed', async () => {
    const starter = join(folder, 'starter.mjs');
    await writeFile(
      starter,
      `import { spawn } from 'node:child_process';
       spawn(process.execPath, ${JSON.stringify([...GUARD.execArgv, fileURLToPath(GUARD.url), ...node(STUBBORN)])},
         { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });`,
    );
    const parent = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    const output = createInterface({ input: parent.stdout });
    const [line] = await once(output, 'line');
    const closed = once(output, 'close');
    parent.kill('SIGKILL');
    // the command held the other end of the pipe
    await closed;
    await ended(Number(line));
  });

  it('is not started once its signal is aborted', async () => {
    const { result, lines } = await run(node('console.log(1)'), { signal: AbortSignal.abort() });
    assert.deepEqual([result, lines], [{ ending: 'ABORTED' }, []]);
  });
});
