import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { context, propagation, ROOT_CONTEXT, type TextMapPropagator, trace } from '@opentelemetry/api';
import { identityKey, RequestHeaders } from '../../../../../gateway/federation/sources/remote/request-headers.ts';
import { GATEWAY_HEADERS } from '../../../../../platform/subgraph/gateway-protocol.ts';

const SPAN = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const W3C: TextMapPropagator = {
  inject: (active, carrier, { set }) => {
    const { traceId, spanId, traceFlags } = trace.getSpanContext(active) ?? SPAN;
    set(carrier, 'traceparent', `00-${traceId}-${spanId}-0${traceFlags}`);
  },
  extract: (active) => active,
  fields: () => ['traceparent'],
};

describe('the headers of a request to a subgraph', () => {
  const headers = new RequestHeaders('a secret');
  const tester = { subject: 'tester', scopes: [] };
  const asked = { identity: tester, requestId: 'r-1', clientAddress: '10.0.0.7' };
  const make = () => headers.forRequest(asked, 99.2);

  it('hold the secret, the identity, the request id, the client’s address and the whole milliseconds left', () => {
    const made = make();
    const valueUnder = (name: string) => made[made.indexOf(name) + 1];
    assert.equal(valueUnder(GATEWAY_HEADERS.secret), 'a secret');
    assert.equal(valueUnder(GATEWAY_HEADERS.identity), identityKey(tester));
    assert.equal(valueUnder(GATEWAY_HEADERS.requestId), 'r-1');
    assert.equal(valueUnder(GATEWAY_HEADERS.clientAddress), '10.0.0.7');
    assert.equal(valueUnder(GATEWAY_HEADERS.timeLeftMs), '99');
    assert.equal(made.includes('traceparent'), false);
  });

  describe('of a traced request', () => {
    let active = ROOT_CONTEXT;
    before(() => {
      propagation.setGlobalPropagator(W3C);
      context.setGlobalContextManager({
        active: () => active,
        with: (_context, work, thisArg, ...args) => work.call(thisArg, ...args),
        bind: (_context, target) => target,
        enable() {
          return this;
        },
        disable() {
          return this;
        },
      });
    });
    after(() => {
      context.disable();
      propagation.disable();
    });

    it('hold the trace context, as W3C has it', () => {
      assert.equal(make().includes('traceparent'), false);
      active = trace.setSpanContext(ROOT_CONTEXT, SPAN);
      const made = make();
      assert.equal(made[made.indexOf('traceparent') + 1], `00-${SPAN.traceId}-${SPAN.spanId}-01`);
    });
  });
});
