import { session } from '../../session/session.ts';

/**
 * Fetches an export of the gateway with the reader's token, and hands it to the browser as a file.
 *
 * @throws {Error} when the gateway refuses, or breaks off before the end
 */
export async function saveExport(address: string, name: string): Promise<void> {
  const { token } = session.get();
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, credentials: 'omit' });
  if (!response.ok) throw new Error(`${response.status} ${await reasonOf(response)}`);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The gateway's reason, a problem document (RFC 9457), in one line. */
async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { code, detail }: { code?: string; detail?: string } = JSON.parse(text);
    return [code, detail].filter(Boolean).join(': ');
  } catch {
    // a proxy before the gateway answers in its own format
    return text.slice(0, 200);
  }
}
