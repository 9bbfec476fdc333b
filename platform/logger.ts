import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * The process's log: JSON lines on standard error, facts as fields, constant messages.
 *
 * ERROR: someone must act now. WARN: it healed itself. INFO: state changed. DEBUG: per request.
 *
 * @param level least severity that is written
 * @param destination takes the JSON lines; standard error when absent
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination ?? pino.destination({ fd: 2, sync: false }),
  );
}
