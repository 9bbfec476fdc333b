import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../platform/errors.ts';
import { checkStorableBody } from '../../platform/storable-text.ts';
import { isForm } from '../auth/form-keys.ts';
import type { ExecutableGraph } from '../graphql/executable-graph.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { isFilled, textOrNull } from './blank-fields.ts';
import { parseCompanySize } from './company-size.ts';
import { serve } from './contract.ts';
import { prepareOperation } from './graph-operation.ts';
import { EXPORT_PERSON, GET_LEAD, SUBMIT_LEAD, type SubmitLeadBody } from './lead-contracts.ts';
import { parsePastTime } from './timestamp.ts';

const SUBMIT = `mutation RestSubmitLead($input: SubmitLeadInput!, $idempotencyKey: String) {
  submitLead(input: $input, idempotencyKey: $idempotencyKey) { leadId createdAt }
}`;

const GET = `query RestLead($id: ID!) {
  lead(id: $id) { id createdAt stage company crmScore { probability grade modelVersion scoredAt } }
}`;

const PERSON = `query RestPerson($id: ID!) {
  exportPerson(leadId: $id) { leadId leadIds exportedAt truncatedSections data }
}`;

interface PersonData {
  readonly exportPerson: {
    readonly leadId: string;
    readonly leadIds: readonly string[];
    readonly exportedAt: string;
    readonly truncatedSections: readonly string[];
    readonly data: Readonly<Record<string, unknown>>;
  };
}

interface SubmitData {
  readonly submitLead: { readonly leadId: string; readonly createdAt: string };
}

interface LeadData {
  readonly lead: {
    readonly id: string;
    readonly createdAt: string;
    readonly stage: string;
    readonly company: string | null;
    readonly crmScore: {
      readonly probability: number;
      readonly grade: string;
      readonly modelVersion: string;
      readonly scoredAt: string;
    } | null;
  } | null;
}

/** Dependencies of the routes. */
export interface LeadsDeps {
  readonly graph: ExecutableGraph;
  readonly metrics: HttpMetrics;
  /** now, epoch milliseconds */
  readonly clock: () => number;
}

/** Serves the routes of leads by prepared operations of `submitLead`, `lead` and `exportPerson`. */
export async function addLeads(app: FastifyInstance, { graph, metrics, clock }: LeadsDeps): Promise<void> {
  const submit = await prepareOperation<SubmitData>(graph, metrics, 'RestSubmitLead', SUBMIT);
  serve(app, SUBMIT_LEAD, async (request, reply) => {
    const body = request.body as SubmitLeadBody;
    if (isForm(request.identity)) checkForm(body, request.headers);
    const input = toInput(body, clock());
    const idempotencyKey = request.headers['idempotency-key'] ?? null;
    const { leadId, createdAt } = (await submit({ input, idempotencyKey }, request)).submitLead;
    const location = `/leads/${encodeURIComponent(leadId)}`;
    return reply.code(201).header('location', location).send({ lead_id: leadId, created_at: createdAt, location });
  });
  const get = await prepareOperation<LeadData>(graph, metrics, 'RestLead', GET);
  serve(app, GET_LEAD, async (request) => {
    const { lead_id: leadId } = request.params as { lead_id: string };
    return toAnswer(leadId, await get({ id: leadId }, request));
  });
  const exportPerson = await prepareOperation<PersonData>(graph, metrics, 'RestPerson', PERSON);
  serve(app, EXPORT_PERSON, async (request) => {
    const { lead_id: id } = request.params as { lead_id: string };
    const { leadId, leadIds, exportedAt, truncatedSections, data } = (await exportPerson({ id }, request)).exportPerson;
    const ids = { lead_id: leadId, lead_ids: leadIds, exported_at: exportedAt };
    return { ...ids, truncated_sections: truncatedSections, data };
  });
}

/**
 * A form may be submitted twice, so it must identify the submission; and it must not be able to probe for existing ids.
 */
function checkForm({ lead_id: leadId }: SubmitLeadBody, headers: IncomingHttpHeaders): void {
  if (headers['idempotency-key'] === undefined)
    throw new DomainError('VALIDATION_FAILED', 'idempotency-key: found none, expected one from a web form');
  if (isFilled(leadId))
    throw new DomainError('VALIDATION_FAILED', 'lead_id: found a value, expected none from a web form');
}

function toInput(body: SubmitLeadBody, now: number) {
  const { lead_id: leadId, company_size: companySize, created_at: createdAt } = body;
  checkStorableBody(body);
  return {
    id: isFilled(leadId) ? String(leadId) : null,
    name: textOrNull(body.name),
    email: textOrNull(body.email),
    phone: textOrNull(body.phone),
    company: textOrNull(body.company),
    companySize: isFilled(companySize) ? Math.round(parseCompanySize(companySize)) : null,
    industry: textOrNull(body.industry),
    country: textOrNull(body.country),
    nationality: textOrNull(body.nationality),
    emirate: textOrNull(body.emirate),
    source: textOrNull(body.referral_source),
    campaign: textOrNull(body.campaign),
    licenceType: textOrNull(body.licence_type),
    businessActivity: textOrNull(body.business_activity),
    createdAt: isFilled(createdAt) ? new Date(parsePastTime(createdAt, 'created_at', now)).toISOString() : null,
    consents: body.consents?.map(({ purpose, text_version: textVersion, given_at: givenAt }, index) => ({
      purpose,
      textVersion,
      givenAt: isFilled(givenAt)
        ? new Date(parsePastTime(givenAt, `consents[${index}].given_at`, now)).toISOString()
        : null,
    })),
  };
}

function toAnswer(leadId: string, { lead }: LeadData) {
  if (!lead) throw new DomainError('LEAD_NOT_FOUND', `lead ${leadId}: found none with this id`);
  const { crmScore } = lead;
  return {
    lead_id: lead.id,
    created_at: lead.createdAt,
    stage: lead.stage,
    company: lead.company,
    score: crmScore && {
      lead_score: crmScore.probability,
      score_category: crmScore.grade,
      model_version: crmScore.modelVersion,
      prediction_timestamp: crmScore.scoredAt,
    },
  };
}
