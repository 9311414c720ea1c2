/** For an option that may be given several times: `.option('--x <x>', '…', collect, [])`. */
export function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value]
}
