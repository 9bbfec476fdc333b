const names: string[] = [];

/** Closes a part of the program under a name that {@link stillClosing} lists until it is done. */
export async function closePart(name: string, close: () => Promise<unknown> | undefined): Promise<void> {
  names.push(name);
  try {
    await close();
  } finally {
    names.splice(names.indexOf(name), 1);
  }
}

/** Parts of the program whose close is under way, the outer before the inner. */
export function stillClosing(): readonly string[] {
  return [...names];
}
