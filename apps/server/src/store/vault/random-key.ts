/** Of 32 random bytes some thirty differ; that fewer than twelve do happens to nobody. */
const FEWEST_VALUES = 12

/**
 * True for a key that no random generator made: zeros, one byte, a pattern that repeats, bytes that count up or down, a word
 * stretched to the length. What is random passes in all but one of 10^18 cases; a well disguised bad key passes as well.
 */
export function isNoRandomKey(bytes: Uint8Array): boolean {
  return new Set(bytes).size < FEWEST_VALUES || repeats(bytes) || counts(bytes)
}

/** The same again after at most half of it. */
function repeats(bytes: Uint8Array): boolean {
  for (let period = 1; period <= bytes.length / 2; period += 1) {
    if (bytes.every((byte, index) => index < period || byte === bytes[index - period])) return true
  }
  return false
}

/** Each byte the one before it plus the same. */
function counts(bytes: Uint8Array): boolean {
  const step = ((bytes[1] ?? 0) - (bytes[0] ?? 0)) & 0xff
  return bytes.every((byte, index) => index === 0 || ((byte - (bytes[index - 1] ?? 0)) & 0xff) === step)
}
