import { Counter, type Registry } from 'prom-client';

/** Result of a submission: its lead is stored, was stored before, it is a bot's and dropped, refused, or failed. */
export type FormResult = 'accepted' | 'repeated' | 'honeypot' | 'refused' | 'failed';

/** Counts the submissions of web forms. */
export class FormMetrics {
  readonly #submissions: Counter<'form' | 'result' | 'code'>;

  constructor(registry: Registry) {
    this.#submissions = new Counter({
      name: 'leadscore_form_submissions_total',
      help: 'Submissions of web forms by form, result (accepted, repeated, honeypot, refused or failed) and error code.',
      labelNames: ['form', 'result', 'code'],
      registers: [registry],
    });
  }

  /** @param form a form of the file: its labels are few */
  count(form: string, result: FormResult, code = ''): void {
    this.#submissions.inc({ form, result, code });
  }
}
