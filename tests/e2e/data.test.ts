import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { AccountOut, TransactionOut } from '../../packages/contract/src/wire/index.ts'
import type { ApiClient, ApiUser } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { asToldOn, type FileAccount, parisMidnight, parisToday, readTestBankFile } from '../support/test-bank-file.ts'
import { connectionOf, opening } from './opening.ts'
import { useWorld } from './world.ts'

const own = new URL('../../apps/testbank/scenarios/', import.meta.url)
/** Sample files that are not ours to keep here: read where a checkout has them beside it. */
const reference = new URL('../../../shared/reference/testbank/', import.meta.url)

const files = [
  { name: 'default', url: new URL('default.txt', own) },
  { name: 'plain', url: new URL('plain.txt', own) },
  ...['en_james_watson', 'es_sergio_marquina', 'fr_luke_skywalker', 'fr_no_owner_name'].map((name) => ({
    name,
    url: new URL(`${name}.txt`, reference),
  })),
]
const payment = (account: FileAccount) => account.type === 'CHECKINGS' || account.type === 'CREDIT_CARD'

for (const database of databaseKinds()) {
  describeInChromium(`data by API after a journey [${database}]`, (browsers) => {
    const at = useWorld({ database })
    const client = useClientApp()
    const opens = opening(browsers, at)

    for (const { name, url } of files) {
      // Both databases answer the same queries: the second needs no proof for each file.
      const needless = database === 'postgres' && name !== 'default' && name !== 'en_james_watson'
      const test = existsSync(url) && !needless ? it : it.skip

      test(`${name}: every account and transaction of the file, record by record`, async () => {
        const text = await readFile(url, 'utf8')
        client().put(`/${name}.txt`, 'text/plain; charset=utf-8', text)
        const written = readTestBankFile(text)
        const { login, password } = written
        const given = { login, password, configurationUrl: `${client().url}/${name}.txt` }
        const { user, person } = await opens()
        await person.connectsByRedirect(given)
        const file = asToldOn(written, parisToday())
        await person.sees('offer')
        await expect
          .poll(() => connectionOf(at(), user))
          .toMatchObject({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
        await compare(at().api, user, file.accounts.filter(payment))

        await person.does('offer_accept')
        await person.signsInHere(given)
        const others = file.accounts.some((account) => account.type !== undefined && !payment(account))
        await person.sees('success')
        const connection = await connectionOf(at(), user)
        expect(connection).toMatchObject({ status: 'SUCCESS', REDIRECT: 'SUCCESS' })
        if (others) expect(connection['EMBEDDED']).toBe('SUCCESS')
        await compare(
          at().api,
          user,
          file.accounts.filter(({ type }) => type !== undefined),
        )
      })
    }

    const unsupported = new URL('fr_account_type_not_supported.txt', reference)
    const test = existsSync(unsupported) && database === 'pglite' ? it : it.skip
    test('fr_account_type_not_supported: nothing that can be read, said so, and nothing kept', async () => {
      const text = await readFile(unsupported, 'utf8')
      client().put('/unsupported.txt', 'text/plain; charset=utf-8', text)
      const { login, password, accounts } = readTestBankFile(text)
      expect(accounts.map(({ type }) => type)).toEqual(accounts.map(() => undefined))
      const given = { login, password, configurationUrl: `${client().url}/unsupported.txt` }
      const { user, person } = await opens()
      await person.choosesBank('Raccord Test Bank Classic')
      await person.agrees()
      await person.signsInHere(given)
      await person.sees('error')
      expect(await person.title()).toBe('No account can be read at this bank')
      expect(await at().api.accounts(user)).toEqual([])
      expect(await at().api.transactionsByPage(user, 100)).toEqual([])
      await person.does('choose_other')
      await person.sees('providers')
      expect(await at().api.connections(user)).toEqual([])
    })
  })
}

describe('what the comparison stands on', () => {
  it('midnight in Paris, on both sides of a change of clocks', () => {
    expect(parisMidnight('2026-03-29')).toBe(Date.UTC(2026, 2, 28, 23) / 1000)
    expect(parisMidnight('2026-03-30')).toBe(Date.UTC(2026, 2, 29, 22) / 1000)
    expect(parisMidnight('2026-10-25')).toBe(Date.UTC(2026, 9, 24, 22) / 1000)
    expect(parisMidnight('2026-10-26')).toBe(Date.UTC(2026, 9, 25, 23) / 1000)
  })
})

async function compare(api: ApiClient, user: ApiUser, expected: readonly FileAccount[]): Promise<void> {
  const accounts = await api.accounts(user)
  expect(accounts.map(accountFacts).sort(byText)).toEqual(expected.map(fileFacts).sort(byText))
  const paged = await api.transactionsByPage(user, 37)
  expect(paged.length).toBe(expected.reduce((sum, { transactions }) => sum + transactions.length, 0))
  expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length)
  // Two ways through the same list, and the answer for the page behind the last.
  expect(await api.transactionsByCursor(user, 41)).toEqual(paged)
  expect(await api.get(user, '/v2.1/transactions?page=9999')).toEqual([])
  for (const account of accounts) {
    const source = expected.find((candidate) => sameAccount(candidate, account))
    const rows = await api.transactionsByPage(user, 100, `&account_id=${account.id}`)
    expect(rows).toEqual(paged.filter(({ account_id }) => account_id === account.id))
    expect(rows.map(rowFacts).sort(byText)).toEqual(
      (source?.transactions ?? [])
        .map(({ amount, day, label, status }) => [Number(amount), account.currency, parisMidnight(day), label, status])
        .sort(byText),
    )
    for (const row of rows) {
      expect(row.type).toMatch(/^[A-Z_]+$/)
      expect(row.category_id).toMatch(/^[A-Z_]+$/)
    }
  }
}

function rowFacts({ amount, currency, date, label, status }: TransactionOut): unknown[] {
  return [amount, currency, date, label, status]
}

function accountFacts({ type, name, iban, currency, owner, balance }: AccountOut): unknown[] {
  return [type, name, iban ?? '', currency, owner?.name ?? '', balance]
}

function fileFacts({ type, name, iban, currency, owner, balance }: FileAccount): unknown[] {
  // A card has no IBAN at any bank; the standard names it by its masked number.
  return [type, name, type === 'CREDIT_CARD' ? '' : iban, currency, owner, Number(balance)]
}

function sameAccount(file: FileAccount, account: AccountOut): boolean {
  return file.type === account.type && file.name === account.name && (account.iban ?? file.iban) === file.iban
}

function byText(left: unknown[], right: unknown[]): number {
  return left.join('|') < right.join('|') ? -1 : 1
}
