import type { StatementPart, StatementReader } from '../statement-part.ts'
import { StatementError } from '../statement-part.ts'
import { type CutField, FieldCutter } from './field-cutter.ts'
import { createLineCutter } from './line-cutter.ts'
import { readMt940Account } from './mt940-account.ts'
import { readMt940Balance } from './mt940-balance.ts'
import { readMt940Entry, type WaitingEntry } from './mt940-entry.ts'

/** Fields after which a field 86 is about the statement, no longer about its last entry. */
const closing = /^(?:20|25P?|6[0-5][FM]?|90[CD])$/

/**
 * SWIFT MT940 and MT942 as banks send them, with or without the envelope of blocks. `currency` is that of the account, for
 * files that name none. Fields that are not known are passed over; an entry that cannot be read costs itself.
 */
export function createMt940Reader(currency = 'EUR'): StatementReader {
  const lines = createLineCutter()
  const fields = new FieldCutter()
  /** Field 61 that waits for its 86. */
  let entry: WaitingEntry | undefined
  let own = currency
  let interim = false
  let day: string | undefined
  let recognised = false

  function flush(): StatementPart[] {
    const waiting = entry
    entry = undefined
    return waiting ? [readMt940Entry(waiting, { currency: own, interim, day })] : []
  }

  function read(field: CutField): StatementPart[] {
    if (field.kind === 'message') {
      const before = flush()
      ;({ interim } = field)
      own = currency
      day = undefined
      return before
    }
    const { tag, text } = field
    if (/^(?:20|25P?|28C?|61|86|6[0-5][FM]?|34F|13D|90[CD])$/.test(tag)) recognised = true
    if (tag === '61') {
      const before = flush()
      entry = { text, details: [] }
      return before
    }
    if (tag === '86') entry?.details.push(text)
    // Beyond SWIFT: lines of text, each behind a number.
    if (tag === 'NS') entry?.details.push(text.replace(/^\d{2}/gm, ''))
    const before = closing.test(tag) ? flush() : []
    return [...before, ...surroundings(tag, text)]
  }

  function surroundings(tag: string, text: string): StatementPart[] {
    if (tag === '25' || tag === '25P') return [readMt940Account(text)]
    if (tag === '34F') {
      // Only reports of the day have a floor limit.
      interim = true
      own = /^[A-Z]{3}/.exec(text)?.[0] ?? own
      return []
    }
    if (tag === '13' || tag === '13D') interim ||= day === undefined
    const balance = /^6[0-5][FM]?$/.test(tag) ? readMt940Balance(tag, text) : undefined
    if (!balance) return []
    own = balance.currency
    if (tag.startsWith('60')) {
      // A report of the day opens with none.
      interim = false
      day = balance.day
    }
    return balance.part ? [balance.part] : []
  }

  function push(text: string): StatementPart[] {
    const found: StatementPart[] = []
    for (const line of lines.push(text)) {
      for (const field of fields.push(line)) found.push(...read(field))
    }
    return found
  }

  return {
    push,
    // A piece of text has fields of its own length.
    read: push,
    end() {
      const rest = [...lines.end().flatMap((line) => fields.push(line)), ...fields.end()]
      const last = [...rest.flatMap(read), ...flush()]
      if (!recognised) throw new StatementError('text that is not an MT940 statement')
      return last
    },
  }
}
