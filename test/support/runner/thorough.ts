/** Whether the run takes its time, as `.ci/run` does: random tests then try ten times as much. */
export function isThorough(): boolean {
  return process.env.CI === 'true';
}
