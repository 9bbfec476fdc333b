/** A step of a demo that did not happen. */
export class StepFailure extends Error {}
