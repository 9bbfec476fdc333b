import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { ContactKind } from '../keys/contact-keys.ts';
import { TAKEN_COLUMNS, type TakenColumn } from '../merge-rule.ts';

/** Fields of a lead that a survivor can take, as `COMPANY_SIZE` for the column `company_size`. */
export const LeadField: Readonly<Record<string, string>> = Object.fromEntries(
  TAKEN_COLUMNS.map((column) => [column.toUpperCase(), column.toUpperCase()]),
);

/** Column of a {@link LeadField}. */
export function columnOf(field: string): TakenColumn {
  return field.toLowerCase() as TakenColumn;
}

registerEnumType(LeadField, {
  name: 'LeadField',
  description: 'Field of a lead, such as COMPANY_SIZE for `companySize`.',
});

registerEnumType(ContactKind, {
  name: 'ContactKind',
  description: 'Contact detail that two leads share, however each of them is written.',
  valuesConfig: {
    EMAIL: { description: 'Their e-mail addresses are of one mailbox.' },
    PHONE: { description: 'Their telephone numbers are of one line.' },
  },
});

export { ContactKind };
