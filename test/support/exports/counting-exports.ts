import { z } from 'zod';
import { parseParameters } from '../../../platform/exports/export-parameters.ts';
import { ExportSlots } from '../../../platform/exports/export-slots.ts';
import { type ExportDefinition, SubgraphExports } from '../../../platform/exports/subgraph-exports.ts';

const PAGE_ROWS = 1_000;

/** An export of numbers, its pages being read, and how many exports of it are open. */
export interface CountingExports {
  readonly exports: SubgraphExports;
  /** pages that were read */
  pages(): number;
  /** exports whose pages are neither read to the end nor given up */
  open(): number;
}

/** Serves exports of the numbers below `rows`; a page from `failAt` on fails. @param places see {@link ExportSlots} */
export function countingExports({ rows = 5_000, failAt = Number.POSITIVE_INFINITY, places = 2 } = {}): CountingExports {
  let read = 0;
  let open = 0;
  async function* pages(): AsyncGenerator<string> {
    open += 1;
    try {
      for (let from = 0; from < rows; from += PAGE_ROWS) {
        if (from >= failAt) throw new Error('the database is gone');
        read += 1;
        yield JSON.stringify([Array.from({ length: Math.min(PAGE_ROWS, rows - from) }, (_, place) => from + place)]);
      }
    } finally {
      open -= 1;
    }
  }
  const definition: ExportDefinition = {
    scopes: ['leads:read'],
    open: async (parameters) => {
      parseParameters(z.strictObject({ grades: z.array(z.enum(['A'])).optional() }), parameters);
      return { columns: [{ name: 'n', type: 'integer' }], snapshot: 'then', pages: pages() };
    },
  };
  return {
    exports: new SubgraphExports({ scores: definition, leads: definition }, new ExportSlots(places)),
    pages: () => read,
    open: () => open,
  };
}
