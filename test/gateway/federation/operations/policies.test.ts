import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { pino } from 'pino';
import type { DecidePolicies } from '../../../../gateway/federation/operations/policies.ts';
import { ask, composeGraph, federatedGraph } from '../../../support/federation/composed-graph.ts';

const fetched: string[] = [];
const saw = (what: string) => () => {
  fetched.push(what);
  return what;
};

const composed = composeGraph({
  rota: {
    typeDefs: `
      type Query {
        open: String
        pager: String @policy(policies: [["on-call"]])
        both: String @policy(policies: [["on-call", "trained"], ["manager"]])
        scoped: String @policy(policies: [["on-call"]]) @requiresScopes(scopes: [["secret"]])
      }
    `,
    resolvers: { Query: { open: saw('open'), pager: saw('pager'), both: saw('both'), scoped: saw('scoped') } },
  },
});

const questions: (readonly string[])[] = [];
const log = pino({ level: 'silent' });

/** Answers as one for whom these policies are fulfilled. */
function withPolicies(query: string, decide: DecidePolicies, scopes: readonly string[] = []) {
  const graph = federatedGraph(composed, 1, log, {
    policies: (names, context) => {
      questions.push(names);
      return decide(names, context);
    },
  });
  return ask(graph, query, {}, { identity: { subject: 'tester', scopes: [...scopes] }, requestId: 'test' });
}

const fulfil = (...names: string[]) => withNames(new Set(names));
const withNames =
  (names: ReadonlySet<string>): DecidePolicies =>
  () =>
    names;

describe('policies', () => {
  beforeEach(() => {
    fetched.length = 0;
    questions.length = 0;
  });

  it('are asked for once per request, all that the operation names', async () => {
    const { data } = await withPolicies('{ open pager again: pager both }', fulfil('on-call'));
    assert.deepEqual(questions, [['on-call', 'trained', 'manager']]);
    assert.deepEqual(data, { open: 'open', pager: 'pager', again: 'pager', both: null });
    assert.ok(!fetched.includes('both'));
  });

  it('are not asked for by an operation that names none', async () => {
    await withPolicies('{ open }', fulfil());
    assert.deepEqual(questions, []);
  });

  it('hold as one of several sets, each whole', async () => {
    assert.deepEqual((await withPolicies('{ both }', fulfil('on-call', 'trained'))).data, { both: 'both' });
    assert.deepEqual((await withPolicies('{ both }', fulfil('manager'))).data, { both: 'both' });
    assert.deepEqual((await withPolicies('{ both }', fulfil('trained'))).data, { both: null });
  });

  it('are needed beside scopes where both stand', async () => {
    assert.deepEqual((await withPolicies('{ scoped }', fulfil('on-call'))).data, { scoped: null });
    assert.deepEqual((await withPolicies('{ scoped }', fulfil(), ['secret'])).data, { scoped: null });
    assert.deepEqual((await withPolicies('{ scoped }', fulfil('on-call'), ['secret'])).data, { scoped: 'scoped' });
  });

  it('may be decided by someone far away, who learns who asks', async () => {
    const decide: DecidePolicies = async (_names, { identity }) =>
      new Set(identity.subject === 'tester' ? ['on-call'] : []);
    assert.deepEqual((await withPolicies('{ pager }', decide)).data, { pager: 'pager' });
  });

  it('are denied, and an error logged, when the decision fails', async () => {
    const lines: string[] = [];
    const graph = federatedGraph(composed, 1, pino({}, { write: (line) => void lines.push(line) }), {
      policies: () => {
        throw new Error('the policy server is down');
      },
    });
    const { data, errors } = await ask(graph, '{ pager }');
    assert.deepEqual(data, { pager: null });
    assert.deepEqual(
      errors?.map(({ extensions }) => extensions?.code),
      ['FORBIDDEN'],
    );
    assert.ok(!JSON.stringify(errors).includes('down') && lines.join('').includes('the policy server is down'));
    assert.deepEqual(fetched, []);
  });

  it('keep responses of requesters with different policies separate, on one graph', async () => {
    let onCall = false;
    const policies = () => new Set(onCall ? ['on-call'] : []);
    const graph = federatedGraph(composed, 1, log, { policies });
    const answers: unknown[] = [];
    for (const next of [true, false, true]) {
      onCall = next;
      answers.push((await ask(graph, '{ pager }')).data);
    }
    assert.deepEqual(answers, [{ pager: 'pager' }, { pager: null }, { pager: 'pager' }]);
  });
});
