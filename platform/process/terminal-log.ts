import { styleText } from 'node:util';
import type { DestinationStream } from 'pino';
import { writeAboveProgress } from './progress-bar.ts';

/** Form of the log: JSON lines for programs, text for people; `auto` is text where standard error is a terminal. */
export type LogFormat = 'auto' | 'json' | 'text';

const LEVELS: Readonly<Record<number, string>> = { 20: 'DEBUG', 30: 'INFO', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' };
const COLOURS: Readonly<Record<string, 'yellow' | 'red'>> = { WARN: 'yellow', ERROR: 'red', FATAL: 'red' };

/** Destination of the process's log in the given form; undefined is the logger's own, JSON lines on standard error. */
export function logDestination(format: LogFormat): DestinationStream | undefined {
  const isText = format === 'text' || (format === 'auto' && process.stderr.isTTY);
  if (!isText) return undefined;
  return { write: (line) => writeAboveProgress(`${logText(line, process.stderr.isTTY && !process.env.NO_COLOR)}\n`) };
}

/**
 * One JSON line of the log as text: local time, level, message, and the facts as `name=value`; a stack on lines below.
 *
 * @param line as pino writes it
 * @param inColour whether warnings and errors stand out
 */
export function logText(line: string, inColour = false): string {
  const { level, time, msg, err, ...facts } = JSON.parse(line);
  const name = LEVELS[level] ?? String(level);
  const colour = inColour && COLOURS[name];
  const words = [
    new Date(time).toTimeString().slice(0, 8),
    colour ? styleText(colour, name.padEnd(5)) : name.padEnd(5),
    printable(msg ?? ''),
    ...Object.entries(facts).map(([key, value]) => `${key}=${valueText(value)}`),
  ];
  const stack = err ? [printable(err.stack ?? JSON.stringify(err))] : [];
  return [words.join(' '), ...stack].join('\n');
}

function valueText(value: unknown): string {
  return typeof value === 'string' && /^[\w.:/@+-]+$/.test(value) ? value : printable(JSON.stringify(value));
}

/** A value may be somebody else's text, and a terminal obeys control characters. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for; a stack has line feeds
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
