import type { BatchOutput, StartBatchJobInput } from '../../graph/generated/graphql.ts';

/** Fields of leads by which a job's leads are chosen. */
export const CHOICES = ['industries', 'countries', 'sources', 'licenceTypes'] as const;

/** A field by which a job's leads are chosen. */
export type Choice = (typeof CHOICES)[number];

/** Values of the form for a new batch job. */
export interface JobForm {
  /** empty for the model that feeds the CRM */
  readonly model: string;
  /** empty for the champion */
  readonly version: string;
  /** of a `datetime-local` field, in the reader's zone; empty for the features of the lake */
  readonly asOf: string;
  readonly outputs: ReadonlySet<BatchOutput>;
  readonly onlyChanged: boolean;
  readonly includeClosed: boolean;
  readonly chosen: Readonly<Record<Choice, ReadonlySet<string>>>;
}

/** A part of the form: shows it, and changes it. */
export interface JobFormPart {
  readonly form: JobForm;
  readonly onChange: (form: JobForm) => void;
}

/** The form at first: all open leads that changed, by the champion, to both destinations. */
export const FIRST_FORM: JobForm = {
  model: '',
  version: '',
  asOf: '',
  outputs: new Set(['LOG', 'LAKE']),
  onlyChanged: true,
  includeClosed: false,
  chosen: { industries: new Set(), countries: new Set(), sources: new Set(), licenceTypes: new Set() },
};

/** Input of `startBatchJob` for a form: what is not chosen is left to the gateway's defaults. */
export function jobInput({
  model,
  version,
  asOf,
  outputs,
  onlyChanged,
  includeClosed,
  chosen,
}: JobForm): StartBatchJobInput {
  const conditions = Object.fromEntries(
    CHOICES.filter((choice) => chosen[choice].size > 0).map((choice) => [choice, [...chosen[choice]]]),
  );
  const filter = { ...conditions, ...(includeClosed && { includeClosed }) };
  return {
    ...(model && { model }),
    ...(version && { modelVersion: Number(version) }),
    ...(asOf && { asOf: new Date(asOf).toISOString() }),
    ...(Object.keys(filter).length > 0 && { filter }),
    outputs: [...outputs],
    onlyChanged,
  };
}

/** A set with a value added, or taken out when it is in. */
export function toggled<Value>(set: ReadonlySet<Value>, value: Value): ReadonlySet<Value> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
