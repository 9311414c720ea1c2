import { describe, expect, it } from 'vitest'
import { currentTerms, registeredText } from './terms.ts'

describe('the registered text', () => {
  const terms = { it: 'Condizioni', en: 'Terms', fr: 'Conditions' }

  it.each([
    ['in the person’s language', terms, 'fr', 'fr', 'Conditions'],
    ['else in English', { it: 'Condizioni', en: 'Terms' }, 'fr', 'en', 'Terms'],
    ['in English, before another that comes first', { de: 'Bedingungen', en: 'Terms' }, 'fr', 'en', 'Terms'],
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

describe('the terms of today', () => {
  it('are our own lines alone where the client registered no text', () => {
    expect(currentTerms({}, 'fr')).toEqual({ version: 'terms-1' })
    expect(currentTerms({ fr: '' }, 'fr')).toEqual({ version: 'terms-1' })
  })

  it('are the same in every language: accepted in one, accepted; and in whichever order they were registered', () => {
    const [french, english] = [
      currentTerms({ en: 'Terms', fr: 'Conditions' }, 'fr'),
      currentTerms({ fr: 'Conditions', en: 'Terms' }, 'de'),
    ]
    expect([french.own, english.own]).toEqual(['Conditions', 'Terms'])
    expect(french.version).toMatch(/^terms-1\+[0-9a-f]{16}$/)
    expect(english.version).toBe(french.version)
  })

  it('change with any of the texts', () => {
    const version = (of: Readonly<Record<string, unknown>>) => currentTerms(of, 'fr').version
    const all = ['Conditions', 'Autres'].flatMap((fr): Record<string, string>[] => [
      { fr },
      { fr, en: 'Terms' },
      { fr, en: 'Others' },
    ])
    expect(new Set(all.map(version)).size).toBe(all.length)
  })

  it('in a language that nobody registered are the first of them by its code', () => {
    expect(currentTerms({ it: 'Condizioni', es: 'Condiciones' }, 'fr').own).toBe('Condiciones')
  })
})
