import fc from 'fast-check'

/** What a bank may know of an entry; each dialect writes what it has room for. */
export interface MadeUpEntry {
  /** Cents, never none. */
  readonly minor: number
  readonly bookingDate: string
  readonly valueDate: string
  readonly bankReference: string
  readonly name: string
  readonly iban: string
  readonly endToEndId: string
  readonly mandateId: string
  readonly creditorId: string
  /** One text as long as SEPA allows. */
  readonly text: string
  /** The same as lines, for dialects that keep them. */
  readonly lines: readonly string[]
}

const dayMs = 86_400_000
const day = (from: string, days: number) => new Date(Date.parse(from) + days * dayMs).toISOString().slice(0, 10)

const reference = fc.stringMatching(/^[A-Z0-9][A-Z0-9.-]{0,14}[A-Z0-9]$/)
// Letters that payers use, those of SWIFT's own grammar on purpose: fields, subfields, slashes, hyphens.
const word = fc.string({
  unit: fc.constantFrom(...'abcxyzABCÄßé0129?:/+-.,()&!'),
  minLength: 1,
  maxLength: 12,
})
const text = (most: number) =>
  fc
    .array(word, { minLength: 1, maxLength: 16 })
    .map((words) => words.join(' ').slice(0, most).trim())
    .filter((one) => one !== '' && !/[?~]\d\d|\/[A-Z]{2,9}\/|[A-Z]{2}\/|[/:]$|^[?/~:]/.test(one))

export const madeUpEntry: fc.Arbitrary<MadeUpEntry> = fc
  .record({
    minor: fc.integer({ min: -999_999_999_99, max: 999_999_999_99 }).filter((minor) => minor !== 0),
    bookingDate: fc.integer({ min: 0, max: 28_000 }).map((days) => day('2000-06-01', days)),
    valueDate: fc.integer({ min: -150, max: 150 }).map(String),
    bankReference: reference,
    name: fc.stringMatching(/^[A-Z][a-zäöü]{1,8}( [A-Z][a-z]{1,8}){0,2}$/),
    iban: fc.constantFrom(
      'DE89370400440532013000',
      'NL91ABNA0417164300',
      'BE68539007547034',
      'FR1420041010050500013M02606',
    ),
    endToEndId: reference,
    mandateId: reference,
    creditorId: fc.constantFrom('DE98ZZZ09999999999', 'NL32ZZZ999999991234'),
    text: text(140),
    lines: fc.array(text(60), { minLength: 1, maxLength: 4 }),
  })
  .map((one) => ({ ...one, valueDate: day(one.bookingDate, Number(one.valueDate)) }))
