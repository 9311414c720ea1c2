import { XMLParser } from 'fast-xml-parser'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness } from '../../api/testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection, seedTransaction } from '../../api/testing/seed-bank-data.ts'

interface Wire {
  id: string
  amount: number
  status: string
  label: string
}

describeEachDatabase('exports', (open) => {
  let api: ApiHarness
  let user: { id: string; token: string }
  let accountId: number
  let cardId: number
  let links: Record<string, string>

  const make = async (body: object = {}) => {
    const { status, body: made } = await api.call('POST', '/v2.1/users/me/access_tokens', {
      token: user.token,
      body: { kind: 'export', name: 'Sheet', ...body },
    })
    expect(status).toBe(201)
    return made as { id: string; links: Record<string, string> }
  }
  const get = (url = '', query = '') => api.call('GET', `${new URL(url).pathname}${query}`)
  const xml = new XMLParser({ parseTagValue: false, ignoreAttributes: false })

  beforeAll(async () => {
    api = await openApiHarness(open, { failureLimits: { signIns: 20, clientSecrets: 5 } })
    user = await api.signUp('household@example.org')
    const userId = Number(user.id)
    const connectionId = await seedConnection(api.database, userId)
    await seedChannel(api.database, connectionId)
    const balance = { balance_minor: 100_000, balance_at: new Date('2026-03-09T18:00:00Z') }
    accountId = await seedAccount(
      api.database,
      { userId, connectionId },
      { ...balance, iban: 'FR7630006000011234567890189' },
    )
    cardId = await seedAccount(api.database, { userId, connectionId }, { type: 'CREDIT_CARD', name: 'Carte' })
    const add = (change: Parameters<typeof seedTransaction>[2], account = accountId) =>
      seedTransaction(api.database, { userId, accountId: account }, change)
    for (let day = 1; day <= 28; day += 1)
      for (let nth = 0; nth < 20; nth += 1)
        await add({ label: `many ${day} ${nth}`, date: `2026-02-${String(day).padStart(2, '0')}`, amount_minor: -nth })
    await add({ label: '=1+1', date: '2026-03-02', amount_minor: -1250, counterparty_iban: 'DE89370400440532013000' })
    await add({ label: 'pending', date: '2026-03-08', amount_minor: -700, status: 'PENDING' })
    await add({ label: 'to come', date: '2026-04-08', origin: 'UPCOMING' })
    await add({ label: 'card', date: '2026-03-03', amount_minor: -99 }, cardId)
    ;({ links } = await make())
  })

  it('serve each format with its type, at an address that nobody guesses', async () => {
    expect(Object.keys(links)).toEqual(['ofx', 'qif', 'csv', 'xml', 'beancount', 'hledger', 'json'])
    for (const [ending, url] of Object.entries(links)) {
      expect(url).toMatch(new RegExp(`^https://api\\.example/exports/[A-Za-z0-9_-]{43}\\.${ending}$`))
      const answer = await get(url)
      expect([ending, answer.status]).toEqual([ending, 200])
      expect(answer.headers).toMatchObject({
        'content-disposition': `attachment; filename="accounts.${ending}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
    }
  })

  it('show in JSON every entry as the API does', async () => {
    const answer = await get(links['json'], '?pending=true')
    const seen = (answer.body as { id: string; transactions: Wire[] }[]).flatMap(({ transactions }) => transactions)
    const wire: Wire[] = []
    for (const page of [1, 2]) {
      const { body } = await api.call('GET', `/v2.1/transactions?limit=500&origin=TRANSACTION&page=${page}`, {
        token: user.token,
      })
      wire.push(...(body as Wire[]))
    }
    const sorted = (all: Wire[]) => all.toSorted((a, b) => Number(a.id) - Number(b.id))
    expect(sorted(seen)).toEqual(sorted(wire))
    expect(seen).toHaveLength(563)
  })

  it('write every booked entry once into each file', async () => {
    const count = async (ending: string, pattern: RegExp, query = '') =>
      (await get(links[ending], query)).text.match(pattern)?.length
    expect(await count('ofx', /<STMTTRN>/g)).toBe(562)
    expect(await count('xml', /<Ntry>/g)).toBe(562)
    expect(await count('qif', /^\^\r$/gm)).toBe(562 + 2)
    expect(await count('csv', /\r\n/g)).toBe(563)
    expect(await count('csv', /\r\n/g, '?pending=1')).toBe(564)
    expect(await count('beancount', /^2026-.* \* /gm)).toBe(562)
    expect(await count('hledger', /^2026-.* \* /gm)).toBe(562)
    expect(await count('ofx', /<STMTTRN>/g, '?pending=1&version=1')).toBe(562)
  })

  it('write statements that add up, for any span', async () => {
    for (const query of ['', '?start_date=2026-02-10&end_date=2026-02-20', '?end_date=2026-02-05']) {
      const { text } = await get(links['xml'], `${query}${query === '' ? '?' : '&'}account_id=${accountId}`)
      const { Stmt } = xml.parse(text).Document.BkToCstmrStmt
      const signed = (one: { Amt: { '#text': string }; CdtDbtInd: string }) =>
        Math.round(Number(one.Amt['#text']) * 100) * (one.CdtDbtInd === 'DBIT' ? -1 : 1)
      const [opening, closing] = Stmt.Bal
      const sum = Stmt.Ntry.map(signed).reduce((all: number, one: number) => all + one, 0)
      expect(signed(opening) + sum, query).toBe(signed(closing))
      expect(Number(Stmt.TxsSummry.TtlNtries.NbOfNtries)).toBe(Stmt.Ntry.length)
    }
  })

  it('start no formula', async () => {
    const { text } = await get(links['csv'], '?start_date=2026-03-02&end_date=2026-03-02')
    expect(text).toContain(",'=1+1,")
  })

  it('narrow by account and day, never widen', async () => {
    const narrow = await make({ account_ids: [String(cardId)], end_date: Date.parse('2026-03-03T12:00:00Z') / 1000 })
    const rows = async (query: string) => (await get(narrow.links['csv'], query)).text.split('\r\n').length - 2
    expect(await rows('')).toBe(1)
    expect(await rows(`?account_id=${accountId}`)).toBe(0)
    expect(await rows(`?account_id=${accountId},${cardId}&start_date=2020-01-01&end_date=2030-01-01`)).toBe(1)
    expect(await rows('?end_date=2026-03-02')).toBe(0)
    for (const bad of [
      'start_date=yesterday',
      'end_date=2026-02-30',
      'account_id=x',
      'preset=other',
      'version=3',
      'start_date=2026-03-02&end_date=2026-03-01',
    ]) {
      const { status, text, headers } = await get(narrow.links['csv'], `?${bad}`)
      expect([bad, status, headers['content-type']]).toEqual([bad, 400, 'text/plain; charset=utf-8'])
      expect(text).toMatch(/^(start_date|end_date|account_id|preset|version): /)
    }
  })

  it('hold what a closed account had', async () => {
    const { kysely } = api.database
    const set = (status: string) => kysely.updateTable('account').set({ status }).where('id', '=', cardId).execute()
    await set('CLOSED')
    expect((await get(links['csv'], `?account_id=${cardId}`)).text).toContain('card')
    await set('ACTIVE')
  })

  it('end when they are revoked; a reader’s secret opens none', async () => {
    const { id, links: own } = await make()
    expect((await get(own['qif'])).status).toBe(200)
    await api.call('DELETE', `/v2.1/users/me/access_tokens/${id}`, { token: user.token })
    const gone = await get(own['qif'])
    expect([gone.status, gone.headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8'])
    for (const name of ['x.csv', `${'x'.repeat(43)}.csv`, `${'x'.repeat(43)}.exe`, 'x'.repeat(43), '.csv', 'a.b.c'])
      expect((await api.call('GET', `/exports/${name}`)).status, name).toBe(404)
  })

  it('are guessed a few times, then not', async () => {
    api.clock.advance(120_000)
    const statuses = []
    for (let tries = 0; tries < 7; tries += 1)
      statuses.push((await api.call('GET', `/exports/${'y'.repeat(43)}.csv`)).status)
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429])
    expect((await get(links['csv'])).status).toBe(200)
  })
})
