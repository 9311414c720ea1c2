import { locales } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import { chooseLocale, languages, translator } from './catalogue.ts'
import { en } from './en.ts'

const codes = languages.map(({ code }) => code)

describe('the languages of home', () => {
  it('are all that the widget speaks', () => {
    for (const locale of locales) expect(codes).toContain(locale)
  })

  it.each(codes.filter((code) => code !== 'en'))('%s says nothing in English, but for names', (code) => {
    const t = translator(code)
    const plain = Object.entries(en).filter(([, text]) => typeof text === 'string' && text.includes(' '))
    const same = plain.filter(([key, text]) => t(key as 'frame.home') === text)
    expect(same).toEqual([])
  })

  it('never writes of an amount, a name or a day less than it was given', () => {
    for (const code of codes) {
      const t = translator(code)
      expect(t('chart.says', 'A', 'B', 'C', 'D')).toMatch(/A.*B.*C.*D/)
      expect(t('banks.ends', 'BANK', 'DAY')).toMatch(/BANK.*DAY|DAY.*BANK/)
      expect(t('banks.quota', 3, 4)).toMatch(/3.*4|4.*3/)
    }
  })

  it('are chosen by the member, then by the browser, in its order', () => {
    expect(chooseLocale('it', 'fr')).toBe('it')
    expect(chooseLocale(undefined, 'de-CH;q=0.1, fr;q=0.9, en;q=0.5')).toBe('fr')
    expect(chooseLocale('xx', undefined)).toBe('en')
    expect(chooseLocale('__proto__', '__proto__')).toBe('en')
  })
})
