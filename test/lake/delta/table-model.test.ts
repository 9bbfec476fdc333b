import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';
import { isThorough } from '../../support/runner/thorough.ts';

interface Row {
  readonly id: number;
  readonly part: string | null;
}

type Step =
  | { readonly kind: 'append' | 'overwrite'; readonly rows: readonly Row[] }
  | { readonly kind: 'repeat'; readonly version: number; readonly rows: readonly Row[] }
  | { readonly kind: 'compact' }
  | { readonly kind: 'vacuum' }
  | { readonly kind: 'reopen' };

const rows = fc.array(fc.record({ id: fc.nat(99), part: fc.constantFrom('a', 'b', null) }), { maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('append' as const), rows }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('overwrite' as const), rows }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), version: fc.nat(3), rows }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('compact' as const, 'vacuum' as const, 'reopen' as const) }),
  },
);

/** A table in memory: the rows of every version, and the application's version. */
interface Model {
  readonly versions: (readonly Row[])[];
  txn: number;
}

const newest = ({ versions }: Model): readonly Row[] => versions.at(-1) ?? [];

function query(given: readonly Row[]): string {
  const values = given.map(({ id, part }) => `(${id}, ${part === null ? 'NULL' : `'${part}'`})`);
  const typed = 'SELECT id::BIGINT AS id, part::VARCHAR AS part FROM';
  return values.length > 0
    ? `${typed} (VALUES ${values}) t(id, part)`
    : `${typed} (SELECT 0 AS id, '' AS part) WHERE false`;
}

/** Takes a step on table and model, and checks what the table says of it. */
async function take(lake: Lake, model: Model, step: Step): Promise<Lake> {
  const table = DeltaTable.at(lake, 'things');
  const version = model.versions.length - 1;
  if (step.kind === 'reopen') return { ...lake };
  if (step.kind === 'vacuum') await table.vacuum();
  else if (step.kind === 'compact') {
    if ((await table.compact()).version > version) model.versions.push(newest(model));
  } else if (step.kind === 'repeat') {
    const isRepeat = step.version <= model.txn;
    const result = await table.append(query(step.rows), { txn: { appId: 'feed', version: step.version } });
    assert.deepEqual([result.isRepeat, result.rows], [isRepeat, isRepeat ? 0 : step.rows.length]);
    if (!isRepeat) model.versions.push([...newest(model), ...step.rows]);
    model.txn = Math.max(model.txn, step.version);
  } else {
    const result = await table[step.kind](query(step.rows));
    const before = step.kind === 'append' ? newest(model) : [];
    if (result.version > version) model.versions.push([...before, ...step.rows]);
    else assert.deepEqual([...before, ...step.rows], newest(model));
  }
  return lake;
}

const key = ({ id, part }: { readonly id?: unknown; readonly part?: unknown }): string => `${id} ${part}`;

async function check(lake: Lake, { versions }: Model, version?: number): Promise<void> {
  const found = await tableRows(lake, 'things', 'ALL', version === undefined ? undefined : { version });
  assert.deepEqual(found.map(key).sort(), (versions[version ?? versions.length - 1] ?? []).map(key).sort());
}

test('a table has the rows of a model in memory at every version, whatever was done to it', async (t) => {
  const base = await temporaryLake(t);
  let run = 0;
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 1, maxLength: 24 }),
    fc.boolean(),
    async (steps, isParted) => {
      run += 1;
      let lake: Lake = { ...base, storage: new LocalStorage(`${base.folder}/${run}`) };
      const options = { partitionBy: isParted ? ['part'] : [], properties: { 'delta.checkpointInterval': '3' } };
      await DeltaTable.at(lake, 'things').create(
        [
          { name: 'id', type: 'long', nullable: false },
          { name: 'part', type: 'string', nullable: true },
        ],
        options,
      );
      const model: Model = { versions: [[]], txn: -1 };
      for (const each of steps) {
        lake = await take(lake, model, each);
        assert.equal((await DeltaTable.at(lake, 'things').snapshot())?.rows, newest(model).length);
      }
      for (const version of model.versions.keys()) await check({ ...lake }, model, version);
      await check(lake, model);
    },
  );
  await fc.assert(property, { numRuns: isThorough() ? 100 : 10, seed: 15 });
});
