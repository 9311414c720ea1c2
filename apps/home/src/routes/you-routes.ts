import { textFields } from '../form.ts'
import type { Home, MemberVisit } from '../home.ts'
import { languages, type PlainKey } from '../messages/catalogue.ts'
import { type YouView, youPage } from '../pages/you-page.ts'
import { relyingParty } from '../security/passkeys.ts'
import { hashPassword, isPassword, passwordProblem, shortestPassword } from '../security/password.ts'
import type { OwnRoutes } from './own-routes.ts'

const said: Readonly<Record<string, PlainKey>> = {
  saved: 'you.saved',
  password: 'you.passwordSaved',
  passkey: 'you.passkeyAdded',
}
const triesOfPassword = 8

/** What a member settles for himself: language, password, passkeys. */
export function youRoutes(home: Home, own: OwnRoutes): void {
  const page = async (visit: MemberVisit, more: Pick<YouView, 'said' | 'wrong'> = {}) =>
    youPage(visit, {
      passkeys: await home.passkeys.list(visit.member.id),
      passkeysPossible: relyingParty(home.options.url()) !== undefined,
      fresh: await home.sessions.isFreshByPasskey(visit.session),
      ...more,
    })

  own.get('/you', (visit, request) => {
    const word = textFields(request.query)['said'] ?? ''
    const key = Object.hasOwn(said, word) ? said[word] : undefined
    return page(visit, key === undefined ? {} : { said: key })
  })

  own.post('/you/language', async (visit, request) => {
    const { locale = '' } = textFields(request.body)
    if (languages.some(({ code }) => code === locale)) await home.members.setLocale(visit.member.id, locale)
    return { redirect: '/home/you?said=saved' }
  })

  own.post('/you/password', async (visit, request) => {
    const { t, member, session } = visit
    const form = textFields(request.body)
    const refuse = async (wrong: YouView['wrong'] & object, status = 400) => ({
      status,
      page: await page(visit, { wrong }),
    })
    const key = `change ${member.id}`
    if (!home.tries.take(key, triesOfPassword)) return refuse({ old: t('wrong.tries') }, 429)
    if (!(await isPassword(await home.members.passwordHash(member.id), form['old'] ?? '')))
      return refuse({ old: t('wrong.password') })
    home.tries.clear(key)
    const problem = passwordProblem(form['password'] ?? '')
    if (problem)
      return refuse({
        password: problem === 'short' ? t('wrong.passwordShort', shortestPassword) : t('wrong.passwordLong'),
      })
    await home.members.setPassword(member.id, await hashPassword(form['password'] ?? ''))
    await home.sessions.endOthers(member.id, session)
    return { redirect: '/home/you?said=password' }
  })

  own.post('/passkeys/seen', async (visit) => {
    await home.passkeys.see(visit.member.id)
    return { redirect: '/home' }
  })

  own.post('/passkeys/:id/remove', async (visit, request) => {
    await home.passkeys.remove(visit.member.id, textFields(request.params)['id'] ?? '')
    return { redirect: '/home/you?said=saved' }
  })
}
