import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import shared from '../shared/data.module.css';
import { Parts } from '../shared/parts.tsx';
import { BATCH_MESSAGES } from './batch.messages.ts';
import type { BatchJobFacts } from './job-figures.ts';

/** A batch job in words: its kind, model version or run, features and destinations. */
export function JobName({ job }: { readonly job: BatchJobFacts }): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const format = useFormat();
  const { kind, model, version, sourceJobId, asOf, outputs, startedBy, scheduledFor } = job;
  const subject = kind === 'SCORE' ? `${model}:${version}` : sourceJobId;
  return (
    <span className={shared.cell}>
      <span>
        {texts.kind[kind]} <bdi className={shared.mono}>{subject}</bdi>
      </span>
      <span className={shared.note}>
        <Parts
          of={[
            scheduledFor ? texts.scheduled : texts.by(startedBy),
            ...outputs.map((output) => texts.output[output]),
            asOf !== null && texts.asOfShown(format.dateTime(asOf)),
          ]}
        />
      </span>
    </span>
  );
}
