import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import { isSatisfied } from '../../gateway/federation/operations/authorization.ts';
import { AccessRules } from '../../gateway/federation/supergraph/access-rules.ts';
import { SCOPES, type Scope } from '../../platform/identity/identity.ts';
import { projectFile } from '../../platform/process/program.ts';

const SUPERGRAPH = parse(readFileSync(projectFile('schema/supergraph.graphql'), 'utf8'));
const API = buildASTSchema(parse(readFileSync(projectFile('schema/api.graphql'), 'utf8')));
const RULES = AccessRules.of(SUPERGRAPH);
const ROOTS = ['Query', 'Mutation', 'Subscription'];
/** Shown to every valid token: its own subject and scopes. */
const OPEN = ['Viewer'];
const PAYLOADS_OF_LEADS = [
  'CrmSyncPayload',
  'EndScoreOverridePayload',
  'LeadUpdateError',
  'LeadUpdateResult',
  'MergeLeadsPayload',
  'OverrideScorePayload',
  'RecordInteractionsPayload',
  'RecordOutcomePayload',
  'RetryCrmRowsPayload',
  'RetryDeliveriesPayload',
  'RetryDeliveryPayload',
  'SubmitLeadPayload',
  'UndoMergePayload',
  'UpdateLeadPayload',
  'UpdateLeadsPayload',
  'WithdrawConsentPayload',
];
/** Shown to admins of models and to monitoring: they measure a version before it meets a lead. */
const BACKTESTS = ['Backtest', 'BacktestConnection', 'BacktestEdge'];
/** Shown to who starts them and to monitoring. */
const BATCH_JOBS = ['BatchJob', 'BatchJobConnection', 'BatchJobEdge', 'BatchSkip'];
/** Shown to monitoring, though the lake is filled by leads: no row of it is shown. */
const LAKE = [
  'AcceptLakeExpectationPayload',
  'LakeExpectation',
  'LakeExpectationResult',
  'LakeExpectationResultConnection',
  'LakeExpectationResultEdge',
  'LakeTable',
  'RefreshLakePayload',
];
const SCORES_OF_CALLERS = [
  ...BATCH_JOBS,
  'CancelBatchJobPayload',
  'ImportPredictionsPayload',
  'Score',
  'ScoreError',
  'ScoreFeaturesPayload',
  'ScoreLeadPayload',
  'ScoreLeadResult',
  'ScoreLeadsPayload',
  'StartBatchJobPayload',
];

/** Object types by the subgraph that owns them: the first that joins them and is no mere reference to another's. */
const OWNED = new Map<string, string[]>();
for (const definition of SUPERGRAPH.definitions) {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || ROOTS.includes(definition.name.value)) continue;
  const graphs = (definition.directives ?? [])
    .filter(({ name }) => name.value === 'join__type')
    .flatMap((directive) => directive.arguments?.find(({ name }) => name.value === 'graph')?.value ?? [])
    .map((value) => (value.kind === Kind.ENUM ? value.value : ''));
  OWNED.set(definition.name.value, graphs);
}

/** Everything that somebody with some scopes reads, by whatever path: names of object types. */
function readableTypes(scopes: readonly Scope[]): string[] {
  const requester = { identity: { subject: 'somebody', scopes }, policies: new Set<string>() };
  const mayRead = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) =>
    RULES.requirementsOf(type.name, field).every((right) => isSatisfied(right, requester));
  const seen = new Set<string>();
  const walk = (type: GraphQLObjectType): void => {
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (!isObjectType(next) || seen.has(next.name) || !mayRead(type, field)) continue;
      seen.add(next.name);
      walk(next);
    }
  };
  for (const name of ROOTS) walk(API.getType(name) as GraphQLObjectType);
  seen.delete('PageInfo');
  return [...seen].sort();
}

const ownedBy = (...graphs: readonly string[]) =>
  [...OWNED]
    .filter(([name, owners]) => name !== 'PageInfo' && owners.some((owner) => graphs.includes(owner)))
    .map(([name]) => name);

describe('rights of types', () => {
  test('a token without a scope, or with leads:pii alone, reads by no path more than whose it is', () => {
    assert.deepEqual(readableTypes([]), OPEN);
    assert.deepEqual(readableTypes(['leads:pii']), OPEN);
  });

  test('leads:write reads the answers of its mutations, and no lead', () => {
    assert.deepEqual(readableTypes(['leads:write']), [...PAYLOADS_OF_LEADS, ...OPEN].sort());
  });

  test('scores:write reads scores, and neither a lead nor its features nor a model', () => {
    assert.deepEqual(readableTypes(['scores:write']), [...SCORES_OF_CALLERS, ...OPEN].sort());
  });

  test('leads:read reads leads and scores alone', () => {
    const allowed = [...ownedBy('LEADS', 'SCORES'), ...OPEN];
    const others = readableTypes(['leads:read']).filter((name) => !allowed.includes(name));
    assert.deepEqual(others, []);
    assert.ok(!readableTypes(['leads:read']).includes('ModelVersion'));
  });

  test('scopes of monitoring read what monitoring owns alone', () => {
    for (const scope of ['monitoring:read', 'monitoring:write'] as const) {
      const own = ownedBy('MONITORING').filter((name) => name !== 'ModelVersion');
      const allowed = [...own, ...BACKTESTS, ...BATCH_JOBS, ...LAKE, ...OPEN];
      assert.deepEqual(
        readableTypes([scope]).filter((name) => !allowed.includes(name)),
        [],
        scope,
      );
    }
  });

  test('scopes of models read what models owns alone', () => {
    for (const scope of ['models:read', 'models:promote', 'models:approve'] as const) {
      const allowed = [
        ...ownedBy('MODELS'),
        ...(scope === 'models:read' ? BACKTESTS : []),
        ...(scope === 'models:promote' ? ['StartBacktestPayload', 'CancelBacktestPayload'] : []),
      ];
      const others = readableTypes([scope]).filter((name) => !allowed.includes(name));
      assert.deepEqual(others, [], scope);
    }
  });

  test('all scopes together read every type', () => {
    // clients see no inaccessible type
    const all = [...OWNED.keys()].filter((name) => name !== 'PageInfo' && API.getType(name)).sort();
    assert.deepEqual(readableTypes(SCOPES), all);
  });

  test('every field that leads to a type asks for the right of that type, wherever it stands', () => {
    let paths = 0;
    for (const type of Object.values(API.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        const next = getNamedType(field.type);
        if (!isObjectType(next) || next.name === 'PageInfo' || OPEN.includes(next.name)) continue;
        paths++;
        const nobody = { identity: { subject: 'somebody', scopes: [] }, policies: new Set<string>() };
        const rights = RULES.requirementsOf(`${type.name} without its rule`, field);
        assert.ok(!rights.every((right) => isSatisfied(right, nobody)), `${type.name}.${field.name}: ${next.name}`);
      }
    }
    assert.ok(paths > 200, `${paths} fields`);
  });

  test('personal data of a lead needs leads:pii', () => {
    const withoutPii = {
      identity: { subject: 'sales', scopes: SCOPES.filter((scope) => scope !== 'leads:pii') },
      policies: new Set<string>(),
    };
    const guarded: string[] = [];
    for (const name of ownedBy('LEADS')) {
      const type = API.getType(name) as GraphQLObjectType;
      const fields = Object.values(type.getFields());
      const closed = fields.filter(
        (field) => !RULES.requirementsOf(name, field).every((right) => isSatisfied(right, withoutPii)),
      );
      if (closed.length === fields.length) guarded.push(`${name}.*`);
      else guarded.push(...closed.map((field) => `${name}.${field.name}`));
    }
    assert.deepEqual(guarded.sort(), [
      'Consent.*',
      'ConsentConnection.*',
      'ConsentEdge.*',
      'EraseLeadPayload.*',
      'Erasure.*',
      'ErasureConnection.*',
      'ErasureEdge.*',
      'ErasurePart.*',
      'Interaction.note',
      'Lead.consents',
      'Lead.email',
      'Lead.name',
      'Lead.phone',
      'LeadMerge.reason',
      'LeadMerge.undoReason',
      'LeadOutcome.reason',
      'PersonExport.*',
      'ScoreOverride.endReason',
      'ScoreOverride.reason',
    ]);
  });
});
