import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkMapping } from '../../../../subgraphs/leads/import/mapping.ts';
import { columnsOf } from '../../../../subgraphs/leads/import/value-source.ts';

describe('a mapping', () => {
  const lead = { id: { column: 'Id' }, createdAt: { constant: '2026-01-01' } };

  test('a mapping names every place that is wrong', () => {
    const wrong = {
      lead: { ...lead, shoeSize: { column: 'Shoes' } },
      outcome: { column: 'Won', values: { 1: 'BOUGHT' } },
    };
    assert.throws(() => checkMapping(wrong), {
      code: 'IMPORT_MAPPING_INVALID',
      message: /mapping\.lead.*shoeSize.*mapping\.outcome\.values\.1/s,
    });
    assert.throws(() => checkMapping({ lead: { ...lead, createdAt: { constant: 'soon' } } }), {
      message: /mapping\.lead\.createdAt/,
    });
  });

  test('a mapping refuses patterns of times that no row could fit, and unknown encodings', () => {
    const wrong: readonly [format: string, expected: RegExp][] = [
      ['dd/MM/yyyy dd', /found "dd\/MM\/yyyy dd", expected dd once/],
      ['yyyy-yyyy', /expected yyyy once/],
      ['dd.MM.yy', /expected ISO, .*yyyy/],
      ['d/M/yyyy', /instead of d/],
      ['dd MMM yyyy', /instead of M/],
      ['dd/MM/yyyy hh:mm', /instead of/],
    ];
    for (const [format, message] of wrong)
      assert.throws(
        () => checkMapping({ lead: { ...lead, createdAt: { column: 'Created', format } } }),
        { code: 'IMPORT_MAPPING_INVALID', message },
        format,
      );
    checkMapping({ lead: { ...lead, createdAt: { column: 'Created', format: 'yyyy年MM月dd日THH:mm' } } });
    assert.throws(() => checkMapping({ encoding: 'klingon', lead }), {
      message: /mapping\.encoding: expected a label/,
    });
  });

  test('a mapping lists the columns it reads, and not the words of its value maps', () => {
    const mapping = checkMapping({
      lead: { ...lead, country: { column: 'Country', values: { column: 'AE', product: 'IN' } } },
      interactions: [{ id: 'web', kind: 'WEBSITE_VISIT', quantity: { product: ['Visits', 'Pages'] } }],
    });
    assert.deepEqual(columnsOf(mapping).sort(), ['Country', 'Id', 'Pages', 'Visits']);
  });
});
