import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BANK_OFFERED, startTestTpp, type TestTpp } from '../testing/test-tpp.ts'

let tpp: TestTpp
beforeAll(async () => {
  tpp = await startTestTpp()
})
afterAll(() => tpp.close())

/** On the bank's own pages, up to the first challenge. */
async function signIn(login: string) {
  const { body } = await tpp.consent(BANK_OFFERED)
  const { url } = await tpp.open(body._links?.['scaRedirect']?.href ?? '')
  const first = await tpp.post(url, { step: 'login', login, password: login })
  const page = await tpp.open(url)
  const account = [...page.text.matchAll(/name="account" value="([^"]*)"/g)].map((match) => match[1] ?? '')
  if (first.status === 303) await tpp.post(url, { step: 'accounts', account })
  const status = async () => (await tpp.call(`/consents/${body.consentId}/status`)).body.consentStatus
  return { url, first, status, otp: (otp: string) => tpp.post(url, { step: 'otp', otp }) }
}

describe('challenges on the bank’s own pages', () => {
  test('several in a row, pictures included', async () => {
    const { url, otp, status } = await signIn('otp+photo_tan+question')
    expect((await tpp.open(url)).text).toContain('•• 21')
    await otp('123456')
    const photo = await tpp.open(url)
    expect(photo.text).toContain('src="data:image/png;base64,iVBOR')
    expect(photo.headers.get('content-security-policy')).toContain("img-src 'self' data:")
    expect((await otp('123456')).status).toBe(422)
    await otp('7654321')
    expect((await tpp.open(url)).text).toContain('first pet')
    expect(await status()).toBe('received')
    expect((await otp('fido')).location).toContain('/back?state=s%201')
    expect(await status()).toBe('valid')
  })

  test('a request in the app: not yet, then approved', async () => {
    const { url, otp, status } = await signIn('push')
    const page = await tpp.open(url)
    const app = /href="(\/app\/[^"]+)"/.exec(page.text)?.[1] ?? ''
    const control = /number (\d\d)/.exec(page.text)?.[1]
    expect((await otp('')).status).toBe(422)
    const phone = await tpp.open(tpp.origin + app, 'fr')
    expect(phone.text).toContain(`le nombre ${control}`)
    const foreign = await tpp.post(tpp.origin + app, { decision: 'approve' }, { origin: 'https://evil.example' })
    expect(foreign.status).toBe(400)
    await tpp.post(tpp.origin + app, { decision: 'approve' })
    // The first answer counts.
    await tpp.post(tpp.origin + app, { decision: 'refuse' })
    expect((await tpp.open(tpp.origin + app)).text).toContain('You have approved')
    expect((await otp('')).status).toBe(303)
    expect(await status()).toBe('valid')
  })

  test('refused in the app, expired: nothing is shared', async () => {
    const refused = await signIn('push_refused(0)')
    expect((await refused.otp('')).status).toBe(303)
    expect(await refused.status()).toBe('rejected')
    const late = await signIn('otp+expires(20)')
    await tpp.advance(30 / 86_400)
    const page = await late.otp('123456')
    expect([page.status, await late.status()]).toEqual([410, 'rejected'])
  })

  test('an unknown word is named beside the login, with the words there are', async () => {
    const { first } = await signIn('otp+pigeon')
    expect(first.status).toBe(422)
    expect(first.text).toMatch(/id="login-error">[^<]*“pigeon”[^<]*photo_tan/)
  })

  test('an app page of nobody', async () => {
    expect((await tpp.open(`${tpp.origin}/app/nothing`)).status).toBe(404)
    expect((await tpp.post(`${tpp.origin}/app/nothing`, { decision: 'approve' })).status).toBe(404)
  })

  test('the file of a composed login can be read', async () => {
    const file = await tpp.open(`${tpp.origin}/scenarios/${encodeURIComponent('otp.then.photo_tan')}.txt`)
    expect(file.text).toMatch(/CHALLENGE\|OTP\|123456[\s\S]*THEN\|reads\|0\|expired\nCHALLENGE\|PHOTO_TAN/)
    expect((await tpp.open(`${tpp.origin}/scenarios/otp+pigeon.txt`)).status).toBe(404)
  })
})
