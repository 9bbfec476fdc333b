/** placeholder */
export function ImportBanner(): React.ReactNode {
  return null;
}
