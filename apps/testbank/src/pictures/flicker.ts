/**
 * A chipTAN code for optical transfer (HHD 1.4): length, start code and data elements in hexadecimal, closed by a Luhn digit
 * and an exclusive or, which a reader checks.
 *
 * @param startCode digits
 * @param elements digits each (an account, an amount): what the reader shows
 */
export function flickerCode(startCode: string, elements: readonly string[]): string {
  const start = packed(startCode)
  // 0x80: a control byte follows the length. 0x01: HHD 1.4.
  const head = `${byte(0x80 | (start.length / 2))}01${start}`
  const data = elements.map(packed)
  const body = head + data.map((one) => byte(one.length / 2) + one).join('')
  const code = `${byte(body.length / 2 + 1)}${body}`
  const luhn = luhnDigit(`01${start}${data.join('')}`)
  const xor = [...code].reduce((sum, digit) => sum ^ Number.parseInt(digit, 16), 0)
  return `${code}${luhn.toString(16)}${xor.toString(16)}`.toUpperCase()
}

/** Two digits a byte, filled up with F. */
const packed = (digits: string): string => (digits.length % 2 === 0 ? digits : `${digits}F`)

const byte = (value: number): string => value.toString(16).padStart(2, '0')

function luhnDigit(hex: string): number {
  const sum = [...hex].reduce((total, digit, index) => {
    const value = Number.parseInt(digit, 16) * (index % 2 === 0 ? 1 : 2)
    return total + Math.floor(value / 10) + (value % 10)
  }, 0)
  return (10 - (sum % 10)) % 10
}
