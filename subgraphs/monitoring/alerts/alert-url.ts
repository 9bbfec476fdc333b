/** Where people see an alert. @param publicUrl where they reach the platform, without a slash at its end */
export function alertUrl(publicUrl: string | undefined, key: string): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl}/alerts/${encodeURIComponent(key)}`;
}
