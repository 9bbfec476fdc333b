import { AUDIT_CONTRACTS } from './rest/audit-contracts.ts';
import type { RestContract } from './rest/contract.ts';
import { EXPORT_ROUTES } from './rest/export-contracts.ts';
import { FORM_SCRIPT_FILE, FORM_TOKEN, SUBMIT_FORM } from './rest/forms/form-contracts.ts';
import { EXPORT_PERSON, GET_LEAD, SUBMIT_LEAD } from './rest/lead-contracts.ts';
import { MANIFEST_SCHEMA } from './rest/manifest-schema.ts';
import { HEALTH, METRICS, READY } from './rest/operations.ts';
import { SCORE_LEAD } from './rest/score-lead-contract.ts';

/** Contracts of every REST route but that of the OpenAPI document itself. */
export const REST_CONTRACTS: readonly RestContract[] = [
  SCORE_LEAD,
  SUBMIT_LEAD,
  GET_LEAD,
  EXPORT_PERSON,
  SUBMIT_FORM,
  FORM_TOKEN,
  FORM_SCRIPT_FILE,
  ...EXPORT_ROUTES.map(({ contract }) => contract),
  ...Object.values(AUDIT_CONTRACTS),
  HEALTH,
  READY,
  METRICS,
  MANIFEST_SCHEMA,
];
