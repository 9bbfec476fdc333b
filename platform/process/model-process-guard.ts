import { rmdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

// A model that hangs keeps the main thread from hearing that the parent is gone, and one that takes memory from being
// asked: another thread checks. It is not TypeScript, as loaders do not reach it.
const WATCH = `
const { rmdirSync, writeSync } = require('node:fs');
const { parent, limitBytes } = require('node:worker_threads').workerData;
function end(reason) {
  // nobody reads it when the parent is gone
  try { writeSync(2, reason); } finally { process.kill(process.pid, 'SIGKILL'); }
}
setInterval(() => {
  if (process.ppid === parent) return;
  try { rmdirSync(process.cwd()); } finally { end('the parent is gone'); }
}, 1000);
if (limitBytes) setInterval(() => {
  const { rss } = process.memoryUsage();
  if (rss > limitBytes) end('out of memory: ' + rss + ' bytes');
}, 20);
`;

// the parent says who it is: it may be gone before this is read
const workerData = {
  parent: Number(process.env.PARENT_PID),
  limitBytes: Number(process.env.MEMORY_LIMIT_BYTES ?? 0),
};
// a thread's code range counts as memory on Node 24, see codeRange: this one needs next to none
new Worker(WATCH, { eval: true, execArgv: [], workerData, resourceLimits: { codeRangeSizeMb: 8 } }).unref();

process.once('exit', () => rmdirSync(process.cwd()));
