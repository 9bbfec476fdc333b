/** Told what is being done and how far it is; the last call of a task has `done` equal to `total`. */
export type ShowProgress = (task: string, done: number, total: number) => void;
