import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { digestOf } from '../../../../../scoring/artifact.ts';
import { parseVersionDocument } from '../../../../../subgraphs/models/versions/rules/version-document.ts';
import { insertVersion, putArtifact } from '../../../../../subgraphs/models/versions/store/version-store.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { signatureOf } from '../../../../support/models/model-signature.ts';
import { manifestOf } from '../../../../support/models/models-bench.ts';
import { hangingModel, matrixModel, node, onnxFile, tensorValue } from '../../../../support/models/onnx-file.ts';
import { ControllerBench } from '../../../../support/rollouts/controller-bench.ts';

const PROBABILITIES = { name: 'probabilities', type: 'float', shape: ['N', 1] } as const;

/** A model of lead_age and meetings that returns 1 − p where the bench's other versions return p. */
function reversedModel(): Uint8Array {
  const negate = node('Neg', ['features'], ['negative']);
  const rest = [node('ReduceSum', ['negative', 'axes'], ['sum']), node('Sigmoid', ['sum'], ['probabilities'])];
  return onnxFile({
    node: [negate, ...rest],
    initializer: [{ name: 'axes', dataType: 7, dims: [1], int64Data: [1] }],
    input: [tensorValue({ name: 'features', type: 'float', shape: ['N', 2] })],
    output: [tensorValue(PROBABILITIES)],
  });
}

const TWO_COLUMNS = { lead_age: 'double', meetings: 'long' } as const;

onEachDatabase((kind, open) => {
  describe(`the replay before a rollout on ${kind}`, () => {
    let bench: ControllerBench;
    before(async () => {
      bench = await ControllerBench.open(open, { replayLimitMs: 5_000 });
    });
    after(() => bench.close());

    /** A pending rollout of a version with a file of its own, for a model with recorded requests. */
    const propose = async (
      bytes: Uint8Array,
      requests = 300,
      columns: Parameters<typeof signatureOf>[0] = TWO_COLUMNS,
    ) => {
      const model = bench.newModel();
      await bench.request({ version: 1, count: requests }, model);
      await bench.startModel(model);
      const digest = digestOf(bytes);
      await putArtifact(bench.db, digest, bytes);
      const document = parseVersionDocument({ ...manifestOf(model), signature: signatureOf(columns) });
      const common = { model, version: 9, digest, document, stage: 'NONE', inputForm: 'MATRIX' } as const;
      await insertVersion(bench.db, { ...common, createdAt: bench.models.now, createdBy: 'ann' });
      const versions = [{ version: 9, role: 'CHALLENGER', weight: 1 }] as const;
      return bench.createRollout({ replayRows: 200, versions }, model);
    };

    it('The replay before a rollout accepts a twin of the champion, with its evidence', async () => {
      const id = await propose(matrixModel(2));
      await bench.controller.evaluate();
      assert.equal((await bench.rollout(id)).state.status, 'RUNNING');
      const started = (await bench.history(id)).at(-1);
      assert.equal(started?.type, 'START');
      const errors = started?.analysis?.metrics.find(({ metric }) => metric === 'ERROR_RATE');
      assert.deepEqual([errors?.samples, errors?.found], [200, 0]);
    });

    it('The replay before a rollout rolls back a challenger with other scores, before it scores a lead', async () => {
      const id = await propose(reversedModel());
      await bench.controller.evaluate();
      const { status, share, severity, metric, reason } = await bench.ending(id);
      assert.deepEqual([status, share, severity, metric], ['ROLLED_BACK', 0, 'CRITICAL', 'SCORE_PSI']);
      assert.match(reason, /^replay: PSI of scores: found .* in 200 scores/);
      assert.equal((await bench.history(id)).filter(({ type }) => type === 'START').length, 0);
    });

    it('The replay before a rollout rolls back a challenger that hangs', async () => {
      const id = await propose(hangingModel(), 300, { lead_age: 'double' });
      await bench.controller.evaluate();
      const { status, reason } = await bench.ending(id);
      assert.equal(status, 'ROLLED_BACK');
      assert.match(reason, /^replay of model-\d+:9: found no answer within 5000 ms$/);
    });

    it('The replay before a rollout rolls back a challenger whose file does not load', async () => {
      const id = await propose(Buffer.from('no model'));
      await bench.controller.evaluate();
      assert.match((await bench.ending(id)).reason, /^replay of .*: the file: found 8 bytes that are no protobuf/);
    });

    it('A rollout without a recorded request starts without a replay', async () => {
      const id = await propose(matrixModel(2), 0);
      await bench.controller.evaluate();
      assert.equal((await bench.rollout(id)).state.status, 'RUNNING');
    });

    it('The replay of recorded requests measures the score shift for the gate of a promotion', async () => {
      const { model } = await bench.rollout(await propose(reversedModel()));
      const gates = await bench.models.models.registry.promotions.judge({ model, version: 9 });
      const shift = gates.find(({ gate }) => gate === 'SCORE_SHIFT');
      assert.equal(shift?.verdict, 'FAILED');
      assert.match(shift?.found ?? '', /^score PSI \d+\.\d+ on 300 rows$/);
      const twin = await bench.models.models.registry.promotions.judge({ model, version: 2 });
      assert.equal(twin.find(({ gate }) => gate === 'SCORE_SHIFT')?.verdict, 'PASSED');
    });

    it('The replay before a rollout is interrupted by a close, and repeated by the next controller', async () => {
      const id = await propose(hangingModel(), 300, { lead_age: 'double' });
      const looked = assert.rejects(bench.controller.evaluate(), { name: 'AbortError' });
      await bench.models.models.close();
      await looked;
      assert.equal((await bench.rollout(id)).state.status, 'PENDING');
    });
  });
});
