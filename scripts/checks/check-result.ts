/** What a check answers. */
export interface CheckResult {
  /** How many things it looked at. */
  readonly seen: number
  /** How many there are: one that has seen less has failed, whatever it found. */
  readonly expected: number
  readonly problems: readonly string[]
  /** For the line that tells how it went. */
  readonly note?: string
}

export type Check = () => CheckResult | Promise<CheckResult>
