import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LOCK_FILE, lockDirectory } from '../../../platform/database/directory-lock.ts';
import { DomainError } from '../../../platform/errors.ts';
import { entryPoint } from '../../../platform/process/program.ts';

const PROCESSES = 5;
const ROUNDS = 20;

/** Another process, and the lines it says. */
class Taker {
  readonly process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  constructor(directory: string) {
    const { url, execArgv } = entryPoint('test/support/programs/lock-taker.ts');
    this.process = spawn(process.execPath, [...execArgv, fileURLToPath(url), directory]);
    this.#lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async hear(): Promise<string> {
    return (await this.#lines.next()).value as string;
  }

  ask(what: 'try' | 'release'): Promise<string> {
    this.process.stdin.write(`${what}\n`);
    return this.hear();
  }

  async kill(): Promise<void> {
    if (this.process.signalCode) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}

describe('the lock of a directory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lead-lock-'));
  const takers = Array.from({ length: PROCESSES }, () => new Taker(directory));

  before(() => Promise.all(takers.map((taker) => taker.hear())));
  after(async () => {
    await Promise.all(takers.map((taker) => taker.kill()));
    rmSync(directory, { recursive: true });
  });

  it('goes to exactly one of many processes that race for it', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await Promise.all(takers.map((taker) => taker.ask('try')));
      const holders = takers.filter((_, index) => answers[index] === 'held');
      assert.equal(holders.length, 1, answers.join());
      assert.ok(answers.every((answer) => answer === 'held' || answer === 'DATA_DIRECTORY_LOCKED'));
      await holders[0]?.ask('release');
    }
  });

  it('names the process that holds it, and the directory', async () => {
    const [holder] = takers as [Taker];
    await holder.ask('try');
    assert.throws(
      () => lockDirectory(directory),
      (error: DomainError) =>
        error.code === 'DATA_DIRECTORY_LOCKED' &&
        error.message.includes(`process ${holder.process.pid} `) &&
        error.message.includes(directory),
    );
    await holder.ask('release');
  });

  it('is free at once after its holder was killed', async () => {
    const [holder, next] = takers as [Taker, Taker];
    assert.equal(await holder.ask('try'), 'held');
    assert.equal(await next.ask('try'), 'DATA_DIRECTORY_LOCKED');
    await holder.kill();
    assert.equal(await next.ask('try'), 'held');
    await next.ask('release');
  });

  it('is refused a second time within one process too', () => {
    const lock = lockDirectory(directory);
    assert.throws(() => lockDirectory(directory), { code: 'DATA_DIRECTORY_LOCKED' });
    lock.release();
    lockDirectory(directory).release();
  });

  it('is not taken by a lock file that a dead process left', () => {
    writeFileSync(join(directory, LOCK_FILE), 'process 1 on elsewhere\n');
    lockDirectory(directory).release();
  });

  it('says what stands in the way when its file cannot be written', () => {
    const file = join(directory, 'no-folder');
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    assert.throws(
      () => lockDirectory(file),
      (error: unknown) =>
        error instanceof DomainError && error.code === 'CONFIGURATION_INVALID' && error.message.includes('ENOTDIR'),
    );
  });
});
