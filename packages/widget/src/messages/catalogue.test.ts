import { expect, it } from 'vitest'
import { defineCatalogue } from './catalogue.ts'
import { en } from './en.ts'
import { translator } from './translate.ts'

// These lines test the compiler: `tsc` fails on an unused @ts-expect-error, so each proves that the mistake is caught.
const t = translator('en')

it('asks for the arguments of a message', () => {
  // @ts-expect-error: argument missing
  expect(() => t('redirect.title')).toThrow()
  // @ts-expect-error: wrong name
  expect(() => t('redirect.title', { banque: 'x' })).toThrow()
  // @ts-expect-error: a number is needed
  t('success.accounts', { count: 'two' })
  // @ts-expect-error: no such message
  expect(() => t('redirect.nothing')).toThrow()
})

it('refuses an incomplete or contradicting catalogue', () => {
  const { 'frame.back': _back, ...incomplete } = en
  // @ts-expect-error: a message is missing
  defineCatalogue(incomplete)
  // @ts-expect-error: an argument that English does not give
  defineCatalogue({ ...en, 'frame.back': 'Back {bank}' })
  expect(defineCatalogue(en)).toBe(en)
})
