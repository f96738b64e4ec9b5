/** `139.6 MB`, as hosts of models count: a thousand to a step. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const step = bytes < 999_950 ? 1 : bytes < 999_950_000 ? 2 : 3;
  return `${(bytes / 1_000 ** step).toFixed(1)} ${['kB', 'MB', 'GB'][step - 1]}`;
}
