import { describe, expect, it } from 'vitest'
import { decodeSegments } from '../wire/decode.ts'
import { bankParametersOf, camtFormatOf } from './parameters.ts'
import { tanMethodsOf } from './tan-methods.ts'
import { userParametersOf, withSepa } from './user-accounts.ts'

const segments = (text: string) => {
  const decoded = decodeSegments(text)
  if (decoded.kind === 'broken') throw new Error(decoded.why)
  return decoded.segments
}

const first = '2:MS1.0.0:photoTAN::photoTAN:8:1:TAN:999:J:1:N:0:0:N:J:00:0:J:1'
const app = '2:Decoupled:Decoupled::App:::TAN:2048:J:1:N:0:0:N:J:00:2:N:5:60:3:2:J:N'

describe('methods of TAN', () => {
  it('are read by the stride of their version, the higher one wins', () => {
    const methods = tanMethodsOf(
      segments(
        `HITANS:1:6:4+1+1+1+J:N:0:900:${first}:901:${first}'HITANS:2:7:4+1+1+1+J:N:0:900:${first}::::::922:${app}'`,
      ),
    )
    expect(methods).toEqual([
      expect.objectContaining({ id: '900', version: 7, kind: 'photo', maxLength: 8, format: 'digits', medium: 'none' }),
      expect.objectContaining({ id: '901', version: 6 }),
      expect.objectContaining({
        id: '922',
        kind: 'decoupled',
        medium: 'must',
        polls: { most: 60, firstMs: 3_000, nextMs: 2_000, automatic: false },
      }),
    ])
  })

  it('of another stride are dropped as a whole: counters are no methods', () => {
    expect(tanMethodsOf(segments(`HITANS:2:6:4+1+1+1+J:N:0:922:${app}:923:${app}'`))).toEqual([])
    expect(tanMethodsOf(segments("HITANS:2:7:4+1'HITANS:3:6:4'HITANS:4:6:4+1+1+1+J:N:0'"))).toEqual([])
  })
})

it('a bank’s parameters: orders, versions, formats letter by letter; nothing without HIBPA', () => {
  const known = bankParametersOf(
    segments(
      "HIBPA:1:3:4+12+280:12345678+Bank'HICAZS:2:1:4+1+1+1+450:N:N:urn?:iso?:camt.052.001.02:camt.052.001.08.xsd'" +
        "HIKAZS:3:5:4+1+1+90:J'HIKAZS:4:7:4+1+1+1+360:J:N'HISALS:5:7:4+1+1+1'HISPAS:6:1:4+1+1+1+J:J:N:x'XIXYZ:7:1:4+?'?+'" +
        "HIPINS:8:1:4+1+1+1+5:38:6:User::HKKAZ:J:HKSAL:N:what:J:HKSPA'",
    ),
  )
  expect(known).toMatchObject({
    version: '12',
    orders: { HKKAZ: true, HKSAL: false },
    versions: { HKKAZ: [5, 7], HKSAL: [7] },
    camt: { days: 450, formats: ['urn:iso:camt.052.001.02', 'camt.052.001.08.xsd'] },
    mt940Days: 360,
    nationalAccounts: true,
  })
  expect(camtFormatOf(known?.camt?.formats ?? [])).toBe('camt.052.001.08.xsd')
  expect(bankParametersOf(segments("HIKAZS:3:5:4+1+1+90:J'"))).toBe(undefined)
})

it('a person’s accounts, with and without IBAN, and what SEPA adds', () => {
  const user = userParametersOf(
    segments(
      "HIUPA:1:4:4+max+7+0'HIUPD:2:6:4+123:01:280:12345678+DE02 1203 0000 0000 2020 51+max+1+EUR+Max+Muster+Giro++HKSAL:1+HKCAZ:1'" +
        "HIUPD:3:4:4+456::280:12345678+max+50+EUR+Max++Karte++DKKKU:1'HIUPD:4:6:4'",
    ),
  )
  expect(user).toMatchObject({
    version: '7',
    openOrders: false,
    accounts: [
      {
        number: '123',
        sub: '01',
        iban: 'DE02120300000000202051',
        kind: 1,
        owner: 'Max Muster',
        orders: ['HKSAL', 'HKCAZ'],
      },
      { number: '456', kind: 50, product: 'Karte', orders: ['DKKKU'] },
    ],
  })
  const [giro, card] = withSepa(
    user?.accounts ?? [],
    segments("HISPA:5:1:3+J:DE02120300000000202051:BYLADEM1001:123:01:280:12345678'"),
  )
  expect(giro).toMatchObject({ sepa: true, bic: 'BYLADEM1001' })
  expect(card).not.toMatchObject({ sepa: expect.anything() })
  expect(userParametersOf(segments("HIRMG:1:2+0010::x'"))).toBe(undefined)
})
