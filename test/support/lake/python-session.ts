import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../../platform/process/program.ts';
import { lakeEnvironment, lakePython } from './lake-python.ts';

/** One Python interpreter for a suite: Spark takes ten seconds to start. */
export interface PythonSession {
  /**
   * Runs a snippet, which sees `given` and sets `result`; names that it defines stay. @throws {Error} with its traceback
   */
  run<Result = unknown>(code: string, given?: Readonly<Record<string, unknown>>): Promise<Result>;
  /** Ends the interpreter, and Spark with it. */
  close(): Promise<void>;
}

const SCRIPT = fileURLToPath(projectFile('test/support/lake/python_session.py'));
const KEPT_LINES = 40;

/** Starts an interpreter. */
export function startPython(): PythonSession {
  const child = spawn(lakePython, [SCRIPT], { env: lakeEnvironment, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > KEPT_LINES) said.shift();
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (code: string, given: unknown): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify({ code, given })}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error(`Python ended: ${said.join('\n')}`);
    const { result, error } = JSON.parse(value as string) as { readonly result?: unknown; readonly error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  };
  return {
    run: async <Result>(code: string, given: Readonly<Record<string, unknown>> = {}) => {
      const answer = last.then(() => ask(code, given));
      last = answer.catch(() => undefined);
      return (await answer) as Result;
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
