import type { ReactNode } from 'react';
import { Link } from 'wouter';
import {
  ModelArchiveDocument,
  ModelPromoteDocument,
  ModelRemoveChallengerDocument,
  ModelRequestPromotionDocument,
  ModelSetChallengerDocument,
  ModelStageDocument,
} from '../../graph/generated/graphql.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { CHANGES_MESSAGES } from './changes.messages.ts';
import type { ShownModel, ShownVersion } from './versions-tab.tsx';

interface Target {
  readonly model: ShownModel;
  readonly version: ShownVersion;
}

/** Changes that a version can take in its stage. An open rollout leaves none of them. */
export function VersionActions({ model, version }: Target): ReactNode {
  const texts = useMessages(CHANGES_MESSAGES);
  const mayPromote = useRight('models:promote');
  if (!mayPromote) return <p className={styles.hint}>{texts.notOffered}</p>;
  if (model.rollout || version.stage === 'PRODUCTION') return null;
  return (
    <div className={styles.row}>
      {version.stage === 'ARCHIVED' ? (
        <Stage model={model} version={version} />
      ) : (
        <>
          {version.stage === 'NONE' && <Stage model={model} version={version} />}
          <Challenger model={model} version={version} />
          <Archive model={model} version={version} />
          <Promotion model={model} version={version} />
        </>
      )}
      {model.champion && (
        <Link href={`/models/rollout?model=${encodeURIComponent(model.name)}&start=${version.version}`}>
          {texts.rollout}
        </Link>
      )}
    </div>
  );
}

function Stage({ model: { name }, version: { version } }: Target): ReactNode {
  const texts = useMessages(CHANGES_MESSAGES);
  return (
    <ChangeButton
      label={texts.stage}
      document={ModelStageDocument}
      variables={(reason) => ({ model: name, version, reason })}
      consequences={texts.staging}
      done={texts.staged(version)}
      draft={`models.stage.${name}.${version}`}
    />
  );
}

function Archive({ model: { name }, version: { version } }: Target): ReactNode {
  const texts = useMessages(CHANGES_MESSAGES);
  return (
    <ChangeButton
      label={texts.archive}
      document={ModelArchiveDocument}
      variables={(reason) => ({ model: name, version, reason })}
      consequences={texts.archiving(version)}
      done={texts.archived(version)}
      draft={`models.archive.${name}.${version}`}
    />
  );
}

function Challenger({ model: { name, challenger }, version: { version } }: Target): ReactNode {
  const texts = useMessages(CHANGES_MESSAGES);
  if (challenger?.version === version)
    return (
      <ChangeButton
        label={texts.noChallenger}
        document={ModelRemoveChallengerDocument}
        variables={(reason) => ({ model: name, reason })}
        consequences={texts.unchallenging(version)}
        done={texts.challengerRemoved}
        draft={`models.unchallenge.${name}`}
      />
    );
  return (
    <ChangeButton
      label={texts.challenger}
      document={ModelSetChallengerDocument}
      variables={(reason) => ({ model: name, version, reason })}
      consequences={texts.challenging(version, challenger?.version)}
      done={texts.challengerSet(version)}
      draft={`models.challenge.${name}.${version}`}
    />
  );
}

/** With the gate APPROVAL a promotion is requested; without it, both ways are open. */
function Promotion({ model: { name, champion, promotionPolicy }, version: { version } }: Target): ReactNode {
  const texts = useMessages(CHANGES_MESSAGES);
  const needsApproval = promotionPolicy.gates.includes('APPROVAL');
  return (
    <>
      <ChangeButton
        label={texts.request}
        kind={needsApproval ? 'primary' : 'plain'}
        document={ModelRequestPromotionDocument}
        variables={(reason) => ({ model: name, version, reason })}
        consequences={texts.requesting}
        done={texts.requested(version)}
        draft={`models.request.${name}.${version}`}
      />
      {!needsApproval && (
        <ChangeButton
          label={texts.promote}
          title={texts.promoteTitle(version)}
          kind="primary"
          document={ModelPromoteDocument}
          variables={(reason) => ({ model: name, version, reason })}
          consequences={texts.promoting(version, champion?.version)}
          done={texts.promoted(version)}
          draft={`models.promote.${name}.${version}`}
        />
      )}
    </>
  );
}
