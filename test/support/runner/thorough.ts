/** Whether the run takes its time, as `.ci/run` does: random tests then try ten times as much. */
export function isThorough(): boolean {
  return process.env.CI === 'true' || isFull();
}

/** Whether trials that take a quarter of an hour each at their full size have it: only where somebody asks for it. */
export function isFull(): boolean {
  return process.env.THOROUGH === 'full';
}
