import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectFile } from '../../../../../platform/process/program.ts';
import { manifestSchema } from '../../../../../subgraphs/models/versions/rules/manifest-schema.ts';
import { checkVersionDocument } from '../../../../../subgraphs/models/versions/rules/version-document.ts';
import { manifestOf } from '../../../../support/models/models-bench.ts';

const accepts = new Ajv2020({ strict: false }).compile(manifestSchema());
const MANIFEST = { ...manifestOf('schema'), holdoutDigest: 'a'.repeat(64) };
const WRONG: readonly unknown[] = [undefined, null, -1, 0.5, 1e9, '', 'a/b', [], {}, true, [null], 'x'.repeat(200)];

test('The published JSON Schema of manifests is that of the code', () => {
  const text = readFileSync(projectFile('schema/model-manifest.schema.json'), 'utf8');
  assert.deepEqual(JSON.parse(text), manifestSchema());
  assert.equal(manifestSchema().$schema, 'https://json-schema.org/draft/2020-12/schema');
});

test('The JSON Schema of manifests accepts and refuses what registration does, whichever member is changed', () => {
  assert.equal(accepts(MANIFEST), true);
  let refused = 0;
  for (const path of pathsOf(MANIFEST))
    for (const value of WRONG) {
      const changed = withValue(MANIFEST, path, value);
      const { faults } = checkVersionDocument(changed);
      // relations between members are checked by code alone
      const isOfSchema = faults.some(({ path: at }) => !at.includes('referenceWindow') || at.includes('scores.'));
      if (isOfSchema) refused += 1;
      const words = `${path.join('.')} = ${JSON.stringify(value)}: ${JSON.stringify(faults)}`;
      if (faults.length === 0) assert.equal(accepts(changed), true, words);
      else if (isOfSchema) assert.equal(accepts(changed), false, words);
      if (!accepts(changed)) assert.ok(faults.length > 0, words);
    }
  assert.ok(refused > 100, `${refused} refused`);
});

test('Every fault of a manifest has its path, what is there and what may be', () => {
  for (const path of pathsOf(MANIFEST))
    for (const value of WRONG)
      for (const fault of checkVersionDocument(withValue(MANIFEST, path, value)).faults) {
        assert.match(fault.path, /^manifest/);
        assert.ok(fault.found.length > 0 && fault.expected.length > 0, JSON.stringify(fault));
        assert.doesNotMatch(fault.expected, /Invalid input/, JSON.stringify(fault));
      }
});

type Path = readonly string[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...pathsOf(inner, [...at, key])]);
}

function withValue(whole: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(whole) as Record<string, unknown>;
  let inner = copy;
  for (const key of path.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
  inner[path.at(-1) as string] = value;
  return JSON.parse(JSON.stringify(copy));
}
