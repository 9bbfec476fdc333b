import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/errors.ts';
import { addJsonParser } from '../../../platform/http/json-body.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { AccessControl } from '../../auth/access-control.ts';
import { FORM_KEY_HEADER } from '../../auth/form-keys.ts';
import type { ExecutableGraph } from '../../graphql/executable-graph.ts';
import { prefersToJson } from '../../http/accept.ts';
import { answerError, describeError } from '../../http/errors.ts';
import type { HttpMetrics } from '../../http/metrics.ts';
import { serve } from '../contract.ts';
import { type GraphOperation, prepareOperation } from '../graph-operation.ts';
import { addFormBody } from './form-body.ts';
import { FORM_SCRIPT_FILE, FORM_TOKEN, SUBMIT_FORM } from './form-contracts.ts';
import { KEY_FIELD, SUBMISSION_FIELD, TOKEN_FIELD } from './form-definition.ts';
import { FormMetrics } from './form-metrics.ts';
import type { FormRoutes, ServedForm } from './form-routes.ts';
import { FORM_SCRIPT } from './form-script.ts';
import { type FormTokens, TOKEN_LIFE_MS } from './form-token.ts';
import { type FormFields, type FormLead, readSubmission } from './read-submission.ts';
import type { WebForm } from './web-form.ts';

const SUBMIT = `mutation RestSubmitForm($input: SubmitLeadInput!, $idempotencyKey: String, $minutes: Int) {
  submitLead(input: $input, idempotencyKey: $idempotencyKey, idempotencyMinutes: $minutes) { leadId created }
}`;

interface SubmitData {
  readonly submitLead: { readonly leadId: string; readonly created: boolean };
}

/** Dependencies of the routes. */
export interface FormsDeps {
  readonly graph: ExecutableGraph;
  readonly metrics: HttpMetrics;
  readonly accessControl: AccessControl;
  readonly routes: FormRoutes;
  readonly tokens: FormTokens;
  readonly log: Logger;
}

/** Serves `POST /forms/{name}`, its time tokens and its script, by a prepared operation of `submitLead`; nothing without forms. */
export async function addForms(app: FastifyInstance, deps: FormsDeps): Promise<void> {
  const { graph, metrics, routes: forms, tokens } = deps;
  if (forms.isEmpty) return;
  const submit = await prepareOperation<SubmitData>(graph, metrics, 'RestSubmitForm', SUBMIT);
  await app.register(async (scope) => {
    const handlers = new FormHandlers(deps, submit);
    addJsonParser(scope, 'error');
    addFormBody(scope);
    scope.setErrorHandler((error, request, reply) => handlers.refuse(error, request, reply));
    scope.addHook('onRequest', async (request) => handlers.checkRequest(request));
    serve(scope, SUBMIT_FORM, (request, reply) => handlers.submit(request, reply));
    serve(scope, FORM_TOKEN, async (request) => {
      const { form } = forms.get(nameOf(request));
      return {
        token: tokens.issue(form.name),
        least_fill_seconds: form.leastFillSeconds,
        expires_in_seconds: TOKEN_LIFE_MS / 1000,
      };
    });
    serve(scope, FORM_SCRIPT_FILE, async (_request, reply) =>
      reply
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', 'public, max-age=300')
        .type('text/javascript; charset=utf-8')
        .send(FORM_SCRIPT),
    );
  });
}

class FormHandlers {
  readonly #deps: FormsDeps;
  readonly #submit: GraphOperation<SubmitData>;
  readonly #results: FormMetrics;

  constructor(deps: FormsDeps, submit: GraphOperation<SubmitData>) {
    this.#deps = deps;
    this.#submit = submit;
    this.#results = new FormMetrics(deps.metrics.registry);
  }

  /** Checks what needs no body: the form, the page and the address. @throws {DomainError} */
  checkRequest(request: FastifyRequest): void {
    const { guard } = this.#deps.routes.get(nameOf(request));
    if (request.routeOptions.url === FORM_SCRIPT_FILE.url) return;
    guard.checkOrigin(request.headers);
    if (request.method === 'POST') guard.admitAddress(request.ip);
  }

  async submit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const served = this.#deps.routes.get(nameOf(request));
    const { form, guard } = served;
    const fields = request.body as FormFields;
    this.#identify(served, request, fields);
    if (isTrapped(form, fields)) {
      this.#results.count(form.name, 'honeypot');
      this.#deps.log.info({ requestId: request.id, form: form.name }, 'form submission of a bot dropped');
      return accept(form, request, reply, randomUUID());
    }
    guard.checkToken(String(fields[TOKEN_FIELD] ?? ''));
    const input = readSubmission(form, fields);
    const { leadId, created } = await this.#store(form, input, submissionId(request, fields), request);
    this.#results.count(form.name, created ? 'accepted' : 'repeated');
    return accept(form, request, reply, leadId);
  }

  /** The form as the caller of the graph: it may submit leads, nothing else. @throws {DomainError} */
  #identify({ form, guard }: ServedForm, request: FastifyRequest, fields: FormFields): void {
    const { accessControl } = this.#deps;
    const key = request.headers[FORM_KEY_HEADER] ?? fields[KEY_FIELD] ?? '';
    const identity = accessControl.identifyForm(String(key), request.ip);
    if (!form.keys.includes(identity.form))
      throw new DomainError('FORM_KEY_INVALID', `${KEY_FIELD}: found the key of another web form`);
    request.identity = identity;
    if (guard.limitsSubmissions) guard.admitSubmission();
    else accessControl.admit(identity);
  }

  async #store(form: WebForm, input: FormLead, id: string | undefined, request: FastifyRequest) {
    // keys are per subject: a form with two keys has two
    const idempotencyKey = digest(form.name, id, input);
    const minutes = id === undefined ? form.repeatMinutes : null;
    return (await this.#submit({ input, idempotencyKey, minutes }, request)).submitLead;
  }

  /** Answers an error: a browser gets the page of the failure, with the code only. */
  refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { routes, log } = this.#deps;
    const form = routes.find(nameOf(request))?.form;
    const isSubmission = form !== undefined && request.method === 'POST';
    if (isSubmission) this.#countRefusal(form, error, request);
    if (isSubmission && wantsPage(request)) this.#redirect(form, error, request, reply);
    else answerError(error, request, reply, log);
  }

  #redirect(form: WebForm, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { code } = describeError(error, request);
    if (code === 'INTERNAL') this.#deps.log.error({ requestId: request.id, err: error }, 'request failed');
    const page = new URL(form.redirects.failure);
    page.searchParams.set('code', code);
    void reply.redirect(page.href, 303);
  }

  #countRefusal(form: WebForm, error: unknown, request: FastifyRequest): void {
    const { code, status } = describeError(error, request);
    this.#results.count(form.name, status < 500 ? 'refused' : 'failed', code);
    this.#deps.log.info({ requestId: request.id, form: form.name, code }, 'form submission refused');
  }
}

function accept(form: WebForm, request: FastifyRequest, reply: FastifyReply, leadId: string): FastifyReply {
  return wantsPage(request) ? reply.redirect(form.redirects.success, 303) : reply.code(202).send({ lead_id: leadId });
}

/** Whether a browser shows the answer. */
function wantsPage({ headers }: FastifyRequest): boolean {
  return prefersToJson(headers.accept, 'text/html');
}

function isTrapped({ honeypot }: WebForm, fields: FormFields): boolean {
  return honeypot !== undefined && String(fields[honeypot] ?? '').trim() !== '';
}

function submissionId({ headers }: FastifyRequest, fields: FormFields): string | undefined {
  const id = headers['idempotency-key'] ?? fields[SUBMISSION_FIELD] ?? '';
  return String(id) || undefined;
}

/** SHA-256 of a submission: a visitor who corrects a value sends another one with the same id. */
function digest(form: string, id: string | undefined, input: FormLead): string {
  const content = JSON.stringify([form, id ?? null, input]);
  return `form:${createHash('sha256').update(content).digest('base64url')}`;
}

function nameOf(request: FastifyRequest): string {
  return (request.params as { readonly name: string }).name;
}
