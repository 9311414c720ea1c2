import { beforeEach, describe, expect, it } from 'vitest'
import { formFor, linkTo } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import type { ApiUser } from '../support/api-client.ts'
import { expectCalm, expectRefused } from './support/calm.ts'
import { useProxiedWorld } from './support/proxied-world.ts'
import { header } from './support/send.ts'
import { type Seen, Visitor } from './support/visitor.ts'

const payment = { expected_account_types: 'PAYMENT' }
const foreignOrigins = ['https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1:1', 'https://127.0.0.1']

describe('a session and the browser that began it', () => {
  const at = useProxiedWorld()
  let user: ApiUser
  let link: string
  let person: Visitor

  beforeEach(async () => {
    ;({ user, link } = await at().link(payment))
    person = new Visitor()
  })

  const sessionOf = (url: string) => new URL(url).searchParams.get('session_id') ?? ''
  const journeyUrl = () => `${at().url}/v2.1/widget/journey?session_id=${sessionOf(link)}`
  const statuses = async () => (await at().proxy.bank.consents()).map(({ status }) => status)

  async function atTheBank(provider = '101'): Promise<{ page: Seen; bankAddress: string }> {
    const page = await person.choosesBank(link, provider)
    expect(page.kind).toBe('redirect')
    return { page, bankAddress: await person.departs(page) }
  }

  async function connected(): Promise<void> {
    await expect.poll(async () => (await person.open(journeyUrl())).kind).toBe('success')
    expect((await at().api.connections(user)).length).toBe(1)
  }

  describe('posts of other sites', () => {
    let page: Seen
    let body: string
    beforeEach(async () => {
      page = await person.open(link)
      body = new URLSearchParams([
        ...formFor(page, 'choose_provider').fields.map(([name, value]) => [name, value]),
        ['provider_id', '100'],
      ]).toString()
    })
    const url = () => `${at().url}/v2.1/widget/journey`

    it('are refused by Origin and by Sec-Fetch-Site; the person’s own post still works', async () => {
      for (const origin of foreignOrigins) expect((await person.post(url(), body, { origin })).status, origin).toBe(403)
      for (const site of ['cross-site', 'same-site', 'same-origin'])
        for (const origin of foreignOrigins)
          expect((await person.post(url(), body, { 'sec-fetch-site': site, origin })).status, site).toBe(403)
      expect((await person.open(journeyUrl())).kind).toBe('providers')
      expect((await person.post(url(), body, { 'sec-fetch-site': 'same-origin' })).kind).toBe('consent')
    })

    it('of a page of ours that WebKit calls cross-site, for it opens a new tab, are answered by the page itself', async () => {
      const headers = {
        ...{ 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url()).origin },
        'sec-fetch-site': 'cross-site',
      }
      const { status, text } = await person.once(url(), { method: 'POST', body, headers })
      expect(status).toBe(200)
      expect(text).toContain('data-kind="consent"')
    })

    it('do nothing without the page’s token, with a made-up one, or with another session’s', async () => {
      const other = await at().link(payment)
      const stranger = new Visitor()
      const theirs = Object.fromEntries(formFor(await stranger.open(other.link), 'choose_provider').fields)
      const mine = new URLSearchParams(body)
      const revision = (mine.get('page') ?? '').split('.')[0]
      for (const token of ['', 'x', `${revision}.`, `${revision}.${'A'.repeat(22)}`, theirs['page'] ?? '']) {
        mine.set('page', token)
        const answer = await person.post(url(), mine.toString())
        expectCalm(answer.got, token)
        expect(answer.kind, token).toBe('providers')
      }
      expect((await person.post(url(), body)).kind).toBe('consent')
    })

    it('an old form (back button, second click) changes nothing', async () => {
      expect((await person.post(url(), body)).kind).toBe('consent')
      const again = new URLSearchParams(body)
      again.set('provider_id', '102')
      expect((await person.post(url(), again.toString())).kind).toBe('consent')
      const consent = await person.open(journeyUrl())
      expect(consent.text).toContain('Raccord Test Bank')
      expect(consent.text).not.toContain('Raccord Test Bank Classic')
    })

    it('hostile Host and X-Forwarded-* change no address on the page and are not believed', async () => {
      const headers = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        'x-forwarded-for': '203.0.113.7',
        forwarded: 'host=evil.example;proto=https',
        'x-original-url': '/success',
        'x-rewrite-url': '/success',
        'x-http-method-override': 'DELETE',
      }
      for (const forged of [headers, { host: 'evil.example' }, { host: 'evil.example:4400' }, { host: '' }]) {
        const seen = await person.once(journeyUrl(), { headers: forged })
        expectCalm(seen, JSON.stringify(forged))
        expect(seen.text).not.toContain('evil.example')
        expect(header(seen, 'set-cookie')).not.toContain('Secure')
        const done = await person.once(url(), {
          method: 'POST',
          body,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            origin: 'https://evil.example',
            ...forged,
            ...(forged === headers ? {} : { host: new URL(at().url).host }),
          },
        })
        expect(done.status).toBe(403)
      }
      const api = await person.once(`${at().url}/v2.1/widget_session`, { headers: { host: 'evil.example' } })
      expect(api.text).not.toContain('evil.example')
    })
  })

  it('another browser sees nothing personal, moves nothing on, and begins nothing', async () => {
    await person.choosesBank(link, '102')
    const stranger = new Visitor()
    for (const url of [link, journeyUrl(), `${link}&provider_id=100`]) {
      const seen = await stranger.open(url)
      expect(seen.kind).toBe('unbound')
      expect(seen.text).not.toContain('Classic')
    }
    expect((await stranger.once(`${at().url}/v2.1/widget/progress?session_id=${sessionOf(link)}`)).status).toBe(404)
    const own = Object.fromEntries(formFor(await person.open(journeyUrl()), 'credentials').fields)
    // Whatever he may have seen of the person's page but its secret.
    const body = new URLSearchParams({
      ...own,
      f_login: 'dev',
      f_password: 'dev',
      page: `${own['page']?.split('.')[0]}.${'B'.repeat(22)}`,
    })
    expect((await stranger.post(`${at().url}/v2.1/widget/journey`, body.toString())).kind).toBe('unbound')
    expect((await person.open(journeyUrl())).kind).toBe('credentials')
    expect(await at().api.connections(user)).toEqual([])
  })

  it('a browser that can begin nothing does not keep the person’s own out', async () => {
    const { link: fresh } = await at().link(payment)
    for (const endpoint of ['edit_credentials', 'user_input', 'manage_accounts']) {
      const wrong = fresh.replace('add_connection', endpoint)
      for (const url of [wrong, `${wrong}&connection_id=999999`])
        expect([400, 404], url).toContain((await new Visitor().once(url)).status)
    }
    expect((await new Visitor().open(fresh)).kind).toBe('providers')
  })

  it('a ticket to the bank leads on its own browser alone, and once', async () => {
    const page = await person.choosesBank(link, '101')
    const ticket = linkTo(page, /\/depart\?/)
    const strangers: readonly Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
    ]
    for (const headers of strangers) {
      const stranger = await new Visitor(headers).open(ticket)
      expectRefused(stranger.got, JSON.stringify(headers))
      expect(stranger.kind).toBe('confirm_owner')
      expect(header(stranger.got, 'set-cookie')).toBe('')
    }
    expect((await person.once(ticket)).status).toBe(303)
    for (const visitor of [person, new Visitor()]) expect((await visitor.once(ticket)).status).toBe(409)
    const forged = ticket.replace(
      /ticket=(\d+)\.(\d+)/,
      (_all, leg: string, count: string) => `ticket=${leg}.${Number(count) + 1}`,
    )
    expectRefused(await person.once(forged), 'forged')
  })

  it('the person’s own return goes on at once, and its replay changes nothing', async () => {
    const { bankAddress } = await atTheBank()
    const back = await person.approvesAtBank(bankAddress)
    await person.open(back)
    await connected()
    const again = await person.open(back)
    expect(again.kind).toBe('success')
    expectRefused(await new Visitor().once(back), 'replay by another browser')
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('a return at another provider’s address is refused, and still counts at the right one', async () => {
    const { bankAddress } = await atTheBank()
    const back = await person.approvesAtBank(bankAddress)
    for (const provider of ['100', '102', '103', '999', '__proto__'])
      expect((await person.once(back.replace('/callback/101', `/callback/${provider}`))).status).toBe(409)
    await person.open(back)
    await connected()
  })

  it('someone else’s half-done link: whose browser comes back must say so; "no" revokes and stores nothing', async () => {
    const { bankAddress } = await atTheBank()
    const victim = new Visitor()
    const back = await victim.approvesAtBank(bankAddress)
    const question = await victim.open(back)
    expect(question.kind).toBe('confirm_owner')
    // Neither the session nor a way into it is told to him.
    expect(question.text).not.toContain(sessionOf(link))
    expect(header(question.got, 'content-security-policy')).toContain("frame-ancestors 'none'")
    const before = (await statuses()).length
    const form = formFor(question, 'owner_no')
    const no = new URLSearchParams(form.fields.map(([name, value]) => [name, value])).toString()
    expect((await victim.post(form.action, no, { 'sec-fetch-site': 'cross-site' })).status).toBe(409)
    expect((await victim.post(form.action, no, { origin: 'https://evil.example' })).status).toBe(409)
    await victim.post(form.action, no)
    expectRefused((await victim.post(form.action, no)).got, 'proof again')
    const yes = no.replace('owner_no', 'owner_yes')
    expectRefused((await victim.post(form.action, yes)).got, 'the other answer later')
    await expect.poll(async () => (await statuses()).at(-1)).toBe('terminatedByTpp')
    expect((await statuses()).length).toBe(before)
    expect(await at().api.connections(user)).toEqual([])
    // The one who had laid it out gets nothing from it either.
    expect((await person.open(journeyUrl())).kind).not.toBe('success')
  })

  it('cookies off: the same question, "yes" goes on', async () => {
    const { bankAddress } = await atTheBank()
    const back = await person.approvesAtBank(bankAddress)
    person.forgetCookies()
    const question = await person.open(back)
    expect(question.kind).toBe('confirm_owner')
    const seen = await person.submit(question, 'owner_yes')
    expectCalm(seen.got, 'yes')
    await expect.poll(async () => (await at().api.connections(user))[0]?.status).toBe('SUCCESS')
  })

  it('OAuth: a return in another issuer’s name, with another state or another’s code is refused', async () => {
    const { bankAddress } = await atTheBank('103')
    const back = new URL(await person.approvesAtBank(bankAddress))
    expect(back.searchParams.get('iss')).toBe(`${at().proxy.url}/berlin-group-oauth`)
    const unknown = new URL(back)
    unknown.searchParams.set('state', 'x'.repeat(43))
    expect((await person.once(unknown.href)).status).toBe(409)
    back.searchParams.set('iss', 'https://evil.example')
    const mixedUp = await person.open(back.href)
    expect(mixedUp.kind).toBe('error')
    expect(at().proxy.exchanges.filter(({ path }) => path.endsWith('/token'))).toEqual([])
    expect(await at().api.connections(user)).toEqual([])
  })

  it('OAuth: a code that belongs to another session brings nobody’s accounts here', async () => {
    const attacker = new Visitor()
    const theirs = await at().link(payment)
    const stolen = new URL(
      await attacker.approvesAtBank(await attacker.departs(await attacker.choosesBank(theirs.link, '103'))),
    )
    const { bankAddress } = await atTheBank('103')
    const back = new URL(await person.approvesAtBank(bankAddress))
    back.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect((await person.open(back.href)).kind).toBe('error')
    expect(await at().api.connections(user)).toEqual([])
  })

  for (const [what, address] of [
    ['another host', 'https://evil.example/sign-in'],
    ['a host that only begins alike', 'HOST.evil.example/sign-in'],
    ['user info', 'http://HOST@evil.example/'],
    ['another port', 'http://127.0.0.1:1/sign-in'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['a network address', 'http://169.254.169.254/latest/meta-data'],
    ['a protocol-relative address', '//evil.example/'],
  ] as const)
    it(`a bank that sends people to ${what} is not followed`, async () => {
      const evil = address
        .replace('HOST', `http://${new URL(at().proxy.url).host}`)
        .replace('http://http://', 'http://')
      at().proxy.tamper = (_path, answer) =>
        answer.replace(/"scaRedirect":\{"href":"[^"]*"/, `"scaRedirect":{"href":${JSON.stringify(evil)}`)
      const page = await person.choosesBank(link, '101')
      at().proxy.tamper = undefined
      expect(page.kind).toBe('error')
      expect(page.text).not.toContain('evil.example')
      expectCalm(page.got, what)
      expect(await at().api.connections(user)).toEqual([])
    })
})
