import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ShellStep } from './page-step.ts';

// against a command that hangs; a busy machine takes long for an honest one
const TIMEOUT_MS = 300_000;
// of a problem document, and of an error in an answer of GraphQL
const REFUSAL = /"code":"([A-Z_]+)"[^{}]*(?:"requestId"|\})/g;
// an event stream has no end: what it begins with will do
const ENDLESS = /\bcurl (-\w+ )*-s?N/;

/** The shell of one page: what a block exports, later blocks see. */
export class ShellSession {
  readonly #work: string;
  readonly #state: string;

  /** @param work folder that commands run in */
  constructor(work: string) {
    this.#work = work;
    this.#state = join(work, '.shell-state');
  }

  /**
   * Runs a block.
   *
   * @param host that replaces the address of the examples, such as `127.0.0.1:41235`
   * @throws {Error} with the output, when a command fails or is refused
   */
  async run({ text: block, refused }: ShellStep, host: string, token: string): Promise<void> {
    const commands = block.replace(/^\s*\$ /gm, '').replace(/(localhost|127\.0\.0\.1):4000/g, host);
    const script = `set -aeo pipefail; [ ! -f "$STATE" ] || . "$STATE"\n${commands}\nexport -p > "$STATE"\n`;
    const shell = spawn('bash', ['-c', script], {
      cwd: this.#work,
      env: { ...process.env, TOKEN: token, STATE: this.#state },
      stdio: ['ignore', 'pipe', 'pipe'],
      // a group of its own, so that what it started ends with it
      detached: true,
    });
    const { output, status } = await outputOf(shell, ENDLESS.test(block));
    if (status !== 0) throw new Error(`found exit ${status} of\n${block}\n${output}`);
    // curl -s ends with 0 whatever the status of the answer
    const codes = [...output.matchAll(REFUSAL)].map(([, code]) => code);
    if (codes.some((code) => code !== refused) || (refused && codes.length === 0))
      throw new Error(`found ${codes.join() || 'no refusal'}, expected ${refused ?? 'none'}, of\n${block}\n${output}`);
  }
}

async function outputOf(shell: ChildProcess, isEndless: boolean): Promise<{ output: string; status: number | string }> {
  const end = (): boolean => shell.pid !== undefined && process.kill(-shell.pid, 'SIGKILL');
  const timer = setTimeout(end, TIMEOUT_MS);
  let output = '';
  const take = (part: Buffer): void => {
    output += part;
  };
  shell.stdout?.on('data', take);
  shell.stderr?.on('data', take);
  if (isEndless) shell.stdout?.once('data', end);
  const [status, signal] = await once(shell, 'close');
  clearTimeout(timer);
  return { output, status: isEndless && output !== '' ? 0 : (status ?? signal) };
}
