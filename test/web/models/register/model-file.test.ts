import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { projectFile } from '../../../../platform/process/program.ts';
import { kindOf, onnxFault, readManifest } from '../../../../web/src/models/register/model-file.ts';

const LIMIT = 1_000;
const head = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);

describe('an ONNX file before it is sent', () => {
  it('is taken when it is one of the demo models', () => {
    for (const version of [1, 2]) {
      const bytes = readFileSync(projectFile(`subgraphs/models/demo/lead-conversion-${version}.onnx`));
      assert.equal(onnxFault(bytes.length, bytes.subarray(0, 16), 33_554_432), undefined);
    }
  });

  it('is refused when it is empty', () => {
    assert.deepEqual(onnxFault(0, head(), LIMIT), { kind: 'EMPTY' });
  });

  it('is refused by name when it is of another format, however large', () => {
    const png = head(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a);
    assert.deepEqual(onnxFault(LIMIT + 1, png, LIMIT), { kind: 'OTHER_FORMAT', format: 'PNG' });
    assert.deepEqual(onnxFault(10, head(0x50, 0x4b, 0x03, 0x04), LIMIT), { kind: 'OTHER_FORMAT', format: 'ZIP' });
  });

  it('is refused above the limit of the gateway, and taken at it', () => {
    assert.deepEqual(onnxFault(LIMIT + 1, head(0x08, 0x08), LIMIT), {
      kind: 'TOO_LARGE',
      found: LIMIT + 1,
      most: LIMIT,
    });
    assert.equal(onnxFault(LIMIT, head(0x08, 0x08), LIMIT), undefined);
  });

  it('is refused when it does not begin with a field of a model', () => {
    for (const first of [0x00, 0x3c, 0x7b, 0xff])
      assert.deepEqual(onnxFault(9, head(first), LIMIT), { kind: 'NOT_ONNX' });
  });
});

describe('a manifest before it is sent', () => {
  it('is known by its name in any case', () => {
    assert.equal(kindOf('Manifest.JSON'), 'MANIFEST');
    assert.equal(kindOf('model.onnx'), 'ONNX');
  });

  it('is an object', () => {
    assert.deepEqual(readManifest('{"description":"x"}'), { manifest: { description: 'x' } });
    for (const text of ['[]', '"x"', 'null', '3'])
      assert.deepEqual(readManifest(text), { fault: { kind: 'NOT_OBJECT' } });
  });

  it('is refused with the place where it is no JSON', () => {
    const read = readManifest('{"description": ');
    assert.ok('fault' in read && read.fault.kind === 'NOT_JSON' && read.fault.message.length > 0);
    assert.deepEqual(readManifest(' \n'), { fault: { kind: 'EMPTY' } });
  });
});
