/**
 * HHD 1.4 optical transfer: the five bars of each step as one character in base 32, lowest bit the clock. The code goes
 * behind a fixed start pattern, bytes with their half-bytes swapped, each half-byte shown twice: clock on, clock off.
 */
export function flickerSequence(code: string): string {
  const hex = `0FFF${code}`.toUpperCase().replace(/[^0-9A-F]/g, '')
  let steps = ''
  for (let at = 0; at + 1 < hex.length; at += 2) {
    for (const digit of [hex.charAt(at + 1), hex.charAt(at)]) {
      const data = Number.parseInt(digit, 16) << 1
      steps += (data | 1).toString(32) + data.toString(32)
    }
  }
  return steps
}
