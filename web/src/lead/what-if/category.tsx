import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { SelectField } from '../../ui/field.tsx';
import { featureName, featureValue } from '../features/feature-text.ts';
import { useVocabulary } from '../vocabulary/use-vocabulary.ts';
import type { LeadFeature } from './feature-controls.tsx';
import { WHAT_IF_MESSAGES } from './what-if.messages.ts';

const FIELDS: Readonly<Record<string, string>> = { referral_source: 'source', licence_type: 'licenceType' };

/** A category of a lead that is tried by choosing another one that leads have. */
export function Category({
  feature,
  tried,
  onTry,
}: {
  readonly feature: LeadFeature;
  readonly tried: string | undefined;
  readonly onTry: (value: string | undefined) => void;
}): React.ReactNode {
  const texts = useMessages(WHAT_IF_MESSAGES);
  const format = useFormat();
  const known = useVocabulary(FIELDS[feature.name] ?? feature.name);
  return (
    <SelectField
      label={featureName(feature.name, format)}
      value={tried ?? ''}
      onChange={({ target }) => onTry(target.value || undefined)}
    >
      <option value="">{texts.same(featureValue(feature, format))}</option>
      {known
        .filter((value) => value !== feature.text)
        .map((value) => (
          <option key={value} value={value}>
            {featureValue({ ...feature, text: value }, format)}
          </option>
        ))}
    </SelectField>
  );
}
