import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { csvPresetNames } from './csv-presets.ts'
import { fileFormats, formats } from './formats.ts'
import { oneLine } from './one-line.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import { csvRows } from './testing/csv-rows.ts'
import { account, createdAt, entry, written } from './testing/specimen.ts'

/** What banks might send, with what is dangerous more often than chance would have it. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      ';',
      '"',
      "'",
      ',',
      '\n',
      '\r',
      '\t',
      '|',
      '<',
      '&',
      ']]>',
      '\\',
      '^',
      ' ',
      'a',
      '\ud800',
      '＝',
    ),
    maxLength: 12,
  }),
)

const anyEntry: fc.Arbitrary<StatementEntry> = fc
  .record({
    label: text,
    payee: text,
    remittance: fc.array(text, { maxLength: 3 }),
    endToEndId: text,
    checkNumber: text,
    bankCode: text,
    payeeIban: text,
  })
  .map((words) => ({ ...entry, ...words }))
const anyAccount: fc.Arbitrary<StatementAccount> = fc
  .record({ name: text, bank: text, number: text, iban: text, owner: text })
  .map((words) => ({ ...account, ...words }))

const options = { createdAt, accounts: 1, preset: 'spreadsheet', ofxVersion: 2 } as const

it('whatever a bank sends, a file has its entries and no more, and is well-formed text', async () => {
  await fc.assert(
    fc.asyncProperty(anyAccount, fc.array(anyEntry, { minLength: 1, maxLength: 3 }), async (owner, entries) => {
      for (const format of fileFormats) {
        const file = await written(formats[format].writer(options), [[owner, entries]])
        expect(file.isWellFormed()).toBe(true)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
        expect(file).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e]/)
        const starts = {
          ofx: /<STMTTRN>/g,
          qif: /^\^\r$/gm,
          csv: /\r\n/g,
          xml: /<Ntry>/g,
          beancount: /^\d{4}-\d\d-\d\d \*/gm,
          hledger: /^\d{4}-\d\d-\d\d \*/gm,
        }
        const more = format === 'csv' ? 1 : 0
        expect([format, file.match(starts[format])?.length]).toEqual([format, entries.length + more])
      }
    }),
    { numRuns: 200 },
  )
})

it('whatever a bank sends, XML is read back as it was said', async () => {
  const parser = new XMLParser({ parseTagValue: false, trimValues: false })
  await fc.assert(
    fc.asyncProperty(anyEntry, async (one) => {
      const file = await written(formats.xml.writer(options), [[account, [one]]])
      expect(XMLValidator.validate(file)).toBe(true)
      const { Ntry } = parser.parse(file).Document.BkToCstmrStmt.Stmt
      expect(Ntry.AddtlNtryInf ?? '').toBe(oneLine(one.label, 500))
    }),
    { numRuns: 200 },
  )
})

it('whatever a bank sends, no cell begins a formula', async () => {
  await fc.assert(
    fc.asyncProperty(anyAccount, anyEntry, fc.constantFrom(...csvPresetNames), async (owner, one, preset) => {
      const file = await written(formats.csv.writer({ ...options, preset }), [[owner, [{ ...one, amount: '7' }]]])
      const [, cells = [], ...more] = csvRows(file)
      expect(more).toEqual([])
      for (const cell of cells) if (cell !== '7') expect(cell).not.toMatch(/^\s*[=+\-@|＝＋－＠]/)
      // As a spreadsheet takes it that splits at semicolons: of quotes in the midst of a line it knows nothing.
      for (const cell of (file.split('\r\n')[1] ?? '').split(';'))
        expect(cell.replaceAll('"', '')).not.toMatch(/^\s*[=+\-@|＝＋－＠]/)
    }),
    { numRuns: 300 },
  )
})
