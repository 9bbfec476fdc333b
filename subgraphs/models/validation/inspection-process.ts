import { DomainError } from '../../../platform/errors.ts';
import { type Candidate, type Inspection, inspectArtifact } from './inspect-artifact.ts';

/** What this process answers to one candidate. */
export type InspectionReply =
  | { readonly inspection: Inspection }
  | {
      readonly refusal: {
        readonly code: DomainError['code'];
        readonly message: string;
        readonly extensions: Readonly<Record<string, unknown>>;
        /** for the log: may hold values out of the file */
        readonly cause: string | undefined;
      };
    };

// a fault that is not a refusal ends the process: the parent reports how
process.once('message', async (candidate: Candidate) => {
  const reply = await inspectArtifact(candidate).then(
    (inspection): InspectionReply => ({ inspection }),
    (error: unknown): InspectionReply => {
      if (!(error instanceof DomainError)) throw error;
      const { code, message, extensions, cause } = error;
      return { refusal: { code, message, extensions, cause: rootCause(cause) } };
    },
  );
  process.send?.(reply);
  // that was all
  process.send?.(null, () => process.disconnect());
});

/** What the first of a chain of errors said. */
function rootCause(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return rootCause(cause.cause) ?? cause.message;
}
