import { constants, generateKeyPairSync, verify } from 'node:crypto'
import type { BankContext, SealKey } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type OAuthOptions, oauthOptions } from './options.ts'
import { signerOf, signJwt } from './signer.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = (key: typeof rsa.privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

const options = (more: object): OAuthOptions =>
  z.strictObject(oauthOptions).parse({ server: { metadataUrl: 'https://bank.example/m' }, clientId: 'us', ...more })
const bank = (seal?: SealKey): BankContext => ({
  providerId: '1',
  options: {},
  http: { send: () => Promise.reject(new Error('no network in this test')) },
  now: () => new Date(),
  locale: 'en',
  log: () => {},
  ...(seal ? { identity: { seal } } : {}),
})

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
const forms = {
  PS256: { key: rsa.publicKey, ...pss },
  RS256: { key: rsa.publicKey, padding: constants.RSA_PKCS1_PADDING },
  ES256: { key: ec.publicKey, dsaEncoding: 'ieee-p1363' },
} as const

test.each([
  ['PS256', rsa.privateKey],
  ['RS256', rsa.privateKey],
  ['ES256', ec.privateKey],
] as const)('%s by a key of the option', async (signingAlgorithm, key) => {
  const given = options({ signingKey: pem(key), signingKeyId: 'k1', signingAlgorithm })
  const [header = '', claims = '', signature = ''] = (await signJwt(signerOf(bank(), given), { a: 1 })).split('.')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
    alg: signingAlgorithm,
    typ: 'JWT',
    kid: 'k1',
  })
  const signed = Buffer.from(`${header}.${claims}`)
  expect(verify('sha256', signed, forms[signingAlgorithm], Buffer.from(signature, 'base64url'))).toBe(true)
})

test('PS256 by the operator’s seal, wherever its key is', async () => {
  const asked: string[] = []
  const seal: SealKey = {
    certificate: 'unused',
    sign: async (algorithm, data) => {
      asked.push(algorithm)
      return Buffer.from(data).reverse()
    },
  }
  const [header, claims, signature = ''] = (await signJwt(signerOf(bank(seal), options({})), { a: 1 })).split('.')
  expect(asked).toEqual(['rsa-pss-sha256'])
  expect(Buffer.from(signature, 'base64url').reverse().toString()).toBe(`${header}.${claims}`)
})

test('what an operator has to put right is said without the key', async () => {
  const broken: SealKey = { certificate: 'unused', sign: () => Promise.reject(new Error('pin 1234')) }
  await expect(signJwt(signerOf(bank(broken), options({})), {})).rejects.toThrow('the seal key could not sign')
  const secret = pem(ec.privateKey)
  for (const [more, seal] of [
    [{}, undefined],
    [{ signingAlgorithm: 'ES256' }, broken],
    [{ signingKey: 'not a key' }, undefined],
    [{ signingKey: secret, signingAlgorithm: 'PS256' }, undefined],
    [{ signingKey: pem(rsa.privateKey), signingAlgorithm: 'ES256' }, undefined],
  ] as const) {
    let said = ''
    try {
      signerOf(bank(seal), options(more))
    } catch (error) {
      said = String(error)
    }
    expect(said).toMatch(/^SigningError: /)
    expect(said).not.toMatch(/PRIVATE|not a key|1234/)
  }
})
