import { maxEntryLength, StatementError } from '../statement-part.ts'

/** A wanted element whose end is not here yet, as the pieces that came so far. */
export class OpenElement {
  readonly name: string
  /** What matters inside: its own end, elements to be cut out, and what hides tags. */
  readonly marks: RegExp
  readonly #shell: string[] = []
  readonly #whole: string[] = []
  #inner: string[] | undefined
  #length = 0

  constructor(name: string, inner: string | undefined) {
    this.name = name
    const names = inner === undefined ? name : `${name}|${inner}`
    this.marks = new RegExp(`<!\\[CDATA\\[|<!--|<(/?)(?:[\\w.-]+:)?(${names})(?=[\\s>/])`, 'g')
  }

  take(text: string): void {
    if (text === '') return
    this.#whole.push(text)
    const pieces = this.#inner ?? this.#shell
    pieces.push(text)
    this.#length += text.length
    if (this.#length > maxEntryLength) throw new StatementError('an entry without end')
  }

  /** A tag of what is cut out. Its text, when it ends here. */
  inner(tag: string, closing: boolean, empty: boolean): string | undefined {
    if (!closing && this.#inner === undefined) this.#inner = []
    this.take(tag)
    if (!this.#inner || !(closing || empty)) return undefined
    const cut = this.#inner.join('')
    this.#inner = undefined
    return cut
  }

  /** One that ends inside of what is cut out of it has no text that could be parsed. */
  cut(): { readonly xml: string; readonly whole: () => string } {
    const whole = this.#whole
    return { xml: this.#inner ? '' : this.#shell.join(''), whole: () => whole.join('') }
  }
}
