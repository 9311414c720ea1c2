/** A sealed value could not be opened. Says why in one word, and nothing of the value. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly reason: 'malformed' | 'unknown_key' | 'not_authentic'

  constructor(reason: VaultError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}
