import { DomainError } from '../../../platform/errors.ts';
import { type Candidate, type Inspection, inspectArtifact } from './inspect-artifact.ts';

/** Reply of this process to one candidate. */
export type InspectionReply =
  | { readonly inspection: Inspection }
  | {
      readonly refusal: {
        readonly code: DomainError['code'];
        readonly message: string;
        readonly extensions: Readonly<Record<string, unknown>>;
        /** for the log: may contain values from the file */
        readonly cause: string | undefined;
      };
    };

// any other error ends the process, and the parent reports how
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
  // the process has no further work
  process.send?.(null, () => process.disconnect());
});

/** Message of the first error in a chain of causes. */
function rootCause(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return rootCause(cause.cause) ?? cause.message;
}
