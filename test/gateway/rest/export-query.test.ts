import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '../../../platform/errors.ts';
import type { ExportSource } from '../../../platform/exports/export-source.ts';
import { createTestServer } from '../../support/gateway/test-server.ts';

describe('query parameters of exports', () => {
  /** Parameters that the subgraph gets, or the code of the refusal. */
  const parametersOf = async (queries: readonly string[]): Promise<readonly unknown[]> => {
    const given: unknown[] = [];
    const source: ExportSource = {
      open: async ({ parameters }) => {
        given.push(parameters);
        throw new DomainError('TOO_MANY_EXPORTS', 'found no place');
      },
    };
    const sources = new Map([
      ['leads', source],
      ['scores', source],
    ]);
    const server = await createTestServer({ exports: sources });
    try {
      const headers = { authorization: `Bearer ${server.token}` };
      for (const query of queries) {
        const answer = await server.app.inject({ url: `/exports/${query}`, headers });
        if (answer.statusCode === 400) given.push(answer.json().code);
      }
    } finally {
      await server.close();
    }
    return given;
  };

  it('separate the values of a list by commas, encoded or not', async () => {
    assert.deepEqual(await parametersOf(['leads?owners=ann,ben', 'leads?owners=ann%2Cben', 'scores?versions=1,2']), [
      { owners: ['ann', 'ben'] },
      { owners: ['ann', 'ben'] },
      { versions: [1, 2] },
    ]);
  });

  it('take the values of a list whole where it is repeated', async () => {
    const [odd, twice] = ['Food, Drink', 'a;b&c+d%25e"f\'g h'].map(encodeURIComponent);
    assert.deepEqual(
      await parametersOf([
        `leads?industries=${odd}&industries=${twice}`,
        `leads?industries=${odd}&industries=${odd}`,
        'scores?versions=1&versions=2',
      ]),
      [
        { industries: ['Food, Drink', 'a;b&c+d%25e"f\'g h'] },
        { industries: ['Food, Drink', 'Food, Drink'] },
        { versions: [1, 2] },
      ],
    );
  });

  it('are refused where a repeated one is no list, or a value is empty or of another kind', async () => {
    for (const query of [
      'leads?search=a&search=b',
      'leads?unscored=true&unscored=true',
      'leads?owners=a&owners=',
      'scores?versions=1&versions=1,2',
    ])
      assert.deepEqual(await parametersOf([query]), ['VALIDATION_FAILED'], query);
  });
});
