/** The operator's identity can not be used. The message is a sentence for the operator: names of files, never what is in them. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError'
}
