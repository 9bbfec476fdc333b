import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLogger, type Logger } from '../../../platform/logger.ts';
import { logDestination, logText } from '../../../platform/process/terminal-log.ts';

describe('log for a terminal', () => {
  it('is a line with time, level, message and facts', () => {
    const text = written((log) =>
      log.info({ model: 'lead-conversion', version: 2, shares: ['A 1'] }, 'model version answers'),
    );
    assert.match(
      text,
      /^\d\d:\d\d:\d\d INFO {2}model version answers model=lead-conversion version=2 shares=\["A 1"\]$/,
    );
  });

  it('has the stack of an error on lines below', () => {
    const [head = '', message, frame = ''] = written((log) =>
      log.error({ err: new TypeError('broken') }, 'it failed'),
    ).split('\n');
    assert.match(head, /ERROR it failed$/);
    assert.equal(message, 'TypeError: broken');
    assert.match(frame, /^ +at /);
  });

  it('holds no control character of a value, and no line of its own making', () => {
    const text = written((log) => log.warn({ name: 'a\u001b[2J\nb\u009b', plain: 'x y' }, 'odd \u001b]0;title'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    assert.doesNotMatch(text, /[\u0000-\u001f\u007f-\u009f]/);
    assert.ok(text.endsWith('name="a\\u001b[2J\\nb\\u009b" plain="x y"'), text);
  });

  it('leaves JSON lines to programs: where standard error is no terminal, and where they are asked for', () => {
    assert.equal(process.stderr.isTTY ? undefined : logDestination('auto'), undefined);
    assert.equal(logDestination('json'), undefined);
    assert.notEqual(logDestination('text'), undefined);
  });
});

function written(write: (log: Logger) => void): string {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => lines.push(logText(line)) }));
  assert.equal(lines.length, 1);
  return lines[0] as string;
}
