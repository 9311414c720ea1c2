import { readFile } from 'node:fs/promises'
import { berlinGroup } from '@raccord/connector-berlin-group'
import { type BankContext, type ConnectorState, dayIn, moneyToText } from '@raccord/connector-kit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginInput, expectKind, readAll, startTestBank, type TestBench } from './bench.ts'

let bench: TestBench
beforeEach(async () => {
  bench = await startTestBank()
})
afterEach(async () => {
  await bench.close()
})

async function connect(login: string): Promise<{ bank: BankContext; state: ConnectorState }> {
  const bank = bench.context('100', 'EMBEDDED')
  const input = beginInput('EMBEDDED', { login, password: login, configuration_url: '' })
  return { bank, state: expectKind(await berlinGroup.begin(bank, input), 'done').state }
}

async function accountsOf(bank: BankContext, state: ConnectorState) {
  const read = await berlinGroup.accounts(bank, state)
  if (read.kind === 'failed') throw new Error(`${read.reason}: ${read.detail}`)
  return read
}

interface Record {
  /** Its name: those of the default file all differ. */
  readonly account: string
  readonly keyword: string
  readonly amount: string
  /** Of the file: `2026-11-15`. */
  readonly day: string
  readonly label: string
}

/** A scenario file read here once more, so that the driver is not compared with the bank's own parser. */
async function recordsOf(name: string): Promise<Record[]> {
  const file = new URL(`../../apps/testbank/scenarios/${name}.txt`, import.meta.url)
  const records: Record[] = []
  let account = ''
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const [keyword = '', first = '', second = '', third = ''] = line.split('|')
    if (keyword === 'ACCOUNT') account = line.split('|')[9] ?? ''
    if (keyword !== 'TRANSACTION' && keyword !== 'PENDING') continue
    const [dd, mm, yy] = second.split('/')
    records.push({ account, keyword, amount: first, day: `20${yy}-${mm}-${dd}`, label: third })
  }
  return records
}

/** The day that RELATIVE_TO of the sandbox's files stands for. */
const anchor = Date.parse('2026-11-15T00:00:00Z')
const dayMs = 86_400_000

test('every record of the file arrives on its day, with amount, date and label, and nothing else does', async () => {
  const signedInOn = dayIn('Europe/Paris', new Date())
  const { bank, state } = await connect('dev')
  const shift = Date.parse(signedInOn) - anchor
  const records = await recordsOf('default')
  const onDay = (day: string) => new Date(Date.parse(day) + shift).toISOString().slice(0, 10)
  let seen = 0
  for (const daysLater of [0, 60]) {
    if (daysLater > 0) await bench.advanceDays(daysLater)
    const today = new Date(Date.parse(signedInOn) + daysLater * dayMs).toISOString().slice(0, 10)
    const due = records.filter(({ keyword, day }) => keyword === 'PENDING' || onDay(day) <= today)
    const read = await accountsOf(bank, state)
    const got: string[] = []
    for (const account of read.accounts) {
      for (const one of (await readAll(bank, read.state, account)).transactions) {
        const day = one.bookingDate ?? one.valueDate ?? ''
        const amount = moneyToText(one.amount.minor, one.amount.currency)
        got.push(`${account.name}: ${one.status} ${amount} ${day} ${one.remittance[0] ?? ''}`)
      }
    }
    const expected = due.map(({ account, keyword, amount, day, label }) => {
      return `${account}: ${keyword === 'PENDING' ? 'PENDING' : 'BOOKED'} ${amount} ${onDay(day)} ${label}`
    })
    expect(got.sort()).toEqual(expected.sort())
    // The second round has to have something that the first had not, or it proves nothing.
    expect(due.length).toBeGreaterThan(seen)
    seen = due.length
  }
})

test('many pages are followed to the end', async () => {
  const { bank, state } = await connect('many')
  const read = await accountsOf(bank, state)
  let most = 0
  for (const account of read.accounts) {
    const { transactions, pages } = await readAll(bank, read.state, account)
    most = Math.max(most, pages)
    const keys = transactions.map((one) => one.entryReference ?? one.bankId).filter((key) => key !== undefined)
    expect(new Set(keys).size).toBe(keys.length)
  }
  expect(most).toBeGreaterThan(3)
})

test('a first day is asked for and kept to', async () => {
  const { bank, state } = await connect('dev')
  const read = await accountsOf(bank, state)
  const account = read.accounts[0]!
  const from = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)
  const all = await readAll(bank, read.state, account)
  const some = await readAll(bank, read.state, account, from)
  expect(some.transactions.length).toBeLessThan(all.transactions.length)
  expect(some.transactions.every((one) => one.bookingDate === undefined || one.bookingDate >= from)).toBe(true)
})

test('a kind of account that we do not read is reported under the bank’s own name', async () => {
  const { bank, state } = await connect('unsupported')
  const { accounts } = await accountsOf(bank, state)
  expect(accounts.map(({ type }) => type)).toContainEqual({ unsupported: 'Shares' })
})

test('kinds that were not asked for are left out', async () => {
  const bank = bench.context('100', 'EMBEDDED')
  const input = {
    ...beginInput('EMBEDDED', { login: 'dev', password: 'dev' }),
    accountTypes: ['SAVINGS', 'LOAN'] as const,
  }
  const { state } = expectKind(await berlinGroup.begin(bank, input), 'done')
  const { accounts } = await accountsOf(bank, state)
  expect(new Set(accounts.map(({ type }) => type))).toEqual(new Set(['SAVINGS', 'LOAN']))
  expect(bench.logged()).not.toContain('card-accounts')
})

test.each([
  ['garbage', 'bank_answer_invalid'],
  ['hiccup', 'bank_unavailable'],
  ['revoked', 'consent_expired'],
])('%s: reading transactions ends as %s', async (login, reason) => {
  const { bank, state } = await connect(login)
  const read = await accountsOf(bank, state)
  const answers = []
  for await (const answer of berlinGroup.transactions(bank, read.state, read.accounts[0]!, {})) answers.push(answer)
  expect(answers).toMatchObject([{ kind: 'failed', reason }])
})

test('after two failures the same state reads on', async () => {
  const { bank, state } = await connect('hiccup')
  const read = await accountsOf(bank, state)
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(readAll(bank, read.state, read.accounts[0]!)).rejects.toThrow('bank_unavailable')
  }
  expect((await readAll(bank, read.state, read.accounts[0]!)).transactions.length).toBeGreaterThan(0)
})

test('read too often: the bank’s limit, and when it ends', async () => {
  const { bank, state } = await connect('limited')
  const failed = await berlinGroup.accounts(bank, state)
  expect(failed).toMatchObject({ kind: 'failed', reason: 'bank_limit_reached', bankCode: 'ACCESS_EXCEEDED' })
  const at = failed.kind === 'failed' ? failed.retryAt : undefined
  expect(at?.toISOString()).toMatch(/T00:00:00\.000Z$/)
})

test('without the person the bank counts: the fifth reading of a day is refused', async () => {
  const { bank, state } = await connect('dev')
  const { psu: _, ...alone } = bank
  for (let reading = 0; reading < 4; reading++) {
    expect(await berlinGroup.accounts(alone, state)).toMatchObject({ kind: 'accounts' })
  }
  expect(await berlinGroup.accounts(alone, state)).toMatchObject({ reason: 'bank_limit_reached' })
  expect(await berlinGroup.accounts(bank, state)).toMatchObject({ kind: 'accounts' })
})

test('after the end of the consent the person has to come again', async () => {
  const { bank, state } = await connect('dev')
  await bench.advanceDays(200)
  expect(await berlinGroup.accounts(bank, state)).toMatchObject({ kind: 'failed', reason: 'consent_expired' })
})
