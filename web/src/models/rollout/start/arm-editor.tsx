import type { ReactNode } from 'react';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { Disclosure } from '../../shared/disclosure.tsx';
import { FocusPlace } from '../../shared/focus-place.tsx';
import styles from '../../shared/models.module.css';
import { MODEL_WORDS } from '../../shared/words.messages.ts';
import { refusedAt } from './refused-place.ts';
import { SETTINGS_MESSAGES } from './settings.messages.ts';
import { START_MESSAGES } from './start.messages.ts';
import own from './start.module.css';
import { DEFAULTS, hasOwnArms, treatmentsOf } from './start-draft.ts';
import type { VersionsPart } from './start-part.ts';
import { shareOf } from './typed-number.ts';
import { treatedShare, treatmentFaults } from './version-shares.ts';
import { ShareField, VersionSharesEditor } from './version-shares-editor.tsx';

const FIRST_SHARE = '10';

/** Arms of an A/B test: the versions under test with their shares, and the champion, which answers the rest. */
export function ArmEditor({ draft, onChange, champion, candidates, refused }: VersionsPart): ReactNode {
  const texts = useMessages(SETTINGS_MESSAGES);
  const { defaults, changed, restore } = useMessages(START_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  const treatments = treatmentsOf(draft);
  const [fault, ...faults] = treatmentFaults(treatments);
  const refusal = refusedAt(refused, 'arms');
  const percent = (share: number): string => (share > 0 ? format.percent(share) : '–');
  const names = {
    row: texts.arm,
    remove: texts.removeArm,
    add: texts.addArm,
    share: texts.armShare,
    range: texts.armRange,
  };
  const isRefused = draft.arms.some(({ version }) => refusedAt(refused, `version ${version}`) !== undefined);
  const hasFault = [fault, ...faults].some((each) => each !== undefined) || refusal !== undefined || isRefused;
  return (
    <Disclosure
      hasFault={hasFault}
      summary={`${texts.arms}: ${[
        texts.ofChampion(words.version(champion), percent(1 - treatedShare(treatments))),
        ...treatments.map(({ version, share }) => `${words.version(version)}: ${percent(shareOf(share))}`),
      ].join(', ')} (${hasOwnArms(draft) ? changed : defaults})`}
    >
      <FocusPlace state={String(hasOwnArms(draft))}>
        {refusal && <p className={styles.refusal}>{refusal}</p>}
        <fieldset className={styles.fieldset}>
          <legend>{words.version(draft.version)}</legend>
          <div className={own.pair}>
            <ShareField
              names={names}
              share={draft.armShare}
              fault={fault}
              onChange={(armShare) => onChange({ ...draft, armShare })}
            />
          </div>
        </fieldset>
        <VersionSharesEditor
          rows={draft.arms}
          faults={faults}
          refused={refused}
          candidates={candidates}
          taken={[draft.version, ...draft.shadows.map(({ version }) => version)]}
          names={names}
          firstShare={FIRST_SHARE}
          onChange={(arms) => onChange({ ...draft, arms })}
        />
        {hasOwnArms(draft) && (
          <div className={styles.row}>
            <Button kind="quiet" onClick={() => onChange({ ...draft, armShare: DEFAULTS.armShare, arms: [] })}>
              {restore}
            </Button>
          </div>
        )}
      </FocusPlace>
    </Disclosure>
  );
}
