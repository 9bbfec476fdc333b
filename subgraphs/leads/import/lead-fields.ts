import { OPEN_STAGES } from '../../../lake/silver/lead-stages.ts';
import { number, text, time } from './value-source.ts';

/** Sources of the fields of a lead in a mapping. */
export const leadFields = {
  createdAt: time,
  name: text.optional(),
  email: text.optional(),
  phone: text.optional(),
  company: text.optional(),
  companySize: number.optional(),
  industry: text.optional(),
  country: text.optional(),
  nationality: text.optional(),
  emirate: text.optional(),
  source: text.optional(),
  campaign: text.optional(),
  licenceType: text.optional(),
  businessActivity: text.optional(),
  owner: text.optional(),
  stage: text.optional().describe(`one of ${OPEN_STAGES.join(', ')}; NEW when absent`),
};
