import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { Person } from '../e2e/person.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { freePort } from '../support/free-port.ts'
import { databaseKinds, startRaccord } from '../support/raccord-process.ts'
import { startBankProxy } from './support/bank-proxy.ts'
import { Canaries } from './support/canaries.ts'
import { canaryPsu, unique } from './support/canary-file.ts'
import { noteBankIds, processes, watch } from './support/canary-watch.ts'
import { dumpDatabase } from './support/dump.ts'
import { freshPostgres } from './support/fresh-postgres.ts'
import { runCli } from './support/run-cli.ts'
import { allowedInUrl } from './support/url-table.ts'

/** One person's whole life with Raccord, every secret in it unique; then everything that was written down is searched. */
for (const kind of databaseKinds())
  describeInChromium(`canaries [${kind}]`, (browsers) => {
    const client = useClientApp()
    const seen = { urls: [] as string[], pages: [] as { url: string; status: number; text: string }[] }
    const cleaning: (() => Promise<unknown>)[] = []
    afterAll(async () => {
      for (const clean of cleaning.reverse()) await clean()
    })

    it('none is found outside the places where it belongs', async () => {
      browsers.expectConsole(/status of 4\d\d/)
      const canaries = new Canaries()
      const psu = canaryPsu()
      const secret = `cs-${unique()}`
      const password = `upw-${unique()}`
      const [wrongPassword, wrongOtp] = [`wrong-${unique()}`, 'ZZ0WRONG0Z']
      const [oldKey, newKey, metricsToken] = [1, 2, 3].map(() => randomBytes(32).toString('base64')) as [
        string,
        string,
        string,
      ]
      canaries.add('client secret', 'secret', secret)
      canaries.add('user password', 'secret', password)
      canaries.add('bank password', 'secret', psu.password)
      canaries.add('bank one-time code', 'secret', psu.otp)
      canaries.add('wrong bank password', 'secret', wrongPassword)
      canaries.add('wrong one-time code', 'secret', wrongOtp)
      canaries.add('vault key', 'secret', oldKey)
      canaries.add('new vault key', 'secret', newKey)
      canaries.add('metrics token', 'secret', metricsToken)
      canaries.add('bank login', 'secret', psu.login)
      canaries.add('owner', 'personal', psu.owner.split(' ')[0])
      for (const value of [...psu.ibans, ...psu.labels.map((label) => label.split(' ')[1] ?? ''), ...psu.accountNames])
        canaries.add('account data', 'personal', value)
      const email = `person-${unique()}@example.org`
      canaries.add('e-mail', 'personal', email)
      const fileToken = unique()
      canaries.add('configuration address', 'personal', fileToken)
      client().put(`/${fileToken}.txt`, 'text/plain; charset=utf-8', psu.file)
      const bankSignIn = {
        login: psu.login,
        password: psu.password,
        configurationUrl: `${client().url}/${fileToken}.txt`,
      }

      const proxy = await startBankProxy()
      cleaning.push(() => proxy.stop())
      const dataDir = await mkdtemp(join(tmpdir(), 'raccord-canaries-'))
      cleaning.push(() => rm(dataDir, { recursive: true, force: true }))
      const database = kind === 'postgres' ? await freshPostgres() : undefined
      if (database) cleaning.push(() => database.remove())
      const env = {
        RACCORD_PORT: String(await freePort()),
        RACCORD_LOG_LEVEL: 'trace',
        RACCORD_DATA: dataDir,
        RACCORD_TESTBANK_URL: proxy.url,
        RACCORD_SANDBOX_CLIENT_SECRET: secret,
        RACCORD_VAULT_KEY: `old:${oldKey}`,
        RACCORD_METRICS_TOKEN: metricsToken,
        RACCORD_OFFER_SECONDS: '900',
        ...(database ? { DATABASE_URL: database.url } : {}),
      }
      let raccord = await startRaccord(env)
      cleaning.push(() => raccord.stop())
      const base = raccord.url
      const logs: string[] = []
      const errorBodies: string[] = []

      async function call(method: string, path: string, body?: object, token?: string): Promise<Response> {
        seen.urls.push(`API ${base}${path}`)
        const answer = await fetch(base + path, {
          method,
          headers: {
            ...(body ? { 'content-type': 'application/json' } : {}),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        })
        if (answer.status >= 400) errorBodies.push(await answer.clone().text())
        return answer
      }
      const json = async (answer: Promise<Response>) => (await (await answer).json()) as Record<string, string>
      const ids = { client_id: 'sandbox', client_secret: secret }

      // The client's side, slips included.
      const forClient = await json(call('POST', '/token', { ...ids, grant_type: 'client_credentials' }))
      canaries.add('client token', 'secret', forClient['access_token'])
      expect((await call('POST', '/v2.1/users', { email, password }, forClient['access_token'])).status).toBe(201)
      const signIn = { ...ids, grant_type: 'password', username: email, password }
      await call('POST', '/token', { ...signIn, password: wrongPassword })
      await call('POST', '/token', { ...signIn, client_secret: wrongPassword })
      await call('POST', '/v2.1/users', { email, password }, forClient['access_token'])
      await call('POST', '/v2.1/users', { email: wrongPassword, password: [wrongPassword] }, forClient['access_token'])
      await call('GET', '/v2.1/users/me', undefined, wrongPassword)
      let tokens = await json(call('POST', '/token', signIn))
      const note = (given: typeof tokens) => {
        canaries.add('access token', 'secret', given['access_token'])
        canaries.add('refresh token', 'secret', given['refresh_token'])
      }
      note(tokens)
      tokens = await json(
        call('POST', '/token', { ...ids, grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] }),
      )
      note(tokens)
      await call('POST', '/token', { ...ids, grant_type: 'refresh_token', refresh_token: wrongPassword })

      // The sign-in page: its code is in the page that leads to the client, and nowhere else.
      const redirect_uri = `${client().url}/oauth`
      const asked = { response_type: 'code', client_id: 'sandbox', redirect_uri, f_email: email }
      // What somebody typed wrongly comes back to him, the password never: so nobody's email here.
      await call('POST', '/signin', { ...asked, f_email: 'nobody@example.org', f_password: wrongPassword })
      const left = await (await call('POST', '/signin', { ...asked, f_password: password })).text()
      const code = /code=([\w-]{43})/.exec(left)?.[1]
      canaries.add('sign-in code', 'secret', code)
      const exchange = { ...ids, grant_type: 'authorization_code', code, redirect_uri }
      note(await json(call('POST', '/token', exchange)))
      expect((await call('POST', '/token', exchange)).status).toBe(400)
      const asUser = (method: string, path: string, body?: object) => call(method, path, body, tokens['access_token'])

      async function opensWidget(endpoint: string, parameters: Record<string, string>): Promise<Person> {
        const answer = await json(
          call('POST', '/v2.1/widget_session', { ...ids, access_token: tokens['access_token'] }),
        )
        canaries.add('session id', 'secret', answer['session_id'])
        const context = await browsers.open()
        watch(context, base, canaries, seen)
        const page = await context.newPage()
        const link = (answer['_links'] as unknown as Record<string, string>)[endpoint]
        await page.goto(`${link}&${new URLSearchParams(parameters)}`)
        return new Person(page)
      }
      const back = `${client().url}/back`

      // REDIRECT with a code on the bank's pages, EMBEDDED with password and code, the choice of accounts; slips each time.
      const one = await opensWidget('add_connection', { redirect_url: back, consent_per_account: 'true' })
      await one.goesToBank()
      await one.triesAtBank({ ...bankSignIn, password: wrongPassword })
      await one.page.locator('.summary').waitFor()
      await one.signsInAtBank({ ...bankSignIn, otp: wrongOtp })
      await one.page.locator('.summary').waitFor()
      await one.entersOtpAtBank(psu.otp)
      await one.sees('offer')
      await one.does('offer_accept')
      await one.signsInHere({ ...bankSignIn, password: wrongPassword })
      await one.find('[role=alert], .summary, .errors').first().waitFor()
      await one.signsInHere(bankSignIn)
      await one.entersCode(wrongOtp)
      await one.find('.danger').waitFor()
      await one.entersCode(psu.otp)
      await one.sees('accounts')
      await one.does('accounts')
      await one.finishes()
      await one.page.waitForURL(`${back}?**`)

      // OAuth, and a refusal with its screen.
      const two = await opensWidget('add_connection', { expected_account_types: 'PAYMENT', redirect_url: back })
      await two.goesToBank('Raccord Test Bank OAuth')
      await two.page.locator('button[value=refuse]').click()
      await two.sees('error')
      await two.does('retry')
      await two.leavesForBank()
      await two.signsInAtBank({ ...bankSignIn, otp: psu.otp })
      await two.finishes()
      await two.page.waitForURL(`${back}?**`)

      const connections = (await (await asUser('GET', '/v2.1/connections')).json()) as {
        id: string
        provider_id: string
      }[]
      expect(connections.length).toBe(2)
      const connectionId = connections.find(({ provider_id }) => provider_id === '100')?.id ?? ''
      const three = await opensWidget('edit_credentials', {
        connection_id: connectionId,
        expected_account_types: 'OTHER',
        redirect_url: back,
      })
      await three.agrees()
      await three.signsInHere(bankSignIn)
      await three.entersCode(psu.otp)
      await three.finishes()
      await three.page.waitForURL(`${back}?**`)

      // A link that is refused, an expired page, a return that is nobody's.
      await opensWidget('add_connection', { redirect_url: `https://evil.example/${unique()}` }).then((lost) =>
        lost.sees('error'),
      )
      await opensWidget('manage_accounts', { connection_id: connectionId }).then((manager) => manager.sees('manage'))

      async function synchronised(): Promise<void> {
        expect((await asUser('POST', `/v2.1/connections/${connectionId}/sync`)).status).toBe(204)
        await expect.poll(connectionStatus).toBe('SUCCESS')
      }
      async function connectionStatus(): Promise<string> {
        const answer = (await (await asUser('GET', `/v2.1/connections/${connectionId}`)).json()) as { status: string }
        return answer.status
      }
      await synchronised()
      const transactions = await (await asUser('GET', '/v2.1/transactions')).text()
      expect(canaries.in(transactions, 'personal')).toContain('account data')
      const metrics = await (await call('GET', '/metrics', undefined, metricsToken)).text()
      expect(metrics).toContain('process_')
      const environment = processes(raccord.pid).filter(({ pid }) => pid !== raccord.pid)
      environment.push(...processes(proxy.bank.pid))

      // What the bank gave out, as it went over the wire.
      noteBankIds(proxy, canaries)
      for (const name of ['consent id', 'authorisation id', 'bank access token', 'bank refresh token', 'state', 'code'])
        expect(canaries.all.map((canary) => canary.name)).toContain(name)

      // The search finds what is there: everything typed did go to the bank, and came to the pages where it belongs.
      const wire = proxy.exchanges.map((one) => JSON.stringify(one)).join('\n')
      const atBank = ['bank password', 'bank one-time code', 'wrong bank password', 'wrong one-time code', 'bank login']
      expect(canaries.in(wire, 'secret', 'bank')).toEqual(
        expect.arrayContaining([...atBank, 'consent id', 'code verifier', 'state']),
      )
      expect(canaries.in(seen.pages.map(({ text }) => text).join('\n'), 'secret')).toContain('page secret')

      logs.push(raccord.output())
      await raccord.stop()
      const tables = await dumpDatabase(database ? { databaseUrl: database.url } : { dataDir })
      const exported = join(dataDir, 'export.gz')
      await runCli(['db', 'export', exported], env)

      // The store as it stands with all the data in it. Nothing secret opens without the key; personal data is where it belongs.
      const personalTables = ['public.account', 'public.transaction', 'public.connection', 'public.app_user']
      expect([...tables.keys()]).toEqual(expect.arrayContaining([...personalTables, 'pgboss.job', 'public.leg']))
      for (const [table, text] of tables) {
        expect(canaries.in(text, 'secret', 'bank'), table).toEqual([])
        if (!personalTables.includes(table)) expect(canaries.in(text, 'personal'), table).toEqual([])
      }
      expect(canaries.in([...tables.values()].join('\n'), 'personal')).toEqual(['account data', 'e-mail', 'owner'])
      const exportText = gunzipSync(await readFile(exported)).toString('utf8')
      expect(canaries.in(exportText, 'secret', 'bank')).toEqual([])

      // Another key in front: what the old one sealed opens still; then everything is deleted.
      raccord = await startRaccord({ ...env, RACCORD_VAULT_KEY: `new:${newKey},old:${oldKey}` })
      await synchronised()
      expect((await asUser('DELETE', `/v2.1/connections/${connectionId}`)).status).toBe(204)
      await expect
        .poll(async () => (await proxy.bank.consents()).filter(({ status }) => status === 'valid').length)
        .toBe(1)
      expect((await asUser('DELETE', '/v2.1/users/me')).status).toBe(204)
      await expect
        .poll(async () => (await proxy.bank.consents()).filter(({ status }) => status === 'valid').length)
        .toBe(0)
      logs.push(raccord.output())
      await raccord.stop()
      noteBankIds(proxy, canaries)
      for (const [table, text] of await dumpDatabase(database ? { databaseUrl: database.url } : { dataDir }))
        expect(canaries.in(text, 'secret', 'bank', 'personal'), `${table} after deletion`).toEqual([])

      expect(logs.join('').split('\n').length).toBeGreaterThan(100)
      for (const line of [...logs, proxy.bank.output()].join('\n').split('\n'))
        expect(canaries.in(line, 'secret', 'bank', 'personal'), line.slice(0, 400)).toEqual([])
      expect(canaries.in(metrics, 'secret', 'bank', 'personal')).toEqual([])
      for (const body of errorBodies) expect(canaries.in(body, 'secret', 'bank', 'personal'), body).toEqual([])
      for (const one of environment) expect(canaries.in(one.text, 'secret', 'bank', 'personal'), one.name).toEqual([])

      const urls = [
        ...seen.urls,
        ...proxy.exchanges.map(({ path }) => `${proxy.url}${path}`),
        ...client().visits.map((visit) => client().url + visit),
      ]
      expect(urls.length).toBeGreaterThan(100)
      for (const url of urls) {
        const found = canaries.in(url, 'secret', 'bank', 'personal')
        expect(
          found.filter((name) => !allowedInUrl(name, url, { server: base, bank: proxy.url, client: client().url })),
          url,
        ).toEqual([])
      }

      // Pages are the person's own: they hold his session, the proof of their forms, and the data he asked to see.
      expect(seen.pages.length).toBeGreaterThan(20)
      const inPages = ['page secret', 'session id', 'departure ticket']
      for (const { url, status, text } of seen.pages) {
        const found = canaries.in(text, 'secret', 'bank')
        const isLogin =
          found.filter((name) => name === 'bank login').length > 0 && text.includes('data-kind="credentials"')
        const more = isLogin ? ['bank login'] : []
        expect(
          found.filter((name) => ![...inPages, ...more].includes(name)),
          `${status} ${url}`,
        ).toEqual([])
        if (text.includes('data-kind="error"')) expect(canaries.in(text, 'personal'), `${status} ${url}`).toEqual([])
      }
    }, 170_000)
  })
