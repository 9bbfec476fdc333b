import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { familyCpuMs, processCpuMs } from '../../bench/process-cpu.ts';

const BUSY = 'for (const end = process.cpuUsage().user + 200_000; process.cpuUsage().user < end; );';
const skip = existsSync('/proc/self/stat') ? false : 'no /proc';

test('CPU time of a process is what the process itself is told, within 40 ms', { skip }, () => {
  const { user, system } = process.cpuUsage();

  assert.ok(Math.abs(processCpuMs(process.pid) - (user + system) / 1_000) <= 40);
});

test('CPU time of a family has that of a child that runs, and of one that has ended', { skip }, async (context) => {
  const nested = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(BUSY)}]);
    const running = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`${BUSY} console.log('done'); setInterval(() => {}, 1_000);`)}]);
    running.stdout.once('data', () => console.log('done'));
    process.once('SIGTERM', () => { running.kill(); process.exit(); });`;
  const parent = spawn(process.execPath, ['-e', nested], { stdio: ['ignore', 'pipe', 'inherit'] });
  context.after(() => parent.kill());
  await once(parent.stdout, 'data');

  const children = familyCpuMs(parent.pid as number) - processCpuMs(parent.pid as number);

  assert.ok(children >= 380, `found ${children} ms, expected twice 200`);
});
