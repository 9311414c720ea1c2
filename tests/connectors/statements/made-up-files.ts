import fc from 'fast-check'

/** One entry as its bank knows it, in the minor units of its account. */
export interface FileEntry {
  readonly minor: number
  /** What was booked before is taken back: the parties are those of the first way. */
  readonly reversal: boolean
  readonly bookingDate: string
  readonly valueDate: string
  /** Minutes after midnight, where the bank is. */
  readonly minute: number
  readonly bankReference: string
  readonly name: string
  readonly iban: string
  readonly endToEndId: string
  readonly mandateId: string
  readonly lines: readonly string[]
  /** ISO 11649. */
  readonly creditorReference: string | undefined
  readonly information: string | undefined
  /** Minor units of US dollars, unsigned. */
  readonly dollars: number | undefined
}

export interface FileAccount {
  readonly iban: string
  /** German bank code and number. */
  readonly national: string
  readonly currency: string
  readonly opening: number
  readonly booked: readonly FileEntry[]
  readonly announced: readonly FileEntry[]
}

/** Digits behind the point, told again here on purpose. */
export const digitsOf: { readonly [currency: string]: number } = { EUR: 2, USD: 2, HUF: 2, JPY: 0, KWD: 3 }

export function decimal(minor: number, currency: string, point: string, pad = 0): string {
  const digits = digitsOf[currency] ?? 2
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const cut = text.length - digits
  return `${text.slice(0, cut).padStart(pad, '0')}${digits > 0 || point === ',' ? point : ''}${text.slice(cut)}`
}

export const ownAccounts = [
  { iban: 'DE74310108330000009001', national: '31010833/9001' },
  { iban: 'DE89370400440532013000', national: '37040044/0532013000' },
  { iban: 'DE02120300000000202051', national: '12030000/202051' },
] as const

const others = ['NL91ABNA0417164300', 'BE68539007547034', 'FR1420041010050500013M02606', 'GB29NWBK60161331926819']
const dayMs = 86_400_000
const later = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

const reference = fc.stringMatching(/^[A-Z0-9][A-Z0-9.-]{4,14}[A-Z0-9]$/).filter((one) => !/REF/.test(one))
// The grammars' own signs on purpose, also those of XML; letters of one byte alone, for every character set.
const word = fc.string({
  unit: fc.constantFrom(...'abcxyzABCÄéßü0129?:/+-.,()&!<>"\'%;'),
  minLength: 1,
  maxLength: 12,
})
const line = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' ').slice(0, 60).trim())
  // What is a mark by every rule of a form is not a payer's word any more.
  .filter(
    (one) => one !== '' && !/[?~]\d\d|\/[A-Z]{2,9}\/|[A-Z]{2}\/|[A-Z]{3,4}[+:]|[/:]$|^[?/~:]|^\d{3}[^\s\w]/.test(one),
  )

const days = fc.oneof(
  fc.integer({ min: 0, max: 9_500 }).map((count) => later('2001-01-10', count)),
  // Year ends, leap days, and the days on which summer time begins and ends.
  fc.constantFrom('2025-12-31', '2026-01-01', '2024-02-29', '2026-03-29', '2026-10-25', '2026-03-28', '2026-10-26'),
)

const entry: fc.Arbitrary<FileEntry> = fc
  .record({
    minor: fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999_999_999 })),
    out: fc.boolean(),
    reversal: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
    bookingDate: days,
    apart: fc.integer({ min: -40, max: 40 }),
    minute: fc.oneof(fc.integer({ min: 0, max: 1_439 }), fc.constantFrom(0, 1, 30, 59, 1_380, 1_439)),
    bankReference: reference,
    name: fc.stringMatching(/^[A-Z][a-zäöü]{1,8}( [A-Z][a-z]{1,8}){0,2}$/),
    iban: fc.constantFrom(...others),
    endToEndId: reference,
    mandateId: reference,
    lines: fc.uniqueArray(line, { minLength: 1, maxLength: 4 }),
    creditorReference: fc.option(fc.constantFrom('RF18539007547034', 'RF712348231'), { nil: undefined }),
    information: fc.option(fc.constantFrom('Lastschrift', 'GUTSCHRIFT & Co', 'Überweisung'), { nil: undefined }),
    dollars: fc.option(fc.integer({ min: 1, max: 9_999_999 }), { nil: undefined }),
  })
  .map(({ out, apart, minor, ...one }) => ({
    ...one,
    minor: out ? -minor : minor,
    valueDate: later(one.bookingDate, apart),
  }))

/** Accounts of one customer, each with its currency; an account may come twice, in two currencies. */
export const fileAccounts: fc.Arbitrary<readonly FileAccount[]> = fc.uniqueArray(
  fc
    .record({
      own: fc.constantFrom(...ownAccounts),
      currency: fc.constantFrom('EUR', 'EUR', 'USD', 'HUF', 'JPY', 'KWD'),
      opening: fc.integer({ min: -9_999_999, max: 9_999_999 }),
      booked: fc.array(entry, { maxLength: 4 }),
      announced: fc.array(entry, { maxLength: 2 }),
    })
    .map(({ own, ...one }): FileAccount => ({ ...own, ...one })),
  { minLength: 1, maxLength: 4, selector: ({ iban, currency }) => iban + currency },
)
