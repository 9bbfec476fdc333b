import { useState } from 'react';
import { fieldFaults } from '../../graph/field-faults.ts';
import type { GraphError } from '../../graph/graph-error.ts';

/** Faults of a form: those that the page found before sending, else those of the gateway. */
export interface FormFaults {
  /** fault of a field */
  readonly of: (field: string) => string | undefined;
  /** faults that belong to no field of the form */
  readonly others: readonly string[];
  /** Notes what the page found, by field. @returns whether there is nothing */
  readonly check: (found: Readonly<Record<string, string | false | undefined>>) => boolean;
}

/** Faults of a form beside their fields. */
export function useFormFaults(error: GraphError | null, fields: readonly string[]): FormFaults {
  const [own, setOwn] = useState<ReadonlyMap<string, string>>(new Map());
  const sent = own.size === 0 && error ? fieldFaults(error.faults, fields) : undefined;
  return {
    of: (field) => own.get(field) ?? sent?.fields.get(field),
    others: sent?.others ?? [],
    check(found) {
      const faults = Object.entries(found).filter((entry): entry is [string, string] => Boolean(entry[1]));
      setOwn(new Map(faults));
      return faults.length === 0;
    },
  };
}
