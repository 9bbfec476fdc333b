/** A model whose log-odds cannot be read out of its graph as a sum; the message names the part at fault. */
export class Unreadable extends Error {}

/** @throws {Unreadable} naming the part at fault */
export function refuseIf(isUnreadable: boolean, part: string): void {
  if (isUnreadable) throw new Unreadable(part);
}
