import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DomainError } from '../../../../../platform/errors.ts';
import { decodeArtifact } from '../../../../../subgraphs/models/artifacts/decode-artifact.ts';
import { parseVersionDocument } from '../../../../../subgraphs/models/versions/rules/version-document.ts';
import { signatureOf } from '../../../../support/models/model-signature.ts';

const SIGNATURE = signatureOf({ lead_age: 'double' });
const WINDOW = { from: 1, until: 2, rows: 2, features: { lead_age: [1, null] }, scores: [0.1, 0.2] };

describe('the document of a version', () => {
  test('The document of a version needs only a description and a signature', () => {
    const document = parseVersionDocument({ description: 'first', signature: SIGNATURE });
    assert.equal(document.model, 'lead-conversion');
    assert.deepEqual(document.calibration, { method: 'IDENTITY' });
    assert.deepEqual(document.metrics, {});
    assert.equal(document.referenceWindow, undefined);
  });

  const refused = (title: string, change: Record<string, unknown>, message: RegExp) =>
    test(`${title} is refused`, () => {
      const document = { description: 'first', signature: SIGNATURE, ...change };
      assert.throws(() => parseVersionDocument(document), { code: 'VALIDATION_FAILED', message });
    });

  refused('a document without signature', { signature: undefined }, /manifest\.signature: /);
  refused('a signature without inputs', { signature: { ...SIGNATURE, inputs: [] } }, /manifest\.signature\.inputs: /);
  refused('a model name with a slash', { model: 'a/b' }, /manifest\.model: found "a\/b", expected letters, digits/);
  refused('a metric that is not a number', { metrics: { auc: 'high' } }, /manifest\.metrics\.auc: /);
  refused('a share above 1', { metrics: { auc: 1.2 } }, /manifest\.metrics\.auc: found 1\.2, expected 0 to 1/);
  refused(
    'a holdout digest that is none',
    { holdoutDigest: 'abc' },
    /manifest\.holdoutDigest: found "abc", expected a SHA-256/,
  );
  refused(
    'a reference window that is too long',
    { referenceWindow: { ...WINDOW, rows: 20_001 } },
    /referenceWindow\.rows: found 20001, expected at most 20000/,
  );
  refused('a falling calibration', { calibration: { method: 'PLATT', slope: -1, intercept: 0 } }, /calibration\.slope/);
  refused('a text with a null character', { description: 'a\u0000b' }, /null character/);
  refused(
    'a reference window of uneven columns',
    { referenceWindow: { ...WINDOW, scores: [0.1] } },
    /referenceWindow, scores: found 1 values, expected rows, 2/,
  );
  refused('a reference window without a column', { referenceWindow: { ...WINDOW, features: {} } }, /found no lead_age/);
  refused(
    'a reference window that ends before it starts',
    { referenceWindow: { ...WINDOW, until: 0 } },
    /until: found 0/,
  );

  test('All faults are named at once, of wrong types, of wrong values and of other parts of the request', () => {
    const document = {
      signature: SIGNATURE,
      metrics: { auc: 1.2 },
      scoreTolerance: 0.5,
      referenceWindow: { ...WINDOW, until: 0, scores: [0.1] },
    };
    assert.throws(
      () => parseVersionDocument(document, [{ path: 'version', found: '0', expected: '1 or more' }]),
      (error: DomainError) => {
        const faults = error.extensions.faults as string[];
        const expected = [
          /^version: /,
          /description/,
          /scoreTolerance/,
          /metrics\.auc/,
          /until/,
          /scores: found 1 values/,
        ];
        assert.equal(faults.length, expected.length, faults.join('\n'));
        for (const [at, pattern] of expected.entries()) assert.match(faults[at] as string, pattern);
        return true;
      },
    );
  });

  test('A window of wrong values is refused with fewer faults than values', () => {
    const wrong = { ...WINDOW, rows: 500, features: { lead_age: new Array(500).fill(true) } };
    assert.throws(
      () => parseVersionDocument({ signature: SIGNATURE, referenceWindow: wrong }),
      (error: DomainError) => {
        const faults = error.extensions.faults as string[];
        assert.equal(faults.length, 51);
        assert.equal(faults.at(-1), 'and 451 more');
        return true;
      },
    );
  });

  refused(
    'a reference window with a text for a number',
    { referenceWindow: { ...WINDOW, features: { lead_age: [1, 'many'] } } },
    /features\.lead_age, row 1: found "many", expected a number or null/,
  );
  refused('a tolerance above one in a hundred', { scoreTolerance: 0.011 }, /manifest\.scoreTolerance/);

  test('Documents other than objects are refused', () => {
    for (const value of [null, 'text', 7, []])
      assert.throws(() => parseVersionDocument(value), { code: 'VALIDATION_FAILED' });
  });
});

describe('a file sent as base64', () => {
  test('A file sent as base64 is decoded, with padding or without, in one line or several', () => {
    const text = Buffer.from('model').toString('base64');
    for (const base64 of [text, text.replaceAll('=', ''), `${text.slice(0, 4)}\r\n${text.slice(4)}\n`])
      assert.equal(Buffer.from(decodeArtifact(base64, 100)).toString(), 'model');
  });

  test('A file sent as base64 is refused above the limit before it is decoded', () => {
    assert.throws(() => decodeArtifact('A'.repeat(136), 100), {
      code: 'ARTIFACT_TOO_LARGE',
      message: 'the ONNX file: found 102 bytes, expected at most 100',
    });
  });

  test('A file sent as base64 is refused when it is something else', () => {
    for (const text of ['', '=', 'no base64!', 'AAAAA'])
      assert.throws(() => decodeArtifact(text, 100), { code: 'VALIDATION_FAILED' });
  });
});
