import { ibanOf } from '@raccord/connector-kit'
import { maxEntryLength, StatementError } from '../statement-part.ts'

export type CutField =
  | { readonly kind: 'field'; readonly tag: string; readonly text: string }
  /** What follows is another message. `interim`: its envelope says that it is an MT942. */
  | { readonly kind: 'message'; readonly interim: boolean }

const tagged = /^\s?:(\d{2}[A-Z]?|NS):(.*)$/

/** What a value must look like, where payers write lines as `:20:15 Uhr`. Tags that are not here never interrupt a text. */
const shapes: { readonly [tag: string]: RegExp } = {
  '61': /^\s*\d{4}/,
  '86': /^/,
  NS: /^/,
  '13': /^\d{10}/,
  '13D': /^\d{10}/,
  '34F': /^[A-Z]{3}[CD]?\d/,
  '90C': /^\d+[A-Z]{3}/,
  '90D': /^\d+[A-Z]{3}/,
}
const balance = /^[CD]\d{6}[A-Z]{3}/

/** What may stand behind `:20:` in a message, and never behind a text that only looks like it. */
const behindReference = /^(?:21|25P?|28C?|34F|13D?|60[FM])$/

/**
 * Lines to fields. A field goes on until the next one begins, and in the text of an entry that is not every line that looks
 * so: `:20:15 Uhr`, `- danke` and a hyphen alone are words of a person unless what follows shows otherwise.
 */
export class FieldCutter {
  #tag: string | undefined
  #text: string[] = []
  #length = 0
  /** `entries`: between the first and the closing balance, where texts of people are. */
  #stage: 'head' | 'entries' | 'closing' = 'head'
  /** Lines that begin a message or are text: the next one tells. */
  #doubtful: string[] = []
  #interim = false

  push(line: string): CutField[] {
    if (line.trim() === '') return []
    const found: CutField[] = []
    if (this.#doubtful.length > 0) {
      const begins = this.#settles(line)
      if (begins === undefined) {
        this.#doubtful.push(line)
        return []
      }
      for (const one of this.#settle(begins)) found.push(one)
    }
    for (const one of this.#line(line)) found.push(one)
    return found
  }

  end(): CutField[] {
    // A hyphen alone is how a message ends.
    const ended = this.#doubtful[0] !== undefined && isHyphen(this.#doubtful[0])
    return [...(this.#doubtful.length > 0 ? this.#settle(ended) : []), ...this.#close()]
  }

  /** Whether doubtful lines begin or end a message, now that this one comes; `undefined`: still in doubt. */
  #settles(line: string): boolean | undefined {
    const tag = tagged.exec(line)?.[1]
    if (/^\{\d:/.test(line)) return true
    if (isHyphen(this.#doubtful[0] ?? '')) {
      return tag === '20' || (tag === '25' && isAccount(tagged.exec(line)?.[2] ?? ''))
    }
    if (tag === undefined) return undefined
    return behindReference.test(tag)
  }

  #settle(begins: boolean): CutField[] {
    const lines = this.#doubtful
    this.#doubtful = []
    if (!begins) {
      for (const line of lines) this.#more(line)
      return []
    }
    if (isHyphen(lines[0] ?? '')) return this.#message()
    const [first = '', ...more] = lines
    const found = this.#open('20', tagged.exec(first)?.[2] ?? '')
    for (const line of more) this.#more(line)
    return found
  }

  #line(line: string): CutField[] {
    const block = /^\{\d:[^\n]*/.exec(line)
    if (block) return this.#block(line)
    const match = tagged.exec(line)
    if (match) {
      const [, tag = '', text = ''] = match
      if (this.#stage !== 'entries') return this.#open(tag, text)
      if (tag === '20' && this.#tag === '86') {
        this.#doubtful = [line]
        return []
      }
      if (this.#interrupts(tag, text)) return this.#open(tag, text)
    } else if (this.#ends(line)) {
      const ended = this.#message()
      // The next envelope may stand on the line of the trailer before.
      const next = line.indexOf('{1:')
      return next === -1 ? ended : [...ended, ...this.#block(line.slice(next))]
    } else if (this.#stage === 'entries' && isHyphen(line)) {
      this.#doubtful = [line]
      return []
    } else if (this.#stage !== 'entries' && /^:?942\b/.test(line)) {
      this.#interim = true
      return []
    }
    this.#more(line)
    return []
  }

  #interrupts(tag: string, text: string): boolean {
    if (/^6[0-5][FM]?$/.test(tag) && tag !== '61') return balance.test(text)
    if (tag === '25' || tag === '25P') return isAccount(text)
    if (tag === '20' || shapes[tag]?.test(text)) return true
    // A field of the bank's own, but a time (`:15:30 Uhr`) is text, and within the text of field 86 anything is.
    return this.#tag !== '86' && !(tag in shapes) && !/^2[18]/.test(tag) && !/^\d{2}\b/.test(text)
  }

  #ends(line: string): boolean {
    if (/^-\}(?:\s*\{.*)?$/.test(line.trim())) return true
    // `-XXX` of Dutch banks.
    return this.#stage !== 'entries' && /^-[X\s]*$/.test(line)
  }

  /** `{1:F01…}{2:I940…}{4:`, and sometimes the first field behind it. */
  #block(line: string): CutField[] {
    const found = this.#message(/\{2:[IO]942/.test(line))
    const at = line.indexOf('{4:')
    const rest = at === -1 ? '' : line.slice(at + 3)
    return rest.trim() === '' ? found : [...found, ...this.#line(rest)]
  }

  /** Ends one; the next begins with its field 20. */
  #message(interim = false): CutField[] {
    const found = this.#close()
    this.#stage = 'head'
    this.#interim = interim
    return found
  }

  #open(tag: string, text: string): CutField[] {
    const found = this.#close()
    if (tag === '20' || (tag === '25' && this.#stage !== 'head')) {
      found.push({ kind: 'message', interim: this.#interim })
      this.#interim = false
      this.#stage = 'head'
    } else if (tag === '61') this.#stage = 'entries'
    else if (/^(?:62[FM]|64|65|90[CD])$/.test(tag)) this.#stage = 'closing'
    this.#tag = tag
    this.#text = [text]
    this.#length = text.length
    return found
  }

  #more(line: string): void {
    if (this.#tag === undefined) return
    this.#text.push(line)
    this.#length += line.length
    if (this.#length > maxEntryLength) throw new StatementError('a field without end')
  }

  #close(): CutField[] {
    const tag = this.#tag
    this.#tag = undefined
    return tag === undefined ? [] : [{ kind: 'field', tag, text: this.#text.join('\n') }]
  }
}

function isHyphen(line: string): boolean {
  return /^-\s*$/.test(line)
}

/** `IBAN`, `BLZ/account`, with or without the currency behind. */
function isAccount(text: string): boolean {
  const bare = text.trim().replace(/\s?[A-Z]{3}$/, '')
  return ibanOf(bare) !== undefined || /^[A-Z0-9]{6,34}[/ ]?[A-Z0-9]{4,34}$/.test(bare)
}
