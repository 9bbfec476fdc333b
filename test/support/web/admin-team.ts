import { SCOPES } from '../../../platform/identity/identity.ts';
import type { Reader } from './reader.ts';
import { dialogOf, press } from './sales-team.ts';
import type { WebWorld } from './web-world.ts';

/** Opens a window of an admin at an address, and waits until all of it is there. */
export async function openAdmin(world: WebWorld, who: string, address: string): Promise<Reader> {
  const reader = await world.reader();
  await reader.signIn(await world.token(SCOPES.join(), who), address);
  await reader.settled();
  return reader;
}

/** Opens the dialog of a change by its button, checks what it says, states the reason, and makes the change. */
export async function makeChange(
  reader: Reader,
  name: string,
  { reason = 'a trial', says = [] }: { readonly reason?: string; readonly says?: readonly string[] } = {},
): Promise<void> {
  await press(reader, name);
  const dialog = dialogOf(reader);
  for (const text of says) await dialog.getByText(text).waitFor();
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** A file that is dropped. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Drops files on the element that has this text. */
export async function dropFiles({ page }: Reader, onto: string, files: readonly DroppedFile[]): Promise<void> {
  const sent = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const transfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    for (const { name, base64 } of ${JSON.stringify(sent)})
      data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    return data;
  })()`);
  await page.getByText(onto).dispatchEvent('drop', { dataTransfer: transfer });
  await transfer.dispose();
}
