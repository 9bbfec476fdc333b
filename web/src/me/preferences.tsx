import { DIGITS, digits, LANGUAGE_NAMES, LANGUAGES, language } from '../language/language.ts';
import { useMessages } from '../language/messages.ts';
import { useStore } from '../store/store.ts';
import { THEMES, theme } from '../theme/theme.ts';
import { SelectField } from '../ui/field.tsx';
import { SINGLE_KEYS, singleKeys } from '../ui/shortcuts.ts';
import { ME_MESSAGES } from './me.messages.ts';

/** Language, digits, theme and shortcuts. They stay in this browser. */
export function Preferences(): React.ReactNode {
  const texts = useMessages(ME_MESSAGES);
  const chosen = useStore(language);
  const chosenDigits = useStore(digits);
  return (
    <>
      <SelectField
        label={texts.language}
        value={chosen}
        onChange={({ target }) => language.set(LANGUAGES.find((of) => of === target.value) ?? 'en')}
      >
        {LANGUAGES.map((of) => (
          <option key={of} value={of} lang={of}>
            {LANGUAGE_NAMES[of]}
          </option>
        ))}
      </SelectField>
      {chosen === 'ar' && (
        <SelectField
          label={texts.digits}
          value={chosenDigits}
          onChange={({ target }) => digits.set(DIGITS.find((of) => of === target.value) ?? 'latn')}
        >
          <option value="latn">0123456789</option>
          <option value="arab">٠١٢٣٤٥٦٧٨٩</option>
        </SelectField>
      )}
      <SelectField
        label={texts.theme}
        value={useStore(theme)}
        onChange={({ target }) => theme.set(THEMES.find((of) => of === target.value) ?? 'system')}
      >
        {THEMES.map((of) => (
          <option key={of} value={of}>
            {texts.themes[of]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={texts.singleKeys}
        hint={texts.singleKeysHint}
        value={useStore(singleKeys)}
        onChange={({ target }) => singleKeys.set(SINGLE_KEYS.find((of) => of === target.value) ?? 'on')}
      >
        {SINGLE_KEYS.map((of) => (
          <option key={of} value={of}>
            {texts.singleKeysChoices[of]}
          </option>
        ))}
      </SelectField>
    </>
  );
}
