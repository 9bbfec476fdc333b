/** Where people see an alert. @param publicUrl where they reach the platform, without a slash at its end */
export function alertUrl(publicUrl: string | undefined, key: string): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl}/alerts/${encodeURIComponent(key)}`;
}

const THIS_MACHINE = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/;

/**
 * Base URL of links in notices. Undefined for a loopback address (localhost, 127.0.0.0/8, ::1, 0.0.0.0), which leads nowhere
 * where a notice is read.
 */
export function linkableUrl(publicUrl: string | undefined): string | undefined {
  return publicUrl === undefined || THIS_MACHINE.test(new URL(publicUrl).hostname) ? undefined : publicUrl;
}
