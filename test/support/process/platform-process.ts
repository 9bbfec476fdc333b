import { type ProgramEnvironment, type ProgramProcess, startProgram } from './program-process.ts';

/** `npm start` in a process of its own, ready to be asked or killed. */
export interface PlatformProcess extends ProgramProcess<unknown> {
  readonly url: string;
  readonly token: string;
}

/** Environment that differs from the default. */
export type PlatformEnvironment = ProgramEnvironment;

const READY = /ready at (http:\/\/\S+)/;
const TOKEN = /export TOKEN=(\S+)/;

/**
 * Starts the platform on a free port and waits until it is ready.
 *
 * @throws {Error} with all its output when it ends before that
 */
export async function startPlatform(environment: PlatformEnvironment): Promise<PlatformProcess> {
  const program = await startProgram(['dist/gateway/start.js'], environment, (output) => {
    const url = READY.exec(output)?.[1];
    const token = TOKEN.exec(output)?.[1];
    return url && token ? { url, token } : undefined;
  });
  return { ...program, ...program.ready };
}
