import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { fileIban, statementFile } from '../../../../../tests/support/statement-files.ts'
import { zipOf } from '../../../../../tests/support/zip-of.ts'
import { type ApiHarness, openApiHarness } from './testing/api-harness.ts'

const lines = ['2026-03-02 -4.20 CAFE DU PORT', '2026-03-03 1200.00 ACME PAYROLL']

describeEachDatabase('files by API', (open) => {
  let api: ApiHarness
  let token: string
  let other: string
  let connection: string
  beforeAll(async () => {
    api = await openApiHarness(open)
    token = (await api.signUp('one@example.org')).token
    other = (await api.signUp('two@example.org')).token
    const made = await create()
    connection = (made.body as { id: string }).id
  })
  afterAll(() => api.app.close())

  const create = (body: object = { provider_id: '9999999', name: 'Old account' }) =>
    api.call('POST', '/v2.1/connections', { token, body })
  const upload = (
    files: readonly { name: string; bytes: Uint8Array }[],
    more: object = {},
    whose = token,
    id = connection,
  ) => {
    const sent = files.map(({ name, bytes }) => ({ name, content: Buffer.from(bytes).toString('base64') }))
    return api.call('POST', `/v2.1/connections/${id}/files`, { token: whose, body: { files: sent, ...more } })
  }
  const transactions = async () => (await api.call('GET', '/v2.1/transactions', { token })).body as object[]

  it('makes a connection that says what it is, and refuses to make one of a bank', async () => {
    const made = await create()
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      provider_id: '9999999',
      name: 'Old account',
      auto_sync: false,
      channels: [{ channel_definition_id: '999999900', status: 'EMPTY', channel_definition_unavailable: false }],
    })
    expect((await create({ provider_id: '100' })).body).toMatchObject({ error: 'invalid_request' })
    const provider = await api.call('GET', '/v2.1/providers/9999999', { token })
    expect(provider.body).toMatchObject({ name: 'Upload a statement' })
    const { id } = made.body as { id: string }
    expect((await api.call('POST', `/v2.1/connections/${id}/sync`, { token })).status).toBe(204)
  })

  it('imports several files at once, zipped or not, and says what is new', async () => {
    const ofx = await statementFile('ofx', lines)
    const csv = await statementFile('csv', [...lines, '2026-03-05 -31.90 LIBRAIRIE DES QUAIS'])
    const zip = zipOf({ 'march/a.ofx': ofx.bytes, '__MACOSX/x': Buffer.from('x'), 'march/b.csv': csv.bytes })
    const answer = await upload([{ name: 'march.zip', bytes: zip }, ofx])
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      files: [
        { name: 'march/a.ofx', format: 'ofx', status: 'IMPORTED', accounts: [{ received: 2, added: 2 }] },
        { name: 'march/b.csv', format: 'csv', status: 'IMPORTED', accounts: [{ received: 3, added: 1 }] },
        { name: 'statement.ofx', format: 'ofx', status: 'IMPORTED', accounts: [{ received: 2, added: 0 }] },
      ],
    })
    expect(await transactions()).toHaveLength(3)
    const accounts = await api.call('GET', '/v2.1/accounts', { token })
    expect(accounts.body).toMatchObject([{ iban: fileIban, connection_id: connection, balance: 834.5 }])
    const shown = await api.call('GET', `/v2.1/connections/${connection}`, { token })
    expect(shown.body).toMatchObject({ status: 'SUCCESS' })
  })

  it('is nobody else’s', async () => {
    const answer = await upload([await statementFile('ofx', lines)], {}, other)
    expect([answer.status, answer.body]).toMatchObject([404, { error: 'not_found' }])
  })

  it('answers an unclear CSV with what it guessed, and takes what is said', async () => {
    const bytes = Buffer.from('Posted;Text;Sum\n05/04/2026;CAFE;-1,50\n06/04/2026;TABAC;-2,50\n')
    const account = { iban: fileIban, currency: 'EUR' }
    const asked = await upload([{ name: 'a.csv', bytes }], { account })
    const [file] = (asked.body as { files: { csv: object; sample: object[] }[] }).files
    expect(file).toMatchObject({
      status: 'UNCLEAR',
      accounts: [],
      sample: [{ cells: ['Posted', 'Text', 'Sum'] }, {}, {}],
    })
    expect(await transactions()).toHaveLength(3)
    const csv = { ...file?.csv, day_order: 'dmy' }
    const answer = await upload([{ name: 'a.csv', bytes }], { account, csv })
    expect(answer.body).toMatchObject({ files: [{ status: 'IMPORTED', accounts: [{ added: 2 }], csv }] })
  })

  it('refuses what is hostile, by name, and stores nothing of it', async () => {
    const before = await transactions()
    const bomb = zipOf({ 'a.csv': new Uint8Array(80 * 1024 * 1024) })
    const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${'<!ENTITY b "&a;&a;">'.repeat(20)}]><Document>&b;</Document>`
    const many = zipOf(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n}.csv`, new Uint8Array(1)])))
    const good = await statementFile('ofx', ['2026-03-09 -1.00 NEVER STORED'])
    const hostile: [Uint8Array, number, string][] = [
      [bomb, 413, 'file_too_large'],
      [many, 413, 'file_too_large'],
      [Buffer.from(laughs), 422, 'file_unreadable'],
      [Buffer.from('%PDF-1.7'), 422, 'file_unreadable'],
      [Buffer.alloc(0), 422, 'file_unreadable'],
      [Buffer.from('PK\u0003\u0004broken'), 422, 'file_unreadable'],
    ]
    for (const [bytes, status, error] of hostile) {
      const answer = await upload([good, { name: 'x', bytes }])
      expect([answer.status, answer.body], error).toMatchObject([status, { error }])
      expect(answer.text).toContain('files.1: ')
    }
    const large = await api.call('POST', `/v2.1/connections/${connection}/files`, {
      ...{ token, body: 'x'.repeat(30_000_000), headers: { 'content-type': 'application/json' } },
    })
    expect([large.status, large.body]).toMatchObject([413, { error: 'payload_too_large' }])
    const wrong = { files: [{ name: 'x', content: '***' }] }
    const answer = await api.call('POST', `/v2.1/connections/${connection}/files`, { token, body: wrong })
    expect(answer.body).toMatchObject({
      error: 'invalid_request',
      error_description: 'files.0.content: is not base64.',
    })
    const unnamed = await upload([await statementFile('qif', lines)], { account: { currency: 'USD' } })
    expect([unnamed.status, unnamed.body]).toMatchObject([422, { error: 'file_account_unclear' }])
    expect(await transactions()).toEqual(before)
  })
})
