import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPython } from '../../../gateway/demo/loop/python.ts';
import { LOOP_STEPS } from '../../../gateway/demo/loop/retraining-loop.ts';
import { entryPoint } from '../../../platform/process/program.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const python = findPython(process.env.TRAINING_PYTHON);
const skip = 'missing' in python ? python.missing : !isThorough() && 'takes minutes: only with CI=true';

test('The circle from drift to training, canary and a new champion closes', { skip }, async () => {
  const { url, execArgv } = entryPoint('gateway/demo/loop-demo.ts');
  const named = process.env.TRAINING_PYTHON ? ['--python', process.env.TRAINING_PYTHON] : [];
  const { stdout } = await promisify(execFile)(process.execPath, [...execArgv, fileURLToPath(url), ...named]);
  assert.equal(stdout.match(/ done in /g)?.length, LOOP_STEPS, stdout);
  assert.match(stdout, /drift check of version 1: CRITICAL/);
  assert.match(stdout, /The circle is closed\.\n$/);
});
