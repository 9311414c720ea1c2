import { readStatement } from '@raccord/connector-statements'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { camtDialects } from './camt-dialects.ts'
import { madeUpEntry } from './made-up-entries.ts'
import { mt940Dialects } from './mt940-dialects.ts'

test.each([...mt940Dialects, ...camtDialects])(
  '$name: what is written is read',
  { timeout: 120_000 },
  ({ write, read }) => {
    fc.assert(
      fc.property(fc.array(madeUpEntry, { minLength: 1, maxLength: 5 }), (entries) => {
        const statement = readStatement(write(entries), 'EUR', { iban: 'DE74310108330000009001' })
        if (statement.kind === 'unreadable') throw new Error(statement.why)
        expect(statement.skipped).toEqual([])
        const wanted = entries.map(read)
        const found = statement.transactions.map((one) =>
          Object.fromEntries(Object.keys(wanted[0] ?? {}).map((key) => [key, one[key as keyof typeof one]])),
        )
        expect(found).toEqual(wanted)
      }),
      { numRuns: 300 },
    )
  },
)
