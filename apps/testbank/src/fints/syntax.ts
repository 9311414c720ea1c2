/** A part of an element: text, or bytes (`@n@…`), both one character a byte. */
export type Part = string | { readonly raw: string }
export type Element = Part | readonly Part[]

/** A segment of a request. Bytes are read like text: what they hold is for who asks. */
export interface Received {
  readonly id: string
  readonly number: number
  readonly version: number
  readonly elements: readonly (readonly string[])[]
}

/** FinTS 3.0 Formals, chapter B: `'` ends a segment, `+` an element, `:` a part; `?` takes the meaning off what follows. */
export function parseSegments(text: string): Received[] | undefined {
  const found: Received[] = []
  let elements: string[][] = [['']]
  let fresh = true
  const write = (letters: string) => {
    const element = elements.at(-1)
    element?.push(`${element.pop() ?? ''}${letters}`)
    fresh = false
  }
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at)
    const bytes = fresh ? /^@(\d{1,8})@/.exec(text.slice(at, at + 10)) : null
    if (bytes) {
      const [mark, length] = bytes
      const from = at + mark.length
      if (from + Number(length) > text.length) return undefined
      write(text.slice(from, from + Number(length)))
      at = from + Number(length) - 1
    } else if (letter === '?') {
      at += 1
      if (at === text.length) return undefined
      write(text.charAt(at))
    } else if (letter === ':') {
      elements.at(-1)?.push('')
      fresh = true
    } else if (letter === '+') {
      elements.push([''])
      fresh = true
    } else if (letter === "'") {
      const [[id = '', number, version] = [], ...rest] = elements
      found.push({ id: id.trim(), number: Number(number), version: Number(version), elements: rest })
      if (found.length > 200 || !Number.isInteger(Number(number))) return undefined
      elements = [['']]
      fresh = true
    } else write(letter)
  }
  return elements.length === 1 && elements[0]?.join('').trim() === '' ? found : undefined
}

export const at = (segment: Received | undefined, element: number, part = 0): string =>
  segment?.elements[element]?.[part] ?? ''

/** An answer's segment without a number of its own. */
export interface Told {
  readonly id: string
  readonly version: number
  readonly refersTo?: number
  readonly elements: readonly Element[]
}

export function writeSegment({ id, version, refersTo, elements }: Told, number: number): string {
  const head = [id, number, version, ...(refersTo === undefined ? [] : [refersTo])].join(':')
  return `${[head, ...elements.map(writeElement)].join('+').replace(/\++$/, '')}'`
}

function writeElement(element: Element): string {
  return (Array.isArray(element) ? element : [element]).map(writePart).join(':').replace(/:+$/, '')
}

function writePart(part: Part): string {
  if (typeof part === 'object') return `@${part.raw.length}@${part.raw}`
  return latin1(part).replace(/[?+:'@]/g, '?$&')
}

const plain: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '•': '*',
  '…': '...',
}

/** Letters of ISO 8859-1, in which this bank speaks here. */
export const latin1 = (text: string): string =>
  text.replace(/[\u0100-\uffff]/g, (letter) => plain[letter] ?? '?').replace(/[^\x20-\xff\n]/g, ' ')
