import { dieWithParent } from '../../shared/die-with-parent.ts';
import { DomainError } from '../../shared/errors.ts';
import { type Candidate, type Inspection, inspectArtifact } from './inspect-artifact.ts';

/** What this process answers to one candidate. */
export type InspectionReply =
  | { readonly inspection: Inspection }
  | {
      readonly refusal: {
        readonly code: DomainError['code'];
        readonly message: string;
        readonly extensions: Readonly<Record<string, unknown>>;
      };
    };

dieWithParent();

// a fault that is not a refusal ends the process: the parent reports how
process.once('message', async (candidate: Candidate) => {
  const reply = await inspectArtifact(candidate).then(
    (inspection): InspectionReply => ({ inspection }),
    (error: unknown): InspectionReply => {
      if (!(error instanceof DomainError)) throw error;
      return { refusal: { code: error.code, message: error.message, extensions: error.extensions } };
    },
  );
  process.send?.(reply);
  // that was all
  process.send?.(null, () => process.disconnect());
});
