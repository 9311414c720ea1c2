/** One element for the reader, as written by the bank. */
interface Element {
  readonly text: string
}

/**
 * Moving bars for a card reader: from what the bank sends (HHD_UC, reading of HHD 1.4 and 1.3) to the code that the reader takes,
 * upper-case hexadecimal with both check digits. `undefined`: not such a code.
 */
export function flickerCode(written: string): string | undefined {
  const clean = written.replace(/\s+/g, '')
  if (!/^[0-9A-Za-z.,+\-/]{5,255}$/.test(clean)) return undefined
  return read(clean, 3, true, 2) ?? read(clean, 3, true, 3) ?? read(clean, 2, false, 2)
}

function read(code: string, lengthDigits: 2 | 3, isNew: boolean, elementDigits: 2 | 3): string | undefined {
  let at = 0
  const take = (count: number): string | undefined => {
    if (at + count > code.length) return undefined
    at += count
    return code.slice(at - count, at)
  }
  const total = take(lengthDigits)
  if (total === undefined || !/^\d+$/.test(total) || Number(total) !== code.length - lengthDigits) return undefined
  const head = take(2)
  if (head === undefined || !(isNew ? /^[0-9A-Fa-f]{2}$/ : /^\d{2}$/).test(head)) return undefined
  const bits = Number.parseInt(head, isNew ? 16 : 10)
  const controls: string[] = []
  for (let more = isNew && (bits & 0x80) !== 0; more; ) {
    const control = take(2)
    if (control === undefined || !/^[0-9A-Fa-f]{2}$/.test(control) || controls.length === 9) return undefined
    controls.push(control)
    more = (Number.parseInt(control, 16) & 0x80) !== 0
  }
  const start = take(isNew ? bits & 0x3f : bits)
  if (start === undefined) return undefined
  const elements: Element[] = []
  while (at < code.length) {
    const length = take(elementDigits)
    const text = length !== undefined && /^\d+$/.test(length) ? take(Number(length)) : undefined
    if (text === undefined || elements.length === 3) return undefined
    elements.push({ text })
  }
  return render(controls, start, elements, isNew)
}

function render(controls: readonly string[], start: string, elements: readonly Element[], isNew: boolean): string {
  const startHex = packed(start)
  const control = controls.join('')
  const flag = (controls.length > 0 ? 0x80 : 0) + (/^\d*$/.test(start) ? 0 : 0x40)
  const body = elements.map(({ text }) => element(text, isNew)).join('')
  const inner = `${byte(startHex.length / 2 + flag)}${control}${startHex}${body}`
  const length = byte(inner.length / 2 + 1)
  const luhn = luhnDigit(`${control}${startHex}${elements.map(({ text }) => packed(text)).join('')}`)
  const xor = [...`${length}${inner}`].reduce((sum, digit) => sum ^ Number.parseInt(digit, 16), 0)
  return `${length}${inner}${luhn.toString(16)}${xor.toString(16)}`.toUpperCase()
}

function element(text: string, isNew: boolean): string {
  const hex = packed(text)
  const length = hex.length / 2
  if (/^\d*$/.test(text)) return `${byte(length)}${hex}`
  return `${isNew ? byte(length + 0x40) : `1${length.toString(16)}`}${hex}`
}

/** Digits two a byte, filled up with F; anything else by its codes. */
function packed(text: string): string {
  if (/^\d*$/.test(text)) return text.length % 2 === 0 ? text : `${text}F`
  return Buffer.from(text, 'latin1').toString('hex')
}

const byte = (value: number): string => value.toString(16).padStart(2, '0')

function luhnDigit(hex: string): number {
  const sum = [...hex].reduce((total, digit, index) => {
    const value = Number.parseInt(digit, 16)
    return total + (index % 2 === 0 ? value : Math.floor((value * 2) / 10) + ((value * 2) % 10))
  }, 0)
  return (10 - (sum % 10)) % 10
}
