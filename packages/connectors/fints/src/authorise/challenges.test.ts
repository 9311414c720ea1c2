import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { berlinTime } from './berlin-time.ts'
import { challengeText } from './challenge-text.ts'
import { flickerCode } from './flicker.ts'
import { pictureInText, readPicture, splitText } from './picture.ts'

const png = '\x89PNG\r\n\x1a\n-the-rest'
const counted = (bytes: string) => String.fromCharCode(bytes.length >> 8, bytes.length & 255) + bytes

describe('the bank’s words', () => {
  it('lose their tags and keep their lines', () => {
    expect(
      challengeText('Bitte <b>Startcode</b> 123<br>und<BR/>IBAN &lt;DE&gt; &amp; Betrag&#58; 5&nbsp;EUR<p>x</p>', true),
    ).toBe('Bitte Startcode 123\nund\nIBAN <DE> & Betrag: 5 EURx')
    expect(challengeText('a < b <c>', false)).toBe('a < b <c>')
    expect(challengeText('nochallenge', true)).toBe(undefined)
  })

  it('have an end, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), fc.boolean(), (written, structured) => {
        expect((challengeText(written, structured) ?? '').length).toBeLessThanOrEqual(2_048)
      }),
    )
    expect(challengeText('<'.repeat(100_000), true)?.length).toBe(2_048)
  })
})

describe('pictures', () => {
  it('are taken when all of it fits', () => {
    const base64 = Buffer.from(png, 'latin1').toString('base64')
    expect(readPicture(counted('image/png') + counted(png))).toEqual({ type: 'image/png', base64 })
    expect(readPicture(counted('image/gif') + counted('GIF89a…'))).toMatchObject({ type: 'image/gif' })
  })

  it.each([
    ['another type than it is', counted('image/gif') + counted(png)],
    ['a type that is no picture', counted('text/html') + counted('<script>')],
    ['a length that lies', `${counted('image/png')}\xff\xff${png}`],
    ['nothing', ''],
    ['a word', 'null'],
  ])('are left out with %s', (_name, bytes) => {
    expect(readPicture(bytes)).toBe(undefined)
  })

  it('are found in the text, as savings banks send them', () => {
    const picture = Buffer.from(png.padEnd(200, 'x'), 'latin1').toString('base64')
    const text = `CHLGUC  0${picture.length}${picture}CHLGTEXT0012Bitte scannen`
    expect(pictureInText(text)).toEqual({ picture: { type: 'image/png', base64: picture }, words: 'Bitte scannen' })
    expect(splitText('Bitte TAN eingeben')).toBe(undefined)
  })
})

describe('moving bars', () => {
  it.each([
    // Length, start code with one control byte, two elements: as the standard's own text shows them.
    ['039870110002751041234567890615,00', undefined],
    ['0298701100027510412345678900615', undefined],
  ])('%s is no code when its length lies', (written, code) => {
    expect(flickerCode(written)).toBe(code)
  })

  it('carry start code and elements in packed digits, text by its letters, and both check digits', () => {
    const body = '88012087123410309990412006' + '100,00'
    const written = `${String(body.length).padStart(3, '0')}${body}`
    const code = flickerCode(written)
    // 88: eight digits are four bytes and a control byte follows; an element with a comma is written by its letters.
    expect(code).toMatch(/^[0-9A-F]{2}840120871234053099904120463130302C3030[0-9A-F]{2}$/)
    const bytes = (code?.length ?? 0) / 2 - 1
    expect(Number.parseInt(code?.slice(0, 2) ?? '', 16)).toBe(bytes)
    const xor = [...(code ?? '').slice(0, -2)].reduce((sum, digit) => sum ^ Number.parseInt(digit, 16), 0)
    expect(Number.parseInt(code?.at(-1) ?? '', 16)).toBe(xor)
  })

  it('any text is answered by a code or by nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF,'), maxLength: 120 }), (written) => {
        expect(flickerCode(written) ?? '00').toMatch(/^[0-9A-F]+$/)
      }),
      { numRuns: 1_000 },
    )
  })
})

it('the bank’s time is that of Berlin, in summer and winter', () => {
  expect(berlinTime('20260701', '120000')?.toISOString()).toBe('2026-07-01T10:00:00.000Z')
  expect(berlinTime('20261201', '120000')?.toISOString()).toBe('2026-12-01T11:00:00.000Z')
  expect(berlinTime('', '')).toBe(undefined)
})
