import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApiHarness, openApiHarness } from '../../../apps/server/src/http/api/testing/api-harness.ts'
import { describeEachDatabase } from '../../support/databases.ts'
import { applicationFiles } from './exports.ts'

interface Entry {
  readonly account_id: string
  readonly date: string
  readonly amount: number
  readonly label: string
}

const wholes = ['?version=1', '?preset=spreadsheet', '?preset=firefly', ''] as const

/** Into a connection of files, out by the addresses that people's applications read, and in again. */
describeEachDatabase('exports of other programs', (open) => {
  let api: ApiHarness
  beforeAll(async () => {
    api = await openApiHarness(open)
  })
  afterAll(() => api.app.close())

  it.each(applicationFiles.map((file) => [file.program, file] as const))('%s', async (program, file) => {
    const { token } = await api.signUp(`${program.replaceAll(/\W/g, '').toLowerCase()}@example.org`)
    const made = await api.call('POST', '/v2.1/connections', { token, body: { provider_id: '9999999', name: program } })
    const { id } = made.body as { id: string }
    const names = Object.keys(file.holds)
    const upload = async (name: string, bytes: Uint8Array, account: object) => {
      const files = [{ name, content: Buffer.from(bytes).toString('base64') }]
      const answer = await api.call('POST', `/v2.1/connections/${id}/files`, { token, body: { files, account } })
      expect(answer.status, answer.text).toBe(200)
      return (answer.body as { files: { accounts: { received: number; added: number }[] }[] }).files
    }
    const currency = file.currency === undefined ? {} : { currency: file.currency }
    // Where the file is of one account, whoever uploads says which; of several it says so itself.
    const account = names.length > 1 ? currency : { ...currency, number: '12345678901' }
    const stored = async () => {
      const answer = await api.call('GET', '/v2.1/transactions?limit=200', { token })
      const all = answer.body as Entry[]
      return all.map(({ account_id, date, amount, label }) => `${account_id} ${date} ${amount} ${label}`).toSorted()
    }
    const expected = Object.values(file.holds).map((entries) => entries.length)
    const first = await upload(file.name, file.bytes, account)
    expect(first.flatMap(({ accounts }) => accounts.map(({ received, added }) => [received, added]))).toEqual(
      expected.map((count) => [count, count]),
    )
    const before = await stored()
    expect(before).toHaveLength(expected.reduce((sum, count) => sum + count, 0))

    // The same again, and each file that we make of it.
    await upload(file.name, file.bytes, account)
    expect(await stored()).toEqual(before)
    const accounts = (await api.call('GET', '/v2.1/accounts', { token })).body as {
      id: string
      name: string
      account_number: string
      iban?: string
    }[]
    expect(accounts).toHaveLength(names.length)
    const body = { kind: 'export', name: 'Again' }
    const { links } = (await api.call('POST', '/v2.1/users/me/access_tokens', { token, body })).body as {
      links: { [ending: string]: string }
    }
    for (const one of accounts) {
      for (const ending of ['ofx', 'xml', 'qif', 'csv']) {
        for (const query of ending === 'ofx' || ending === 'csv' ? wholes : ['']) {
          const path = new URL(links[ending] ?? '').pathname
          const exported = await api.call('GET', `${path}${query === '' ? '?' : `${query}&`}account_id=${one.id}`)
          expect(exported.status, exported.text).toBe(200)
          const said = one.iban === undefined ? { number: one.account_number } : { iban: one.iban }
          const again = await upload(`again.${ending}`, Buffer.from(exported.text), { ...said, currency: 'EUR' })
          const added = again.flatMap(({ accounts: all }) => all.map(({ added: more }) => more))
          expect([ending, query, added]).toEqual([ending, query, [0]])
        }
      }
    }
    expect(await stored()).toEqual(before)
  })

  it('accounts whose names end alike, or have no Latin letter, are several; one of them alone, next month, is still it', async () => {
    const { token } = await api.signUp('namesakes@example.org')
    const body = { provider_id: '9999999', name: 'Budget' }
    const { id } = (await api.call('POST', '/v2.1/connections', { token, body })).body as { id: string }
    const upload = async (...rows: readonly string[]) => {
      const text = ['Account,Date,Payee,Notes,Category,Amount,Cleared', ...rows].join('\n')
      const files = [{ name: 'export.csv', content: Buffer.from(text).toString('base64') }]
      const sent = { files, account: { currency: 'EUR' } }
      const answer = await api.call('POST', `/v2.1/connections/${id}/files`, { token, body: sent })
      expect(answer.status, answer.text).toBe(200)
    }
    const of = (account: string, day: string) => `${account},${day},Shop,,Food,-1.50,true`
    const names = ['Savings', 'Joint Savings', 'Накопления', '储蓄', 'Joint']
    await upload(...names.map((name) => of(name, '2026-01-30')))
    await upload(of('Joint Savings', '2026-01-30'), of('Joint Savings', '2026-02-27'))
    const accounts = (await api.call('GET', '/v2.1/accounts', { token })).body as { id: string; name: string }[]
    expect(accounts.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    const entries = (await api.call('GET', '/v2.1/transactions?limit=200', { token })).body as { account_id: string }[]
    const count = ({ id: of }: { id: string }) => entries.filter(({ account_id }) => account_id === of).length
    expect(Object.fromEntries(accounts.map((one) => [one.name, count(one)]))).toEqual({
      ...{ Savings: 1, 'Joint Savings': 2, Накопления: 1, 储蓄: 1, Joint: 1 },
    })
  })
})
