/** Whole seconds, cut: an instant is never shown later than it was, so "since" filters find it again. */
export function toUnixSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}
