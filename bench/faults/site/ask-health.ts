/** Status of a probe of a gateway, as a word for an observation. */
export async function askHealth(url: string, path: '/health' | '/ready'): Promise<string> {
  const status = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => `${response.status}`,
    () => 'no answer',
  );
  return `${path} ${status}`;
}
