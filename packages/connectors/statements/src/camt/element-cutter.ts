import { maxEntryLength, StatementError } from '../statement-part.ts'

/** One whole element as text, and the local name of the element around it. */
export interface CutElement {
  readonly name: string
  readonly parent: string
  readonly xml: string
}

/** ISO 20022 messages are far flatter; deeper is an attack on a parser's stack. */
const maxDepth = 40
/** Tags hold no data in these messages. */
const maxTagLength = 20_000

/**
 * Cuts wanted elements out of an XML text that comes in pieces, so that a statement of any size needs the memory of one
 * entry. Inside a wanted element nothing is looked at but its end. Document type declarations are refused: entities come
 * with them, and no bank message has one.
 */
export class ElementCutter {
  readonly #wanted: ReadonlySet<string>
  readonly #landmark: RegExp
  readonly #path: string[] = []
  #rest = ''
  /** Where in `#rest` the search goes on. */
  #at = 0
  /** The wanted element whose end is not here yet: its tag's name as written, where it begins, where to look on. */
  #open: { readonly written: string; readonly start: number; from: number } | undefined

  /** `landmark`: name of an element that any document worth reading has. */
  constructor(wanted: readonly string[], landmark: RegExp) {
    this.#wanted = new Set(wanted)
    this.#landmark = landmark
  }

  /** Whether the landmark was passed. */
  recognised = false

  push(text: string): CutElement[] {
    this.#rest = this.#at > 0 ? this.#rest.slice(this.#at) + text : this.#rest + text
    if (this.#open) this.#open = { ...this.#open, start: 0, from: Math.max(0, this.#open.from - this.#at) }
    this.#at = 0
    const found: CutElement[] = []
    while (this.#open ? this.#close(found) : this.#step());
    return found
  }

  /** @throws StatementError when elements are still open, or nothing was recognised. */
  end(): void {
    if (!this.recognised) throw new StatementError('XML that is not a camt message')
    if (this.#path.length > 0 || this.#open) throw new StatementError('the document ends in the middle')
  }

  /** Looks for the end of the open element. False: it has not come yet. */
  #close(found: CutElement[]): boolean {
    const open = this.#open
    if (!open) return false
    const mark = `</${open.written}`
    for (let from = open.from; ; ) {
      const at = this.#rest.indexOf(mark, from)
      const after = this.#rest[at + mark.length]
      if (at === -1 || after === undefined) {
        this.#at = open.start
        open.from = at === -1 ? Math.max(open.start, this.#rest.length - mark.length) : at
        if (this.#rest.length - open.start > maxEntryLength) throw new StatementError('an entry without end')
        return false
      }
      const end = this.#rest.indexOf('>', at)
      // `</Ntry` also begins `</NtryDtls>`.
      if (after !== '>' && !/\s/.test(after)) {
        from = at + mark.length
        continue
      }
      if (end === -1) {
        open.from = at
        this.#at = open.start
        return false
      }
      found.push({
        name: localName(open.written),
        parent: this.#path.at(-1) ?? '',
        xml: this.#rest.slice(open.start, end + 1),
      })
      this.#at = end + 1
      this.#open = undefined
      return true
    }
  }

  /** One tag, comment or instruction further. False: the next one is not here in full. */
  #step(): boolean {
    const start = this.#rest.indexOf('<', this.#at)
    if (start === -1) {
      this.#at = this.#rest.length
      return false
    }
    this.#at = start
    const next = this.#rest[start + 1]
    if (next === undefined) return false
    if (next === '!') return this.#declaration(start)
    if (next === '?') return this.#skipTo('?>', start)
    const end = tagEnd(this.#rest, start)
    if (end === -1) return this.#incomplete(start)
    const closing = next === '/'
    const empty = this.#rest[end - 1] === '/'
    const written = /^[^\s/>]+/.exec(this.#rest.slice(start + (closing ? 2 : 1), end))?.[0] ?? ''
    if (closing) {
      if (this.#path.pop() !== localName(written)) throw new StatementError('elements that do not close')
    } else if (!empty) {
      if (this.#wanted.has(localName(written)) && this.recognised) {
        this.#open = { written, start, from: end + 1 }
        return true
      }
      const name = localName(written)
      if (this.#landmark.test(name)) this.recognised = true
      if (this.#path.push(name) > maxDepth) throw new StatementError('elements nested too deep')
    }
    this.#at = end + 1
    return true
  }

  #declaration(start: number): boolean {
    const head = this.#rest.slice(start, start + 9)
    if (head.startsWith('<!--')) return this.#skipTo('-->', start)
    if (head.startsWith('<![CDATA[')) return this.#skipTo(']]>', start)
    if (head.length < 9 && ('<!--'.startsWith(head) || '<![CDATA['.startsWith(head))) return false
    throw new StatementError('a document type declaration')
  }

  #skipTo(mark: string, start: number): boolean {
    const end = this.#rest.indexOf(mark, start)
    if (end === -1) return this.#incomplete(start)
    this.#at = end + mark.length
    return true
  }

  #incomplete(start: number): false {
    if (this.#rest.length - start > maxTagLength) throw new StatementError('a tag without end')
    return false
  }
}

export function localName(written: string): string {
  return written.slice(written.indexOf(':') + 1)
}

/** Position of the `>` that ends a tag; one inside quotes does not. */
function tagEnd(text: string, start: number): number {
  let end = text.indexOf('>', start)
  while (end !== -1) {
    const quote = openQuote(text, start, end)
    if (quote === undefined) return end
    const closed = text.indexOf(quote, end)
    end = closed === -1 ? -1 : text.indexOf('>', closed)
  }
  return -1
}

function openQuote(text: string, start: number, end: number): string | undefined {
  let open: string | undefined
  for (let at = start; at < end; at++) {
    const char = text[at]
    if (open !== undefined) {
      if (char === open) open = undefined
    } else if (char === '"' || char === "'") open = char
  }
  return open
}
