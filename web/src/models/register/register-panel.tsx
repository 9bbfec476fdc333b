import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ModelValidateDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { readSettings } from '../../sign-in/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Refusal } from '../shared/refusal.tsx';
import { DropZone } from './drop-zone.tsx';
import { FileList } from './file-list.tsx';
import { newIdempotencyKey } from './idempotency-key.ts';
import { DEFAULT_ARTIFACT_LIMIT_BYTES } from './model-file.ts';
import { base64Of, type Chosen, readFiles } from './read-files.ts';
import { REGISTER_MESSAGES } from './register.messages.ts';
import { RegisterForm } from './register-form.tsx';
import { ValidationReport } from './validation-report.tsx';

/** Content of a registration. */
export interface Upload {
  readonly artifactBase64: string;
  readonly manifest: object;
  /** the same for every attempt with these files */
  readonly key: string;
}

/** Registers a version: files, their dry run with every fault, then the registration itself. */
export function RegisterPanel({ model }: { readonly model?: string }): ReactNode {
  const texts = useMessages(REGISTER_MESSAGES);
  const mayRegister = useRight('models:promote');
  const mostBytes = useArtifactLimit();
  const [chosen, setChosen] = useState<Chosen>({});
  const [upload, setUpload] = useState<Upload>();
  const { mutate, reset, data, error, isPending } = useChange(ModelValidateDocument);
  if (!mayRegister) return null;
  const choose = (next: Chosen): void => {
    setChosen(next);
    setUpload(undefined);
    reset();
  };
  const check = async (): Promise<void> => {
    const { onnx, manifest } = chosen;
    if (!onnx || !manifest?.manifest) return;
    const sent = { artifactBase64: await base64Of(onnx.file), manifest: withModel(manifest.manifest, model) };
    setUpload({ ...sent, key: newIdempotencyKey() });
    mutate({ input: sent });
  };
  const isReady = chosen.onnx && chosen.manifest && !chosen.onnx.fault && !chosen.manifest.fault;
  const validation = data?.data.validateModelVersion;
  return (
    <Panel title={texts.title} actions={<a href="/schema/model-manifest.json">{texts.schema}</a>}>
      <DropZone
        mostBytes={mostBytes}
        onFiles={async (files) => choose({ ...chosen, ...(await readFiles(files, mostBytes)) })}
      />
      <FileList chosen={chosen} onRemove={(part) => choose(without(chosen, part))} />
      {isReady && (
        <div>
          <Button kind={validation?.isValid ? 'plain' : 'primary'} isBusy={isPending} onClick={() => void check()}>
            {texts.check}
          </Button>
        </div>
      )}
      <Refusal error={error} />
      {validation && <ValidationReport of={validation} />}
      {validation?.isValid && upload && <RegisterForm upload={upload} onDone={() => choose({})} />}
    </Panel>
  );
}

/** The gateway's limit; its default until the settings are read. */
function useArtifactLimit(): number {
  const { data } = useQuery({ queryKey: ['settings'], queryFn: readSettings, staleTime: Number.POSITIVE_INFINITY });
  return data?.artifactLimitBytes ?? DEFAULT_ARTIFACT_LIMIT_BYTES;
}

/** A manifest that names no model is of the one that is shown. */
function withModel(manifest: object, model: string | undefined): object {
  return model === undefined || 'model' in manifest ? manifest : { ...manifest, model };
}

function without(chosen: Chosen, part: keyof Chosen): Chosen {
  const { [part]: _, ...rest } = chosen;
  return rest;
}
