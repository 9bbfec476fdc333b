import { useState } from 'react';
import { LeadWhatIfDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { ShownLead } from '../facts/shown-lead.ts';
import { Effect } from './effect.tsx';
import { FeatureControls } from './feature-controls.tsx';
import { featureInput, type TriedValues, withValue } from './tried-values.ts';
import { useSettled } from './use-settled.ts';
import { WHAT_IF_MESSAGES } from './what-if.messages.ts';
import styles from './what-if.module.css';

const SETTLE_MS = 200;
const NONE: TriedValues = new Map();

/** Tries other values of a lead on the model. Nothing is recorded. */
export function WhatIf({ lead, onClose }: { readonly lead: ShownLead; readonly onClose: () => void }): React.ReactNode {
  const texts = useMessages(WHAT_IF_MESSAGES);
  const [tried, setTried] = useState(NONE);
  const settled = useSettled(tried, SETTLE_MS);
  const versions = useRight('models:read');
  const variables = { id: lead.id, features: featureInput(settled), versions };
  const query = useGraph(LeadWhatIfDocument, variables, { keepsPrevious: true });
  return (
    <Panel
      title={texts.title}
      actions={
        <div className={styles.actions}>
          <Button disabled={tried.size === 0} onClick={() => setTried(NONE)}>
            {texts.reset}
          </Button>
          <Button onClick={onClose}>{texts.close}</Button>
        </div>
      }
    >
      <p className={styles.note}>{texts.says}</p>
      <Answer of={query} lines={8}>
        {({ whatIf }) =>
          whatIf && (
            <>
              <Effect result={whatIf} isTried={settled.size > 0} />
              <FeatureControls
                features={whatIf.current.features}
                model={lead.score?.model}
                tried={tried}
                onTry={(name, value) => setTried(withValue(tried, name, value))}
              />
            </>
          )
        }
      </Answer>
    </Panel>
  );
}
