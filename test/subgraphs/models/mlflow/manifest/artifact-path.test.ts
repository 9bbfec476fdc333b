import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proxyPath } from '../../../../../subgraphs/models/mlflow/manifest/artifact-path.ts';

const ROOT = 'mlflow-artifacts:/0/models/m-1/artifacts';

test('A file below its version is found at the proxy', () => {
  assert.equal(proxyPath(ROOT, 'model.onnx'), '0/models/m-1/artifacts/model.onnx');
  assert.equal(proxyPath(`${ROOT}/`, './a b/ü.onnx'.slice(2)), '0/models/m-1/artifacts/a%20b/%C3%BC.onnx');
});

for (const file of ['../x', 'a/../../x', '/etc/passwd', 'a\\..\\x', '..%2fx', '%2E%2E/x', 'a\0', 'a?b', 'a#b', './x'])
  test(`A path that leads elsewhere is refused: ${JSON.stringify(file)}`, () => {
    assert.throws(() => proxyPath(ROOT, file), { code: 'MLFLOW_VERSION_UNUSABLE' });
  });

for (const uri of [
  's3://bucket/x',
  'file:///tmp',
  '/tmp',
  'mlflow-artifacts://other/0',
  'mlflow-artifacts:/0/../1',
  '',
])
  test(`A location other than the proxy is refused: ${JSON.stringify(uri)}`, () => {
    assert.throws(() => proxyPath(uri, 'model.onnx'), { code: 'MLFLOW_VERSION_UNUSABLE' });
  });
