import type { Candidate } from './candidate.ts';
import type { RefusedPlace } from './refused-place.ts';
import type { StartDraft } from './start-draft.ts';

/** Props of a part of the form that starts a rollout. */
export interface StartPart {
  readonly draft: StartDraft;
  readonly onChange: (draft: StartDraft) => void;
  readonly refused: RefusedPlace | undefined;
}

/** Props of a part that has versions to choose from. */
export interface VersionsPart extends StartPart {
  readonly champion: number;
  readonly candidates: readonly Candidate[];
}
