import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkOnnxFile } from '../../../scoring/onnx/check-onnx-file.ts';
import { ONNX_MODEL, type OnnxMessage } from '../../../scoring/onnx/onnx-format.ts';
import { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';
import { signatureOf } from '../../support/models/model-signature.ts';
import { hangingModel, matrixModel, zipMapModel } from '../../support/models/onnx-file.ts';
import { chunk, varint } from '../../support/models/wire-format.ts';

const AGE = signatureOf({ lead_age: 'double' });

const refuses = (bytes: Uint8Array, message: RegExp): void =>
  assert.throws(() => checkOnnxFile(bytes), { name: 'DomainError', code: 'ARTIFACT_INVALID', message });

/** Ways from the file to every tensor there is, as field numbers; each message is entered twice at most. */
function* waysToTensors(message: OnnxMessage = ONNX_MODEL, around: readonly string[] = []): Generator<number[]> {
  if (message.name === 'Tensor') yield [];
  if (around.filter((name) => name === message.name).length > 1) return;
  for (const [number, { message: inner }] of message.fields)
    if (inner) for (const way of waysToTensors(inner, [...around, message.name])) yield [number, ...way];
}

const WAYS = [...waysToTensors()];

const inside = (way: readonly number[], content: Buffer): Buffer =>
  way.reduceRight((inner, number) => chunk(number, inner), content);

const ENTRY = Buffer.concat([chunk(1, Buffer.from('location')), chunk(2, Buffer.from('data/signing-key.json'))]);

describe('the check of an ONNX file', () => {
  test('knows the tensors of initializers, attributes, bodies, functions and training', () => {
    assert.ok(WAYS.length > 100, `${WAYS.length} ways`);
    for (const way of [
      [7, 5],
      [7, 15, 1],
      [7, 15, 2],
      [7, 1, 5, 5],
      [7, 1, 5, 10],
      [7, 1, 5, 6, 5],
      [7, 1, 5, 11, 1, 5, 5],
      [7, 1, 5, 22, 1],
      [7, 1, 5, 23, 2],
      [20, 1, 5],
      [20, 2, 1, 5, 5],
      [25, 7, 5, 5],
      [25, 11, 5],
    ])
      assert.ok(
        WAYS.some((each) => each.join() === way.join()),
        way.join(),
      );
  });

  test('refuses data outside of the file in a tensor wherever it stands', () => {
    for (const way of WAYS) {
      checkOnnxFile(inside(way, chunk(8, Buffer.from('plain'))));
      refuses(inside(way, chunk(13, ENTRY)), /external_data, at byte \d+ .* found a reference to another file/);
      refuses(inside(way, varint(14, 1)), /data_location/);
    }
  });

  test('refuses every location but the file itself, however it is written', () => {
    const way = [7, 1, 5, 5];
    checkOnnxFile(inside(way, varint(14, 0)));
    for (const value of [1, 2, 99, 2 ** 31]) refuses(inside(way, varint(14, value)), /data_location/);
    for (const values of [
      [1, 99],
      [0, 1],
      [1, 0],
      [0, 0],
    ])
      refuses(inside(way, Buffer.concat(values.map((value) => varint(14, value)))), /data_location/);
    // minus one, in ten bytes
    refuses(inside(way, Buffer.from([0x70, ...new Array(9).fill(255), 1])), /data_location/);
    refuses(inside(way, Buffer.from([0x70, 0x80, 0])), /more bytes than it needs/);
    refuses(inside(way, chunk(14, Buffer.from([1]))), /wire type 2 for data_location/);
    refuses(inside(way, varint(13, 1)), /wire type 0 for external_data/);
  });

  test('refuses a tensor that is given in two parts', () => {
    const constant = Buffer.concat([chunk(5, varint(2, 7)), chunk(5, varint(2, 7))]);
    refuses(inside([7, 1, 5], constant), /Attribute\.t twice/);
    refuses(Buffer.concat([chunk(7, Buffer.alloc(0)), chunk(7, Buffer.alloc(0))]), /Model\.graph twice/);
    const types = Buffer.concat([chunk(1, Buffer.alloc(0)), chunk(4, Buffer.alloc(0))]);
    refuses(inside([7, 11, 2], types), /sequence_type beside another alternative/);
  });

  test('refuses what protobuf leaves to its readers', () => {
    refuses(Buffer.from([0x0b, 0x0c]), /wire type 3/);
    refuses(Buffer.from([0x0e]), /wire type 6/);
    refuses(Buffer.from([0x0f]), /wire type 7/);
    refuses(Buffer.from([0x00, 0x00]), /field 0 of Model/);
    refuses(varint(27, 1), /field 27 of Model, which ONNX does not have/);
    refuses(Buffer.from([0x88, 0x00, 0x01]), /more bytes than it needs/);
    refuses(Buffer.from([0x08, ...new Array(10).fill(255), 1]), /more than 64 bits/);
    refuses(Buffer.from([0x08, ...new Array(9).fill(255), 2]), /more than 64 bits/);
    refuses(Buffer.from([...new Array(5).fill(255), 1]), /more than 32 bits/);
    refuses(Buffer.from([0x08]), /cut off/);
    refuses(Buffer.from([0x08, 0x80]), /cut off/);
    refuses(Buffer.from([0x3a, 5, 1]), /graph cut off/);
    // a graph whose last node ends after it
    refuses(Buffer.concat([Buffer.from([0x3a, 2, 0x0a, 3]), Buffer.alloc(3)]), /node cut off/);
    refuses(inside(new Array(101).fill([1, 5, 6]).flat(), Buffer.alloc(0)), /field 1 of|wire type/);
    const deep = inside([7, ...new Array(60).fill([1, 5, 6]).flat()], Buffer.alloc(0));
    refuses(deep, /nested more than 100 deep/);
  });

  test('refuses the other format that ONNX Runtime reads', () => {
    const ort = Buffer.concat([chunk(6, Buffer.from('xxORTM')), varint(1, 8)]);
    assert.equal(ort.subarray(4, 8).toString(), 'ORTM');
    refuses(ort, /the file: found a model in the format ORT/);
  });

  test('takes models as exporters write them', () => {
    for (const bytes of [matrixModel(3), zipMapModel(2), hangingModel(), new Uint8Array()]) checkOnnxFile(bytes);
    checkOnnxFile(varint(1, 8));
  });

  test('says ARTIFACT_INVALID to any bytes, or nothing', () => {
    const models = [matrixModel(3), zipMapModel(2), hangingModel()];
    const changed = fc
      .tuple(fc.constantFrom(...models), fc.nat(), fc.uint8Array({ maxLength: 6 }))
      .map(([model, at, bytes]) =>
        Buffer.concat([model.subarray(0, at % model.length), bytes, model.subarray(at % model.length)]),
      );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), changed), (bytes) => {
        try {
          checkOnnxFile(bytes);
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'ARTIFACT_INVALID');
        }
      }),
    );
  });

  test('stands before every load, also of a file that was stored before', async () => {
    const tensor = Buffer.concat([varint(1, 3), varint(2, 7), varint(14, 1), chunk(13, ENTRY)]);
    const constant = Buffer.concat([
      chunk(4, Buffer.from('Constant')),
      chunk(2, Buffer.from('shape')),
      chunk(5, Buffer.concat([chunk(1, Buffer.from('value')), chunk(5, tensor), varint(20, 4)])),
    ]);
    const model = Buffer.concat([varint(1, 8), chunk(7, chunk(1, constant))]);
    await assert.rejects(OnnxSession.load(model, AGE), {
      code: 'ARTIFACT_INVALID',
      message: /reference to another file/,
    });
  });
});
