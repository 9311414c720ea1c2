import type { BankTransaction } from '@raccord/connector-kit'

/** What banks write where they have no reference: two entries with it are two. */
const none = /^(?:0+|-+|NOT ?PROVIDED|NONREF|NULL|N\/A)$/i

/** The entry without ids that are none, of whatever bank: what is left says which two are one. */
export function withKnownReferences(entry: BankTransaction): BankTransaction {
  const { bankId, entryReference, stableReference, ...rest } = entry
  const [noId, noReference] = [bankId, entryReference].map((id) => id !== undefined && none.test(id.trim()))
  if (!noId && !noReference) return entry
  return {
    ...rest,
    ...(noId || bankId === undefined ? {} : { bankId }),
    ...(noReference || entryReference === undefined ? {} : { entryReference }),
    ...(noReference || stableReference === undefined ? {} : { stableReference }),
  }
}
