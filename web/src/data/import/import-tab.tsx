/** placeholder */
export default function Tab(): React.ReactNode {
  return null;
}
