import { describe, expect, it } from 'vitest'
import { useWorld } from '../e2e/world.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { Visitor } from './support/visitor.ts'

/** The provider that asks for login and password on our own page. */
const bank = '100'
const words = {
  en: 'your bank may lock your access',
  fr: 'votre banque peut bloquer votre accès',
  it: 'la banca può bloccare il suo accesso',
  es: 'su banco puede bloquear su acceso',
  de: 'kann Ihre Bank den Zugang sperren',
}

/** Somebody guesses at a bank through the widget: the bank would lock the account of the person whose login it is. */
for (const database of databaseKinds())
  describe(`guesses of a bank password [${database}]`, () => {
    const at = useWorld({ database })
    const expected_account_types = 'OTHER'
    const guess = { f_login: 'dev' }

    it('stop at five, whatever the session; the third says that the bank may lock', async () => {
      const user = await at().api.newUser()
      const link = () => at().api.widgetLink(user, { expected_account_types })
      const first = new Visitor()
      let page = await first.choosesBank(await link(), bank)
      for (const wrong of ['1', '2', '3']) {
        expect(page.text).not.toContain(words.en)
        page = await first.submit(page, 'credentials', { ...guess, f_password: `wrong-${wrong}` })
        expect(page.kind).toBe('credentials')
      }
      expect(page.text).toContain(words.en)
      for (const [language, said] of [
        ['fr', words.fr],
        ['it', words.it],
        ['es', words.es],
        ['de', words.de],
      ] as const) {
        const shown = await first.open(page.url, { 'accept-language': language })
        expect(shown.text.replaceAll(' ', ' ')).toContain(said)
      }

      // A new session does not begin anew.
      const second = new Visitor()
      page = await second.choosesBank(await link(), bank)
      page = await second.submit(page, 'credentials', { ...guess, f_password: 'wrong-4' })
      expect(page.text).toContain(words.en)
      page = await second.submit(page, 'credentials', { ...guess, f_password: 'wrong-5' })
      expect(page.kind).toBe('credentials')
      page = await second.submit(page, 'credentials', { ...guess, f_password: 'dev' })
      expect(page.kind).toBe('error')
      expect(page.text).toContain('so that your bank does not lock your access')
      const third = new Visitor()
      page = await third.choosesBank(await link(), bank)
      page = await third.submit(page, 'credentials', { ...guess, f_password: 'dev' })
      expect(page.kind).toBe('error')

      // Somebody else is not kept from his bank by that.
      const other = new Visitor()
      page = await other.choosesBank((await at().link({ expected_account_types })).link, bank)
      page = await other.submit(page, 'credentials', { ...guess, f_password: 'dev' })
      expect(page.kind).not.toBe('error')
      expect(page.kind).not.toBe('credentials')
    })

    it('made in many sessions at the same moment are no more', async () => {
      const user = await at().api.newUser()
      const pages = await Promise.all(
        Array.from({ length: 8 }, async () => {
          const visitor = new Visitor()
          const link = await at().api.widgetLink(user, { expected_account_types })
          return { visitor, page: await visitor.choosesBank(link, bank) }
        }),
      )
      const ends = await Promise.all(
        pages.map(({ visitor, page }, n) =>
          visitor.submit(page, 'credentials', { ...guess, f_password: `wrong-${n}` }),
        ),
      )
      expect(ends.filter(({ kind }) => kind === 'error').length).toBeGreaterThanOrEqual(3)
    })
  })
