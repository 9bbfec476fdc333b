export default function V(): React.ReactNode {
  return null;
}
