import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { violationsOf } from '../../packages/widget/browser/judge.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { example } from '../support/guide-example.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }

interface GuideCode {
  signInLink(given: { auth: string; clientId: string; redirectUri: string; scope: string }): {
    url: string
    state: string
    verifier: string
  }
  exchange(given: {
    auth: string
    clientId: string
    clientSecret: string
    redirectUri: string
    code: string
    verifier: string
  }): Promise<{ access_token: string }>
}

/** The code of docs/guide/sign-in.md, as somebody would copy it. */
async function guideCode(): Promise<GuideCode> {
  const code = `${await example('sign-in', 'sign-in-link')}\n${await example('sign-in', 'exchange')}`
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as GuideCode
}

/** What stands beside the widget: signing in by OAuth, and the sandbox's comparison of an old link with the new one. */
describeInChromium('side doors', (browsers) => {
  const at = useWorld({ env: { RACCORD_LOG_LEVEL: 'trace' } })
  const app = useClientApp()

  it('a person signs in for a client, in each language, with and without JavaScript', async () => {
    browsers.expectConsole(/status of 400/)
    const { api, world } = at()
    const password = `pw-${randomBytes(9).toString('hex')}`
    const wrong = `wrong-${randomBytes(9).toString('hex')}`
    const email = `ada-${randomBytes(4).toString('hex')}@example.org`
    const own = await (await api.post('/token', { ...client, grant_type: 'client_credentials' })).json()
    await api.post('/v2.1/users', { email, password }, String((own as { access_token: string }).access_token))
    const languages = [
      { locale: 'fr-FR', title: 'Identifiez-vous', allows: 'lire vos opérations', refused: 'incorrect' },
      { locale: 'en-GB', title: 'Sign in', allows: 'read your transactions', refused: 'not right' },
      { locale: 'it-IT', title: 'Accesso', allows: 'leggere i suoi movimenti', refused: 'non è corretta' },
      { locale: 'es-ES', title: 'Acceda', allows: 'consultar sus movimientos', refused: 'no son correctos' },
      { locale: 'de-AT', title: 'Anmelden', allows: 'Ihre Umsätze zu lesen', refused: 'stimmt nicht' },
    ] as const
    const guide = await guideCode()
    const asked: string[] = []
    for (const { locale, title, allows, refused } of languages) {
      const context = await browsers.open({ locale, javaScriptEnabled: locale !== 'fr-FR' })
      context.on('request', (request) => void asked.push(request.url()))
      const page = await context.newPage()
      const person = new Person(page)
      const redirectUri = `${app().url}/oauth?shop=1`
      const scope = 'accounts_read transactions_read'
      const { url, state, verifier } = guide.signInLink({ auth: world.url, clientId: 'sandbox', redirectUri, scope })
      await page.goto(url)
      await person.sees('sign_in')
      expect(await person.title()).toBe(title)
      expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2))
      expect(await page.locator('main').textContent()).toContain(allows)

      const submit = page.locator('footer button.button')
      await submit.click()
      await page.locator('[role=alert] a[href="#f_email"]').waitFor()
      expect(await page.locator('#f_password').getAttribute('aria-invalid')).toBe('true')
      await page.locator('#f_email').fill(email)
      await page.locator('#f_password').fill(wrong)
      await submit.click()
      await page.locator('[role=alert]', { hasText: refused }).waitFor()
      expect(await page.locator('#f_email').inputValue()).toBe(email)
      expect(await page.locator('#f_password').inputValue()).toBe('')
      await page.locator('#f_password').fill(password)
      await submit.click()
      await page.waitForURL(`${app().url}/oauth?**`)
      const back = new URL(page.url()).searchParams
      expect([back.get('shop'), back.get('state'), back.get('iss')]).toEqual(['1', state, world.url])
      const ids = { auth: world.url, clientId: 'sandbox', clientSecret: 'sandbox-secret', redirectUri }
      const tokens = await guide.exchange({ ...ids, code: back.get('code') ?? '', verifier })
      const { access_token: accessToken } = tokens
      expect(await api.get({ id: '', email, accessToken }, '/v2.1/users/me')).toMatchObject({ email })

      await page.goto(url)
      await page.locator('footer a.quiet').click()
      await page.waitForURL(`${app().url}/oauth?**`)
      expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied')
    }
    // Neither the log, at its finest, nor any address holds the password; the code is in the client's address alone.
    const log = world.raccord.output()
    expect(log).toContain('sign-in refused')
    for (const secret of [password, wrong]) {
      expect(log).not.toContain(secret)
      expect(asked.filter((url) => url.includes(secret))).toEqual([])
    }
    expect(log).not.toContain(email)
    expect(asked.filter((url) => /[?&]code=/.test(url) && !url.startsWith(`${app().url}/oauth?`))).toEqual([])
  })

  it('an old link beside the new one: translated, explained, both journeys to their end', async () => {
    const { world } = at()
    const context = await browsers.open({ viewport: { width: 1100, height: 900 } })
    const asked: string[] = []
    context.on('request', (request) => void asked.push(request.url()))
    const page = await context.newPage()
    await page.goto(`${world.url}/compare`)
    const old =
      'https://old.example/widget/add_connection?session_id=secret-of-mine&channel_definition_id=10000&captive_mode=true&redirect_uri=https%3A%2F%2Fevil.example%2Fback'
    await page.locator('textarea').fill(old)
    await page.locator('button').click()
    const shown = await page.locator('#new').textContent()
    expect(shown).toBe(
      'https://old.example/v2.1/widget/add_connection?session_id=…&expected_account_types=OTHER&provider_id=100&wait_sync_end=true&redirect_url=https%3A%2F%2Fevil.example%2Fback',
    )
    const explained = await page.locator('main ol').textContent()
    for (const words of ['captive_mode=true → wait_sync_end=true', 'Loans and savings only', 'moved under /v2.1'])
      expect(explained).toContain(words)
    expect(await page.locator('main').textContent()).toContain('Return addresses lead to a page of this sandbox')

    for (const side of ['Before', 'After']) {
      const frame = page.frameLocator(`iframe[title^="${side}"]`)
      const person = new Person(page, frame)
      await frame.locator('.card[data-kind=consent], .card[data-kind=credentials]').waitFor()
      if ((await frame.locator('.card[data-kind=consent]').count()) > 0) await person.agrees()
      await person.signsInHere()
      await person.finishes()
      await frame.locator('h1', { hasText: 'Back at your page' }).waitFor()
      const told = await frame.locator('table').textContent()
      for (const word of ['success', 'created', 'connection_id']) expect(told).toContain(word)
    }
    // The same people: a link about the connection that they have now.
    await page.locator('textarea').fill('GET /widget/edit_credentials?session_id=x&captive_mode=true HTTP/1.1')
    await page.locator('button').click()
    await page.locator('#new', { hasText: '/v2.1/widget/edit_credentials' }).waitFor()
    for (const side of ['Before', 'After'])
      await page
        .frameLocator(`iframe[title^="${side}"]`)
        .locator('.card[data-kind=consent], .card[data-kind=credentials]')
        .waitFor()
    expect(asked.filter((url) => !url.startsWith(world.url) && !url.startsWith('data:'))).toEqual([])
    expect(asked.filter((url) => url.includes('secret-of-mine'))).toEqual([])

    // What was just used is in the report, with what takes its place.
    await page.goto(`${world.url}/migration`)
    const report = await page.locator('[data-client=sandbox]').textContent()
    for (const word of ['/widget_session', '/widget/add_connection', 'captive_mode', 'wait_sync_end'])
      expect(report).toContain(word)
    expect(await page.locator('[data-client=sandbox] svg[role=img]').getAttribute('aria-label')).toContain('in all')
    for (const path of ['/migration', '/docs/migration', '/compare', '/compare/back?status=success']) {
      await page.goto(world.url + path)
      expect(await violationsOf(page), path).toEqual([])
    }
  })

  it('previous names on the new links are in the report too', async () => {
    const { api, link } = at()
    const opened = await link({ select_accounts: 'true' })
    expect((await fetch(opened.link)).status).toBe(200)
    const again = await api.post('/v2.1/widget_session?locale=fr&shop=1', {
      ...client,
      access_token: opened.user.accessToken,
    })
    expect(again.status).toBe(200)
    const token = await (await api.post('/token', { ...client, grant_type: 'client_credentials' })).json()
    const accessToken = String((token as { access_token: string }).access_token)
    // Uses are written together, a moment later.
    const uses = async () => {
      const report = await api.get<{ uses: { name: string; replacement: string }[] }>(
        { id: '', email: '', accessToken },
        '/v2.1/migration_report',
      )
      return report.uses
        .filter(({ name }) => name === 'select_accounts' || name.endsWith('on the session call'))
        .map(({ name, replacement }) => `${name}: ${replacement}`)
        .sort()
    }
    await expect
      .poll(uses)
      .toEqual(['locale on the session call: on the GET links', 'select_accounts: consent_per_account'])
  })

  it('nothing that is pasted is opened, followed or drawn', async () => {
    browsers.expectConsole(/status of 400/)
    const { world } = at()
    const paste = (line: string, headers: Record<string, string> = {}) =>
      fetch(`${world.url}/compare`, { method: 'POST', body: new URLSearchParams({ line }), headers })
    const evil = '"><script>alert(1)</script><iframe src=javascript:alert(1)>'
    for (const line of [
      '',
      ' ',
      'javascript:alert(1)',
      'javascript:alert(1)//https://x.example/widget/add_connection',
      'data:text/html,<script>alert(1)</script>',
      '//evil.example/widget/add_connection',
      'https://user:secret@evil.example/widget/add_connection',
      'https://evil.example/',
      'https://evil.example/widget/add_connection/../../admin',
      'file:///etc/passwd',
      'http://[::1',
      evil,
      `https://evil.example/widget/add_connection?x=${evil}`,
      'wget https://evil.example/widget/add_connection',
      `https://evil.example/widget/add_connection?x=${'a'.repeat(5000)}`,
      '\u0000/widget/add_connection',
    ]) {
      const answer = await paste(line)
      const html = await answer.text()
      expect(answer.status, line).toBe(400)
      expect(html, line).not.toMatch(/<iframe|<script|(?:href|src|action)="(?!\/)/)
      expect(answer.headers.get('content-security-policy')).toContain(
        "default-src 'none'; style-src 'self'; frame-src 'self'",
      )
    }
    const hostile = `https://evil.example/widget/add_connection?captive_mode=${encodeURIComponent(evil)}&redirect_uri=javascript:alert(1)&client_secret=keep-me`
    const html = await (await paste(hostile)).text()
    expect(html).not.toMatch(/<script|keep-me/)
    expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url?.split('?')[0])).toEqual(
      expect.arrayContaining(['/widget/add_connection', '/v2.1/widget/add_connection']),
    )
    expect(html).not.toMatch(/(?:href|src|action)="(?!\/(?!\/))/)
    expect((await paste('/widget/terms', { origin: 'https://evil.example' })).status).toBe(403)

    const page = await (await browsers.open()).newPage()
    const dialogs: string[] = []
    page.on('dialog', (dialog) => void dialogs.push(dialog.message()))
    await page.goto(`${world.url}/compare`)
    for (const line of [evil, hostile]) {
      await page.locator('textarea').fill(line)
      await page.locator('button').click()
      await page.locator('[role=alert], #new').first().waitFor()
    }
    await page.goto(`${world.url}/compare/back?x=${encodeURIComponent(evil)}`)
    expect(await page.locator('table').textContent()).toContain(evil)
    expect(dialogs).toEqual([])
  })
})
