import { maxEntryLength, StatementError } from '../statement-part.ts'
import { OpenElement } from './open-element.ts'

/** One whole element as text, and the local name of the element around it. */
export interface CutElement {
  readonly name: string
  readonly parent: string
  /** Without the elements that were cut out of it. */
  readonly xml: string
  /** With them. */
  readonly whole: () => string
}

/** ISO 20022 messages are far flatter; deeper is an attack on a parser's stack. */
const maxDepth = 40
/** Tags hold no data in these messages. */
const maxTagLength = 20_000

/**
 * Cuts wanted elements out of an XML text that comes in pieces, so that a statement of any size needs the memory of one
 * entry, and looks at each character once. Inside a wanted element nothing is looked at but its end, and what is to be cut
 * out of it as an element of its own. Document type declarations are refused: entities come with them, and no bank message
 * has one.
 */
export class ElementCutter {
  readonly #wanted: { readonly [name: string]: string | undefined }
  readonly #landmark: RegExp
  readonly #path: string[] = []
  #rest = ''
  /** Where in `#rest` the search goes on. */
  #at = 0
  #open: OpenElement | undefined

  /** `wanted`: name → what is cut out of it. `landmark`: name of an element that any document worth reading has. */
  constructor(wanted: { readonly [name: string]: string | undefined }, landmark: RegExp) {
    this.#wanted = wanted
    this.#landmark = landmark
  }

  /** Whether the landmark was passed. */
  recognised = false

  push(text: string): CutElement[] {
    this.#rest = this.#at > 0 ? this.#rest.slice(this.#at) + text : this.#rest + text
    this.#at = 0
    const found: CutElement[] = []
    while (this.#open ? this.#inside(this.#open, found) : this.#step(found));
    return found
  }

  /** @throws StatementError when elements are still open, or nothing was recognised. */
  end(): void {
    if (!this.recognised) throw new StatementError('XML that is not a camt message')
    if (this.#path.length > 0 || this.#open) throw new StatementError('the document ends in the middle')
  }

  /** Looks on in the open element. False: what comes next is not here in full. */
  #inside(open: OpenElement, found: CutElement[]): boolean {
    open.marks.lastIndex = this.#at
    const mark = open.marks.exec(this.#rest)
    if (!mark) {
      // A tag that is cut in two is looked at again; text is not.
      const tag = this.#rest.lastIndexOf('<')
      open.take(this.#upTo(tag >= this.#at && this.#rest.length - tag < maxTagLength ? tag : this.#rest.length))
      return false
    }
    const [written, slash, name = ''] = mark
    const closer = written === '<!--' ? '-->' : written === '<![CDATA[' ? ']]>' : '>'
    const end = closer === '>' ? tagEnd(this.#rest, mark.index) : this.#rest.indexOf(closer, mark.index)
    if (end === -1) {
      if (this.#rest.length - mark.index > maxEntryLength) throw new StatementError('an entry without end')
      return false
    }
    const behind = end + closer.length
    if (closer !== '>') open.take(this.#upTo(behind))
    else if (name === open.name) return slash === '' || this.#close(open, behind, found)
    else {
      if (slash === '') open.take(this.#upTo(mark.index))
      const cut = open.inner(this.#upTo(behind), slash === '/', this.#rest[end - 1] === '/')
      if (cut !== undefined) found.push({ name, parent: open.name, xml: cut, whole: () => cut })
    }
    return true
  }

  #close(open: OpenElement, behind: number, found: CutElement[]): boolean {
    open.take(this.#upTo(behind))
    found.push({ name: open.name, parent: this.#path.at(-1) ?? '', ...open.cut() })
    this.#open = undefined
    return true
  }

  /** Text from where the search stands to `end`, and the search goes on there. */
  #upTo(end: number): string {
    const text = this.#rest.slice(this.#at, end)
    this.#at = end
    return text
  }

  /** One tag, comment or instruction further. False: the next one is not here in full. */
  #step(found: CutElement[]): boolean {
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
    } else if (empty) {
      const name = localName(written)
      // One with nothing in it is told as such.
      if (Object.hasOwn(this.#wanted, name) && this.recognised) {
        found.push({ name, parent: this.#path.at(-1) ?? '', xml: '', whole: () => '' })
      }
    } else {
      const name = localName(written)
      if (Object.hasOwn(this.#wanted, name) && this.recognised) {
        this.#open = new OpenElement(name, this.#wanted[name])
        this.#open.take(this.#upTo(end + 1))
        return true
      }
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
