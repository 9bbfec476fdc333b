import { type ReactNode, useState } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import { ModelChampionAtDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from '../shared/models.module.css';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { HISTORY_MESSAGES } from './history.messages.ts';
import { localTime } from './local-time.ts';

/** The champion of a model at a chosen time. */
export function ChampionAt({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  const [local, setLocal] = useState(() => localTime(serverNow()));
  const time = new Date(local);
  const isTime = !Number.isNaN(time.getTime());
  const query = useGraph(
    ModelChampionAtDocument,
    { model, time: isTime ? time.toISOString() : '' },
    { enabled: isTime, keepsPrevious: true },
  );
  return (
    <Panel title={texts.championAt}>
      <div className={styles.wideFields}>
        <TextField
          label={texts.time}
          type="datetime-local"
          value={local}
          onChange={({ target }) => setLocal(target.value)}
          data-volatile=""
        />
      </div>
      <div role="status">
        <Answer of={query} lines={1}>
          {({ championAt: champion }) =>
            champion ? (
              <p>
                <strong>{texts.was(words.version(champion.version))}</strong>{' '}
                {champion.promotedAt && (
                  <span data-volatile="">{texts.since(format.dateTime(champion.promotedAt))}</span>
                )}
                <bdi className={styles.secondary}>{champion.description}</bdi>
              </p>
            ) : (
              <p>{texts.nobody}</p>
            )
          }
        </Answer>
      </div>
    </Panel>
  );
}
