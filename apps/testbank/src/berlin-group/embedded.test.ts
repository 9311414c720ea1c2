import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GLOBAL, startTestTpp, type TestTpp } from '../testing/test-tpp.ts'

const FILE = (type: string) =>
  `CREDENTIALS|ann|p|wrong\nCREDENTIALS|ann|ünï\nCREDENTIALS_OWNER|ANN\nACCOUNT|x|01|21/08/26|1|${type}||false||n|||FR7630006000011234567890189|EUR\nTRANSACTION|1|01/01/26|x\n`
let tpp: TestTpp
let files: Server
let host = ''
beforeAll(async () => {
  tpp = await startTestTpp()
  files = createServer((request, response) => {
    response.setHeader('content-type', 'text/plain')
    const [first, ...rest] = FILE('Savings').split('\n')
    response.end(request.url === '/bad.txt' ? `${first}\n${rest.join('\n')}` : rest.join('\n'))
  })
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  host = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
})
afterAll(async () => {
  files.close()
  await tpp.close()
})

const EMBEDDED = { 'TPP-Redirect-Preferred': 'false' }
async function begin() {
  const created = await tpp.consent(GLOBAL, EMBEDDED)
  const start = created.body._links?.['startAuthorisationWithPsuAuthentication']?.href ?? ''
  return { created, start, id: created.body.consentId ?? '' }
}
const signIn = (start: string, login: string, password: string, headers: Record<string, string> = {}) =>
  tpp.call(start, { method: 'POST', headers: { 'PSU-ID': login, ...headers }, body: { psuData: { password } } })

describe('the embedded approach', () => {
  test('password alone is enough where the file asks for no code; all account types are open', async () => {
    const { created, id, start } = await begin()
    expect([created.status, created.headers.get('ASPSP-SCA-Approach')]).toEqual([201, 'EMBEDDED'])
    const answer = await signIn(start, 'dev', 'dev')
    expect([answer.status, answer.body.scaStatus]).toEqual([201, 'exempted'])
    expect((await tpp.call(`/consents/${id}/status`)).body.consentStatus).toBe('valid')
    const { accounts } = (await tpp.read(id, '/accounts')).body
    expect(accounts?.map(({ cashAccountType }) => cashAccountType)).toEqual(['CACC', 'CACC', 'SVGS', 'LOAN'])
    expect(accounts?.every(({ ownerName }) => ownerName === 'Camille Arnaud')).toBe(true)
    expect((await tpp.read(id, '/card-accounts')).body.cardAccounts).toHaveLength(1)
  })

  test('a wrong password is named, can be corrected, and ends the consent the fifth time', async () => {
    const { id, start } = await begin()
    const wrong = await signIn(start, 'dev', 'nope')
    expect([wrong.status, wrong.code]).toEqual([401, 'PSU_CREDENTIALS_INVALID'])
    expect((await signIn(start, 'nobody', 'nope')).body.tppMessages).toEqual(wrong.body.tppMessages)
    expect((await signIn(start, 'dev', 'dev')).body.scaStatus).toBe('exempted')
    expect((await tpp.call(`/consents/${id}/status`)).body.consentStatus).toBe('valid')
    const other = await begin()
    for (const _ of [1, 2, 3, 4, 5]) await signIn(other.start, 'dev', 'nope')
    expect((await tpp.call(`/consents/${other.id}/status`)).body.consentStatus).toBe('rejected')
    expect((await signIn(other.start, 'dev', 'dev')).code).toBe('STATUS_INVALID')
  })

  test('a code is asked for by the one method there is; wrong ones are counted', async () => {
    const { id, start } = await begin()
    const asked = await signIn(start, 'otp', 'otp')
    expect(asked.body).toMatchObject({
      scaStatus: 'scaMethodSelected',
      chosenScaMethod: {
        authenticationMethodId: 'sms',
        authenticationType: 'SMS_OTP',
        name: 'text message to •• •• •• 21',
      },
      challengeData: {
        otpMaxLength: 6,
        otpFormat: 'integer',
      },
    })
    const next = asked.body._links?.['authoriseTransaction']?.href ?? ''
    const answer = (otp: string) => tpp.call(next, { method: 'PUT', body: { scaAuthenticationData: otp } })
    const wrong = await answer('000000')
    expect([wrong.status, wrong.code, wrong.body._links?.['authoriseTransaction']?.href]).toEqual([
      400,
      'SCA_INVALID',
      next,
    ])
    expect((await tpp.call(next)).body.scaStatus).toBe('scaMethodSelected')
    expect((await answer('123456')).body.scaStatus).toBe('finalised')
    expect((await answer('123456')).code).toBe('STATUS_INVALID')
    expect((await tpp.call(`/consents/${id}/authorisations`)).body.authorisationIds).toEqual([
      asked.body.authorisationId,
    ])
    expect((await tpp.read(id, '/accounts')).body.accounts).toHaveLength(3)
  })

  test('after the last wrong code the authorisation has failed for good', async () => {
    const { id, start } = await begin()
    const next = (await signIn(start, 'letters', 'letters')).body._links?.['authoriseTransaction']?.href ?? ''
    const answer = (otp: string) => tpp.call(next, { method: 'PUT', body: { scaAuthenticationData: otp } })
    expect((await answer('k7wq2p')).body._links).toBeDefined()
    expect((await answer('nope')).body._links).toBeUndefined()
    expect((await tpp.call(next)).body.scaStatus).toBe('failed')
    expect((await answer('K7WQ2P')).code).toBe('SCA_INVALID')
    expect((await tpp.call(`/consents/${id}/status`)).body.consentStatus).toBe('rejected')
  })

  test('several methods are offered; each shows its own challenge', async () => {
    const { start } = await begin()
    const offered = await signIn(start, 'methods', 'methods')
    expect(offered.body.scaStatus).toBe('psuAuthenticated')
    expect(offered.body.scaMethods?.map(({ authenticationType }) => authenticationType)).toEqual([
      'SMS_OTP',
      'CHIP_OTP',
      'PHOTO_OTP',
      'SMTP_OTP',
    ])
    const next = offered.body._links?.['selectAuthenticationMethod']?.href ?? ''
    const choose = (id: string) => tpp.call(next, { method: 'PUT', body: { authenticationMethodId: id } })
    expect((await choose('pigeon')).code).toBe('SCA_METHOD_UNKNOWN')
    expect((await choose('chip')).body.challengeData).toMatchObject({ data: [expect.stringMatching(/^\d{8}$/)] })
    const photo = (await choose('photo')).body.challengeData
    expect(Buffer.from(String(photo?.['image']), 'base64').subarray(1, 4).toString()).toBe('PNG')
    expect((await tpp.call(next, { method: 'PUT', body: { scaAuthenticationData: '246810' } })).body.scaStatus).toBe(
      'finalised',
    )
  })

  test('identification and password may come one after the other', async () => {
    const { start } = await begin()
    const blank = await tpp.call(start, { method: 'POST', body: {} })
    const there = blank.body._links?.['updatePsuIdentification']?.href ?? ''
    expect(blank.body.scaStatus).toBe('received')
    const known = await tpp.call(there, { method: 'PUT', headers: { 'PSU-ID': 'dev' }, body: {} })
    expect(known.body.scaStatus).toBe('psuIdentified')
    const href = known.body._links?.['updatePsuAuthentication']?.href ?? ''
    expect((await tpp.call(href, { method: 'PUT', body: { psuData: { password: 'x' } } })).code).toBe(
      'PSU_CREDENTIALS_INVALID',
    )
    expect((await tpp.call(href, { method: 'PUT', body: { psuData: { password: 'dev' } } })).body.scaStatus).toBe(
      'exempted',
    )
  })

  test('the configuration file comes by PSU-Corporate-ID', async () => {
    const { id, start } = await begin()
    // Headers carry bytes: a login beyond ASCII travels as UTF-8.
    const answer = await signIn(start, 'ann', 'ünï', { 'PSU-Corporate-ID': `${host}/good.txt` })
    expect(answer.body.scaStatus).toBe('exempted')
    expect((await tpp.read(id, '/accounts')).body.accounts).toMatchObject([{ cashAccountType: 'SVGS' }])
    const bad = await signIn((await begin()).start, 'ann', 'x', { 'PSU-Corporate-ID': `${host}/bad.txt` })
    expect([bad.status, bad.code]).toEqual([400, 'FORMAT_ERROR'])
    expect(bad.body.tppMessages?.[0]).toMatchObject({
      path: 'PSU-Corporate-ID',
      text: expect.stringMatching(/line 1: .*number of fields/),
    })
    expect(bad.body.tppMessages?.[0]?.text).not.toContain('wrong')
    const inside = await signIn((await begin()).start, 'ann', 'x', { 'PSU-Corporate-ID': 'http://10.0.0.1/x.txt' })
    expect(inside.body.tppMessages?.[0]?.text).toContain('private address')
  })

  test.each([
    ['down', 503, 'SERVICE_UNAVAILABLE'],
    ['blocked', 403, 'SERVICE_BLOCKED'],
    ['expired', 401, 'PASSWORD_EXPIRED'],
  ])('customer %s: %i %s', async (login, status, code) => {
    const answer = await signIn((await begin()).start, login, login)
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  test('customer refuse is refused at the end, and the consent with him', async () => {
    const { id, start } = await begin()
    expect((await signIn(start, 'refuse', 'refuse')).body.scaStatus).toBe('failed')
    expect((await tpp.call(`/consents/${id}/status`)).body.consentStatus).toBe('rejected')
  })

  test('sentences for the PSU come in his language', async () => {
    const asked = await signIn((await begin()).start, 'otp', 'otp', { 'PSU-Accept-Language': 'it-IT,en;q=0.3' })
    expect(asked.body['psuMessage']).toBe('Inserisca il codice per confermare.')
  })
})
