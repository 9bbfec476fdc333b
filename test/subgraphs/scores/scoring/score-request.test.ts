import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLOCK_TOLERANCE_MS } from '../../../../platform/past-time.ts';
import { checkRequest, requestDigest } from '../../../../subgraphs/scores/scoring/score-request.ts';

const NOW = 1_000_000;
const FUTURE = NOW + CLOCK_TOLERANCE_MS + 1;
const base = { model: 'm', requestId: 'r' };
const refused = (request: object) =>
  assert.throws(() => checkRequest({ ...base, ...request }, NOW), { code: 'VALIDATION_FAILED' });

describe('checkRequest', () => {
  it('checkRequest takes a lead, features, or a creation time', () => {
    checkRequest({ ...base, leadId: 'a' }, NOW);
    checkRequest({ ...base, features: { page_views: 0, industry: 'NEVER_SEEN' } }, NOW);
    checkRequest({ ...base, createdAt: NOW + CLOCK_TOLERANCE_MS }, NOW);
  });

  it('checkRequest refuses a request for nothing', () => refused({}));

  it('checkRequest refuses numbers that are no counts', () => {
    for (const page_views of [Number.NaN, Number.POSITIVE_INFINITY, -1]) refused({ features: { page_views } });
  });

  it('checkRequest refuses a creation time in the future', () => refused({ createdAt: FUTURE }));

  it('checkRequest names every fault of a request', () => {
    const request = { ...base, leadId: '', features: { page_views: -1, meetings: Number.NaN }, createdAt: FUTURE };
    assert.throws(() => checkRequest(request, NOW), {
      message:
        /leadId: found "", expected 1 to 200 characters; page_views: found -1, .*; meetings: found NaN, .*; createdAt: /,
    });
  });

  it('checkRequest refuses texts that no database row can hold', () => {
    for (const leadId of ['', 'a\0', '\ud800', 'x'.repeat(201)]) refused({ leadId });
    refused({ leadId: 'a', idempotencyKey: '' });
    refused({ features: { industry: '\0' } });
  });
});

describe('requestDigest', () => {
  it('requestDigest is equal for the same request, whatever the order of features and the request id', () => {
    const one = requestDigest({ ...base, features: { page_views: 1, meetings: 2 } });
    assert.equal(requestDigest({ model: 'm', requestId: 'other', features: { meetings: 2, page_views: 1 } }), one);
  });

  it('requestDigest differs with the lead, the model, a feature and the creation time', () => {
    const requests = [{}, { leadId: 'a' }, { model: 'n' }, { features: { meetings: 1 } }, { createdAt: 1 }];
    assert.equal(new Set(requests.map((request) => requestDigest({ ...base, ...request }))).size, requests.length);
  });
});
