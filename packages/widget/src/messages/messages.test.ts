import { readdirSync, readFileSync } from 'node:fs'
import { locales } from '@raccord/contract'
import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { formatsFor } from './format.ts'
import { catalogues, translator } from './translate.ts'

const keys = Object.keys(en) as (keyof typeof en)[]
// Arguments as the parser sees them, plural branches included (element type 0 is literal text, 7 is `#`).
interface Node {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>
}
const argumentsOf = (nodes: readonly Node[]): string[] =>
  nodes.flatMap(({ type, value, options = {} }) => [
    ...(type === 0 || type === 7 ? [] : [String(value)]),
    ...Object.values(options).flatMap((option) => argumentsOf(option.value)),
  ])
const names = (text: string) =>
  [...new Set(argumentsOf(new IntlMessageFormat(text).getAst() as readonly Node[]))].sort()
const source = readdirSync(new URL('../', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('messages/') && !path.includes('.test.'))
  .map((path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))
  .join('\n')

describe.each(locales)('%s', (locale) => {
  const catalogue = catalogues[locale]

  it('has every message, with the arguments of the English one, and each can be read', () => {
    expect(Object.keys(catalogue)).toEqual(keys)
    for (const key of keys) {
      expect(catalogue[key].trim(), key).not.toBe('')
      expect(names(catalogue[key]), key).toEqual(names(en[key]))
      expect(() => new IntlMessageFormat(catalogue[key], locale), key).not.toThrow()
    }
  })

  it('speaks plainly: no exclamation marks, no trade words, typographic apostrophes', () => {
    for (const key of keys) {
      expect(catalogue[key], key).not.toMatch(/!|\b(PSD2|DSP2|SCA|ASPSP|AISP|PSU|token|sync\w*)\b|\w'\w/i)
    }
  })

  it('says one account and several accounts', () => {
    const t = translator(locale)
    const said = [0, 1, 2, 1000].map((count) => t('success.accounts', { count }))
    expect(new Set(said).size).toBe(4)
    expect(said[1]).not.toBe(said[2]?.replace('2', '1'))
  })
})

it('uses every message somewhere', () => {
  const unused = keys.filter((key) => {
    const [group, name = ''] = key.split('.')
    const composed = new RegExp(`\`${group}\\.(\\$\\{[^}]+\\})`)
    return !source.includes(`'${key}'`) && !(composed.test(source) && name.length > 0)
  })
  expect(unused).toEqual([])
})

it('keeps French punctuation on the line of its word', () => {
  const t = translator('fr')
  expect(t('challenge.titleChoice')).toBe('Comment voulez-vous confirmer\u202f?')
  expect(t('credentials.required', { label: 'Code' })).toBe('Remplissez «\u00a0Code\u00a0».')
})

it('lets a word before a name or a day give way as it does when spoken', () => {
  const fr = translator('fr')
  expect(fr('error.bank', { bank: 'Orange Bank' })).toBe('Aller sur le site d’Orange Bank')
  expect(fr('error.bank', { bank: 'Société Générale' })).toBe('Aller sur le site de Société Générale')
  expect(fr('manage.lead', { client: 'Écofi', bank: 'AXA' })).toBe('Ce qu’Écofi peut consulter chez AXA.')
  const it = translator('it')
  const until = (day: string) => it('success.until', { client: 'Conti', date: formatsFor('it').day(day) })
  expect(until('2027-05-08')).toBe('Conti può consultarli fino all’8 maggio 2027.')
  expect(until('2027-05-11')).toBe('Conti può consultarli fino all’11 maggio 2027.')
  expect(until('2027-05-18')).toBe('Conti può consultarli fino al 18 maggio 2027.')
  expect(it('gone.lead', { date: '8 marzo 2027' })).toContain('chiusa dall’8 marzo 2027')
  expect(it('terms.acceptedLead', { date: '11 marzo 2027', client: 'Conti' })).toContain('Accettate l’11 marzo 2027')
})

it('writes the hour as each language does', () => {
  const at = (locale: (typeof locales)[number], time: string) => formatsFor(locale).instant(Date.parse(time) / 1000)
  const said = (time: string) => locales.map((locale) => at(locale, time).replace(/\u00a0/g, ' '))
  expect(said('2026-11-25T07:00:00Z')).toEqual([
    '25 November at 8:00 (Paris time)',
    '25 novembre à 8 h (heure de Paris)',
    '25 novembre alle ore 8:00 (ora di Parigi)',
    '25 de noviembre a las 8:00 (hora de París)',
    '25. November um 8:00 (Pariser Zeit)',
  ])
  expect(said('2026-11-25T13:05:00Z')[1]).toBe('25 novembre à 14 h 05 (heure de Paris)')
})

it('follows each language in days, amounts and lists', () => {
  const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
  expect(formatsFor('fr').day('2027-05-01')).toBe('1er mai 2027')
  expect(formatsFor('fr').day('2027-05-11')).toBe('11 mai 2027')
  expect(formatsFor('en').day('2027-05-01')).toBe('1 May 2027')
  expect(formatsFor('it').day('2027-05-03')).toBe('3 maggio 2027')
  expect(formatsFor('es').day('2027-05-01')).toBe('1 de mayo de 2027')
  expect(formatsFor('de').day('2027-05-01')).toBe('1. Mai 2027')
  expect(spaces(formatsFor('es').amount(248_310, 'EUR'))).toBe('2.483,10 €')
  expect(spaces(formatsFor('de').amount(-248_310, 'EUR'))).toBe('-2.483,10 €')
  expect(spaces(formatsFor('fr').amount(248_310, 'EUR'))).toBe('2 483,10 €')
  expect(spaces(formatsFor('it').amount(248_310, 'EUR'))).toBe('2.483,10 €')
  expect(formatsFor('en').amount(-31_245, 'EUR')).toBe('-€312.45')
  expect(spaces(formatsFor('fr').amount(1_500, 'JPY'))).toBe('1 500 JPY')
  expect(formatsFor('it').list(['carte', 'prestiti'])).toBe('carte e prestiti')
  expect(formatsFor('en').duration(245)).toBe('4:05')
  expect(formatsFor('en').day('soon')).toBe('soon')
})
