import { type BankTransaction, decodeBody } from '@raccord/connector-kit'
import { readPackedStatement, readStatementByTurns, type Statement } from '@raccord/connector-statements'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { camtHabits, expectedOfCamt, writeCamt } from './camt-files.ts'
import { type FileAccount, fileAccounts } from './made-up-files.ts'
import { expectedOfMt940, mt940Habits, writeMt940 } from './mt940-files.ts'

/** More of them: `RACCORD_ROUND_TRIPS=5000`. */
const numRuns = Number(process.env['RACCORD_ROUND_TRIPS'] ?? 150)
const timeout = 600_000

const bytesOf = {
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  'UTF-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8'),
  'ISO-8859-1': (text: string) => Buffer.from(text, 'latin1'),
  'UTF-16': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
}

async function read(bytes: Uint8Array, { iban, currency }: FileAccount, zipped: boolean): Promise<Statement> {
  if (zipped) return readPackedStatement(bytes, { iban, currency })
  const text = decodeBody(bytes, 'application/octet-stream')
  if (text === undefined) throw new Error('no text')
  return readStatementByTurns(text, { iban, currency })
}

/** All that is expected, in the file's order, and no entry more. */
async function check(statement: Statement, account: FileAccount, wanted: readonly Partial<BankTransaction>[]) {
  if (statement.kind === 'unreadable') throw new Error(statement.why)
  expect(statement.skipped).toEqual([])
  const found = statement.transactions.map((one, index) =>
    Object.fromEntries(Object.keys(wanted[index] ?? one).map((key) => [key, one[key as keyof BankTransaction]])),
  )
  expect(found).toEqual(wanted)
  const opening = statement.balances.find(({ type }) => type === 'openingBooked')
  if (opening)
    expect(opening).toEqual({
      type: 'openingBooked',
      amount: { minor: account.opening, currency: account.currency },
      day: '2026-01-01',
    })
  return statement
}

test('camt of several accounts, in all habits: each entry is read once, as it was', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(fileAccounts, camtHabits, fc.boolean(), async (accounts, habits, zipped) => {
      const plain = bytesOf[habits.encoding](writeCamt(accounts, habits))
      const bytes = zipped ? zipSync({ 'a.xml': plain }) : plain
      for (const account of accounts) {
        const statement = await check(await read(bytes, account, zipped), account, expectedOfCamt(account, habits))
        const lines = [...account.booked, ...account.announced].flatMap((one) => one.lines)
        const texts = statement.transactions.flatMap(({ remittance }) => remittance)
        expect(texts).toEqual(expect.arrayContaining(lines))
      }
    }),
    { numRuns },
  )
})

test('camt zipped, a file for each account', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(fileAccounts, camtHabits, async (accounts, habits) => {
      const files = accounts.map(
        (one, at) => [`${at}.xml`, bytesOf[habits.encoding](writeCamt([one], habits))] as const,
      )
      const bytes = zipSync(Object.fromEntries(files))
      for (const account of accounts)
        await check(await read(bytes, account, true), account, expectedOfCamt(account, habits))
    }),
    { numRuns: numRuns / 5 },
  )
})

test('MT940 and MT942 of several accounts, in all habits', { timeout }, async () => {
  const encodings = fc.constantFrom(...(Object.keys(bytesOf) as (keyof typeof bytesOf)[]))
  await fc.assert(
    fc.asyncProperty(fileAccounts, mt940Habits, encodings, async (accounts, habits, encoding) => {
      const bytes = bytesOf[encoding](writeMt940(accounts, habits))
      for (const account of accounts)
        await check(await read(bytes, account, false), account, expectedOfMt940(account, habits))
    }),
    { numRuns },
  )
})
