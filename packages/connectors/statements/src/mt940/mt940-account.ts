import { ibanOf } from '@raccord/connector-kit'
import type { StatementPart } from '../statement-part.ts'

/** Field 25: `IBAN`, `BLZ/account`, `BIC/IBAN`, with or without the currency behind. Field 25P has a BIC on a line of its own. */
export function readMt940Account(text: string): StatementPart {
  const clean = text.split('\n')[0]?.trim() ?? ''
  const whole = ibanIn(clean)
  const currency = whole === undefined ? /\s?([A-Z]{3})$/.exec(clean)?.[1] : undefined
  const bare = (currency === undefined ? clean : clean.slice(0, -3)).trim()
  const iban = whole ?? ibanIn(bare)
  return {
    kind: 'account',
    iban,
    number: iban === undefined ? bare || undefined : undefined,
    currency,
  }
}

function ibanIn(text: string): string | undefined {
  return ibanOf(text) ?? ibanOf(text.slice(text.lastIndexOf('/') + 1))
}
