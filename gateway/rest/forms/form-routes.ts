import { DomainError } from '../../../platform/errors.ts';
import type { FormGuard } from './form-guard.ts';
import type { WebForm } from './web-form.ts';

/** A form with its checks. */
export interface ServedForm {
  readonly form: WebForm;
  readonly guard: FormGuard;
}

const PATH = /^\/forms\/([\w.-]{1,64})(?=[/?]|$)/;

/** The served forms by name. */
export class FormRoutes {
  readonly #forms: ReadonlyMap<string, ServedForm>;

  constructor(forms: readonly ServedForm[]) {
    this.#forms = new Map(forms.map((served) => [served.form.name, served]));
  }

  /** Whether there is no form. */
  get isEmpty(): boolean {
    return this.#forms.size === 0;
  }

  /** The form of a name. @throws {DomainError} FORM_NOT_FOUND */
  get(name: string): ServedForm {
    const served = this.#forms.get(name);
    if (!served) throw new DomainError('FORM_NOT_FOUND', 'name: found no web form of this name');
    return served;
  }

  /** The form of a name; undefined without one. */
  find(name: string): ServedForm | undefined {
    return this.#forms.get(name);
  }

  /** Whether pages of an origin may use the routes of the form that a request's URL names. */
  allows(url: string, origin: string): boolean {
    const name = PATH.exec(url)?.[1];
    return name !== undefined && (this.#forms.get(name)?.guard.allows(origin) ?? false);
  }
}
