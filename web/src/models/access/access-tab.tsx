import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Panel } from '../../ui/panel.tsx';
import { NoRight } from '../../ui/states.tsx';
import styles from '../shared/models.module.css';
import { ACCESS_MESSAGES } from './access.messages.ts';
import { Registry } from './registry.tsx';
import { Tokens } from './tokens.tsx';
import { Webhooks } from './webhooks.tsx';

/** Access to the models from outside: machine tokens, webhooks, MLflow. */
export default function AccessTab(): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const maySeeTokens = useRight('tokens:write');
  return (
    <div className={styles.stack}>
      {maySeeTokens ? (
        <Tokens />
      ) : (
        <Panel title={texts.tokens}>
          <NoRight scope="tokens:write" />
        </Panel>
      )}
      <Webhooks />
      <Registry />
    </div>
  );
}
