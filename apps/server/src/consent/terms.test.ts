import { describe, expect, it } from 'vitest'
import { registeredText } from './terms.ts'

describe('the registered text', () => {
  const terms = { it: 'Condizioni', en: 'Terms', fr: 'Conditions' }

  it.each([
    ['in the person’s language', terms, 'fr', 'fr', 'Conditions'],
    ['else in English', { it: 'Condizioni', en: 'Terms' }, 'fr', 'en', 'Terms'],
    ['else in any', { it: 'Condizioni' }, 'fr', 'it', 'Condizioni'],
    ['what is empty, or no text, is none', { fr: '', en: 7, it: 'Condizioni' }, 'fr', 'it', 'Condizioni'],
  ] as const)('is %s', (_name, given, locale, language, text) => {
    expect(registeredText(given, locale)).toMatchObject({ language, text })
  })

  it('is none where there is none', () => expect(registeredText({}, 'fr')).toBeUndefined())

  it('has a version that belongs to this text in this language', () => {
    const version = (given: Readonly<Record<string, string>>, locale: 'en' | 'fr' = 'fr') =>
      registeredText(given, locale)?.version
    expect(version(terms)).toMatch(/^fr\.[0-9a-f]{16}$/)
    expect(version({ ...terms, en: 'Other' })).toBe(version(terms))
    expect(version({ ...terms, fr: 'Autres' })).not.toBe(version(terms))
    expect(version({ fr: 'Same' })).not.toBe(version({ en: 'Same' }))
  })
})
