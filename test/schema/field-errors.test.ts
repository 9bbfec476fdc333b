import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Kind, type ObjectTypeDefinitionNode } from 'graphql';
import { CRM_CODES } from '../../platform/error-codes/crm-codes.ts';
import { CRM_SYNC_CODES } from '../../platform/error-codes/crm-sync-codes.ts';
import { ERROR_CODES } from '../../platform/errors.ts';
import { projectFile } from '../../platform/process/program.ts';
import { SUBGRAPH_NAMES } from '../../platform/subgraph/subgraph.ts';
import {
  COMMON_ERRORS,
  FIELD_ERRORS,
  MUTATION_ERRORS,
  SUBSCRIPTION_ERRORS,
} from '../../schema/reference/field-errors.ts';
import { ROOT_TYPES, SUPERGRAPH } from '../../schema/reference/graph-access.ts';

// of `npm run import`, `npm run import:outcomes`, `npm run lake` and `npm run crm`
const OF_COMMANDS = [
  'CONFIGURATION_INVALID',
  'LAKE_BUSY',
  'IMPORT_FILE_UNREADABLE',
  'IMPORT_MAPPING_INVALID',
  'OUTCOME_BEFORE_LEAD',
  'OUTCOME_CONTRADICTORY',
];
// of batch jobs, which show them as BatchJob.errorCode, and of the refresh of the lake, which logs them
const OF_BACKGROUND_WORK = [
  'BATCH_VERSION_REPLACED',
  'LAKE_FILE_MISSING',
  'LAKE_GATE_FAILED',
  'LAKE_OF_ANOTHER_DATABASE',
  'LAKE_SCHEMA_MISMATCH',
  'LAKE_STORAGE_FULL',
];
// of `npm run crm`, of the sync and the write-back, which crmSync, crmParkedRows and crmDeliveries show
const OF_THE_CRM = Object.keys({ ...CRM_CODES, ...CRM_SYNC_CODES });

/** Codes that the sources of a folder name. */
function codesIn(folder: string): Set<string> {
  const files = readdirSync(projectFile(folder), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.includes('error-codes'));
  const texts = sources.map((file) => readFileSync(projectFile(`${folder}/${file}`), 'utf8'));
  const names = texts.flatMap((text) => [...text.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, name = '']) => name));
  return new Set(names.filter((name) => name in ERROR_CODES));
}

/** Root fields by the subgraph that owns them: `Query.lead`. */
function ownedFields(subgraph: string): string[] {
  const roots = SUPERGRAPH.definitions.filter(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && ['Query', 'Mutation', 'Subscription'].includes(node.name.value),
  );
  return roots.flatMap(({ name, fields = [] }) =>
    fields
      .filter(({ directives = [] }) => JSON.stringify(directives).includes(`"${subgraph.toUpperCase()}"`))
      .map((field) => `${name.value}.${field.name.value}`),
  );
}

describe('errors of root fields', () => {
  const common = new Set<string>([...COMMON_ERRORS, ...MUTATION_ERRORS, ...SUBSCRIPTION_ERRORS]);
  const shared = new Set([...codesIn('platform'), ...codesIn('scoring'), ...codesIn('lake')]);

  it('are stated for every root field, and for no other', () => {
    const fields = ROOT_TYPES.flatMap(({ type }) =>
      Object.keys(type.getFields()).map((name) => `${type.name}.${name}`),
    );
    assert.deepEqual(Object.keys(FIELD_ERRORS).sort(), fields.sort());
  });

  for (const subgraph of SUBGRAPH_NAMES) {
    const own = codesIn(`subgraphs/${subgraph}`);
    const fields = ownedFields(subgraph);
    const stated = new Set(fields.flatMap((field) => FIELD_ERRORS[field] ?? []) as string[]);

    it(`of ${subgraph} occur in its code`, () => {
      assert.ok(fields.length > 0);
      const strange = [...stated].filter((code) => !own.has(code) && !shared.has(code) && !common.has(code));
      assert.deepEqual(strange, []);
    });

    it(`of ${subgraph} hold every code that it names`, () => {
      const forgotten = [...own].filter(
        (code) =>
          !stated.has(code) &&
          !common.has(code) &&
          ![...OF_COMMANDS, ...OF_BACKGROUND_WORK, ...OF_THE_CRM].includes(code),
      );
      assert.deepEqual(forgotten, []);
    });
  }
});
