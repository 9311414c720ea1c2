/** Too many passwords wait to be checked: try again later. Becomes 429 at the edge. */
export class PasswordsBusyError extends Error {
  override readonly name = 'PasswordsBusyError'
}
