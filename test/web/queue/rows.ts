import type { Row } from '../../../web/src/queue/list/row.ts';

/** A row with a probability of 0.5, by default of a new lead without an owner. */
export function aRow(change: Partial<Row> = {}): Row {
  return {
    id: 'lead-1',
    version: 1,
    name: 'Ann',
    company: 'Falcon LLC',
    stage: 'NEW',
    owner: null,
    industry: 'TRADING',
    country: 'AE',
    source: 'PARTNER',
    licenceType: null,
    createdAt: '2026-11-01T00:00:00Z',
    lastInteractionAt: null,
    override: null,
    score: {
      probability: 0.5,
      points: 50,
      grade: 'A',
      scoredAt: '2026-11-20T00:00:00Z',
      model: 'lead-conversion',
      weekChange: 0,
    },
    trend: 'STEADY',
    previousProbability: 0.5,
    reason: null,
    ...change,
  };
}

/** A row with a probability. */
export function scored(probability: number, change: Partial<Row> = {}): Row {
  const { score, ...row } = aRow(change);
  return { ...row, score: score && { ...score, probability } };
}
