import type { RetrainingCommandConfig } from '../../../../platform/config/retraining-config.ts';
import { cutText } from '../../../../platform/cut-text.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { type CommandResult, runCommand } from '../../../../platform/process/run-command.ts';
import { DAY_MS, MINUTE_MS } from '../../../../platform/time.ts';
import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import type { AlertNotice } from '../notices/notice.ts';
import type { Channel } from './channel.ts';

/** Exit status by which a command asks to be run again later: EX_TEMPFAIL of sysexits.h. */
export const EXIT_TRY_AGAIN = 75;

const MAX_LINES = 1_000;
const MAX_LINE_LENGTH = 1_000;

/**
 * Program on this machine that trains a model again. Deliveries of one receiver are sent one at a time over all replicas, so
 * one program runs at a time.
 *
 * Its environment has RETRAIN_MODEL, RETRAIN_ALERT and RETRAIN_REQUEST beside that of the configuration.
 */
export class RetrainingCommandChannel implements Channel {
  readonly kind = 'RETRAINING';
  readonly name = 'RETRAINING';
  readonly target: string;
  readonly #command: RetrainingCommandConfig;
  readonly #log: Logger;
  readonly #closing = new AbortController();

  constructor(command: RetrainingCommandConfig, { log }: { readonly log: Logger }) {
    // arguments may hold a password
    this.target = `command ${command.argv[0]}`;
    this.#command = command;
    this.#log = log;
  }

  /** Runs the program to its end. Its status is the answer's, its output goes to the log. */
  async send({ id, model, alert }: AlertNotice): Promise<WebhookAnswer> {
    const { argv, environment, timeLimitMs } = this.#command;
    const log = this.#log.child({ model, alert, request: id });
    const startedAt = performance.now();
    let lines = 0;
    log.info({ program: argv[0] }, 'training command started');
    const result = await runCommand({
      argv,
      environment: { ...environment, RETRAIN_MODEL: model, RETRAIN_ALERT: alert, RETRAIN_REQUEST: id },
      timeLimitMs,
      signal: this.#closing.signal,
      onLine: (line) => {
        lines += 1;
        if (lines <= MAX_LINES) log.info({ line: cutText(line, MAX_LINE_LENGTH) }, 'training command output');
      },
    });
    const answer = answerOf(result, timeLimitMs);
    log.info({ ...answer, lines, durationMs: Math.round(performance.now() - startedAt) }, 'training command ended');
    return answer;
  }

  /** Ends the program under way. It is run again by another process, or after the next start. */
  cancel(): void {
    this.#closing.abort();
  }

  async close(): Promise<void> {
    this.cancel();
  }
}

/**
 * Answer of a command by its end: 0 is success; 75, a signal and the end of this process are tried again; any other status,
 * the time limit and a program that cannot be started are final, as another run would end alike.
 */
export function answerOf(result: CommandResult, timeLimitMs: number): WebhookAnswer {
  if ('ending' in result) {
    if (result.ending === 'ABORTED') return { error: 'ended with this process; it is run again' };
    const limit = timeLimitMs < DAY_MS ? `${timeLimitMs / MINUTE_MS} min` : `${timeLimitMs / DAY_MS} d`;
    return { error: `found no end within ${limit}; see RETRAIN_TIMEOUT_MINUTES`, isFinal: true };
  }
  if ('error' in result) return { error: result.error, isFinal: true };
  if ('signal' in result) return { error: `ended by ${result.signal}` };
  const { status } = result;
  if (status === 0) return { status };
  const error = `exit status ${status}; its output is in the log`;
  return { status, error, isFinal: status !== EXIT_TRY_AGAIN };
}
