/**
 * HHD 1.4 optical transfer: the five bars of each step, first bar the clock. The code goes behind a fixed start pattern,
 * bytes with their half-bytes swapped, each half-byte shown twice: clock on, clock off.
 */
export function flickerSequence(code: string): boolean[][] {
  const hex = `0FFF${code}`.toUpperCase().replace(/[^0-9A-F]/g, '')
  const steps: boolean[][] = []
  for (let at = 0; at + 1 < hex.length; at += 2) {
    for (const digit of [hex.charAt(at + 1), hex.charAt(at)]) {
      const value = Number.parseInt(digit, 16)
      const data = [1, 2, 4, 8].map((bit) => (value & bit) !== 0)
      steps.push([true, ...data], [false, ...data])
    }
  }
  return steps
}
