import { readFileSync } from 'node:fs'
import { locales, nameOf } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import { chooseLanguage } from '../../apps/testbank/src/pages/messages/choose-language.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** What the types can't see: rooms that share no code with the table of languages, and data. */
describe.each(locales)('a language of the widget: %s', (locale) => {
  const english = nameOf(locale, 'en')

  it('is spoken by the test bank', () => {
    expect(chooseLanguage(`${locale}, en;q=0.1`).language).toBe(locale)
    expect(chooseLanguage(locale).locale).toMatch(new RegExp(`^${locale}-[A-Z]{2}$`))
  })

  it('has the labels of every field that a bank of the catalogue asks for', () => {
    const without: string[] = []
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('en' in value && typeof value.en === 'string' && !(locale in value)) without.push(value.en)
      Object.values(value).forEach(look)
    }
    look(JSON.parse(read('packages/connectors/catalogue/brands/interfaces.json')))
    expect(without).toEqual([])
  })

  it('can be chosen in the demo, and is named where the product is described', () => {
    expect(read('apps/demo/src/connect-form.ts')).toContain(`${locale}: '${english}'`)
    expect(read('README.md')).toContain(english)
    expect(read('docs/guide/sign-in.md')).toContain(english)
    expect(read('docs/guide/sign-in.md')).toContain(`\`${locale}\``)
    expect(read('docs/guide/theming.md')).toContain(`\`${locale}\``)
  })
})
