import { locales } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import { languages, translator } from './catalogue.ts'
import { en } from './en.ts'

const codes = languages.map(({ code }) => code)
/** Words that are the same there. */
const shared = /^(Raccord console|Passkeys|Webhooks)$/

describe('the languages of the console', () => {
  it('are all that the widget speaks', () => {
    for (const locale of locales) expect(codes).toContain(locale)
  })

  it.each(codes.filter((code) => code !== 'en'))('%s says nothing in English', (code) => {
    const t = translator(code)
    const plain = Object.entries(en).filter(([, text]) => typeof text === 'string' && text.includes(' '))
    expect(plain.filter(([key, text]) => t(key as 'nav.you') === text && !shared.test(String(text)))).toEqual([])
  })

  it('never write of a figure, a name or a time less than they were given', () => {
    for (const code of codes) {
      const t = translator(code)
      expect(t('overview.hoursSays', '123', '45')).toMatch(/123.*45/)
      expect(t('banks.closedLater', 'FROM', 'UNTIL')).toMatch(/FROM.*UNTIL/)
      expect(t('clients.rotateText', 'NAME')).toContain('NAME')
      expect(t('webhooks.hours', 72)).toContain('72')
    }
  })
})
