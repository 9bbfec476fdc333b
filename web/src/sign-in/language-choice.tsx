import { LANGUAGE_NAMES, LANGUAGES, language } from '../language/language.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import styles from './sign-in.module.css';

/** Languages of the page, each by its own name. */
export function LanguageChoice(): React.ReactNode {
  const chosen = useStore(language);
  return (
    <div className={styles.languages}>
      {LANGUAGES.map((of) => (
        <Button key={of} kind="quiet" lang={of} aria-pressed={of === chosen} onClick={() => language.set(of)}>
          {LANGUAGE_NAMES[of]}
        </Button>
      ))}
    </div>
  );
}
