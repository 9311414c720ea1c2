import { textFields } from '@raccord/home/form'
import { relyingParty } from '@raccord/home/passkeys'
import { passwordProblem, shortestPassword } from '@raccord/home/password'
import { base } from '../base.ts'
import type { Console, OperatorVisit } from '../console.ts'
import { languages, type PlainKey } from '../messages/catalogue.ts'
import { type YouView, youPage } from '../pages/you-page.ts'
import type { OwnRoutes } from './own-routes.ts'

const said: Readonly<Record<string, PlainKey>> = {
  saved: 'you.saved',
  password: 'you.passwordSaved',
  passkey: 'you.passkeyAdded',
  others: 'you.othersEnded',
}
const triesOfPassword = 8

/** What everybody settles for himself: language, password, passkeys, where he is signed in. */
export function youRoutes(desk: Console, own: OwnRoutes): void {
  const page = async (visit: OperatorVisit, more: Pick<YouView, 'said' | 'wrong'> = {}) =>
    youPage(visit, {
      passkeys: await desk.passkeys.list(visit.operator.id),
      passkeysPossible: relyingParty(desk.options.url()) !== undefined,
      sessions: await desk.sessions.list(visit.operator.id, visit.session),
      ...more,
    })

  own.get('/you', (visit, request) => {
    const word = textFields(request.query)['said'] ?? ''
    const key = Object.hasOwn(said, word) ? said[word] : undefined
    return page(visit, key === undefined ? {} : { said: key })
  })

  own.postOwn('/you/language', async (visit, request) => {
    const { locale = '' } = textFields(request.body)
    if (languages.some(({ code }) => code === locale)) await desk.operators.setLocale(visit.operator.id, locale)
    return { redirect: `${base}/you?said=saved` }
  })

  own.postOwn('/you/password', async (visit, request) => {
    const { t, operator, session } = visit
    const form = textFields(request.body)
    const refuse = async (wrong: YouView['wrong'] & object, status = 400) => ({
      status,
      page: await page(visit, { wrong }),
    })
    const key = `console change ${operator.id}`
    if (!(await desk.tries.take(key, triesOfPassword))) return refuse({ old: t('wrong.tries') }, 429)
    if (!(await desk.passwords.matches(await desk.operators.passwordHash(operator.id), form['old'] ?? '')))
      return refuse({ old: t('wrong.password') })
    await desk.tries.clear(key)
    const problem = passwordProblem(form['password'] ?? '')
    if (problem)
      return refuse({
        password: problem === 'short' ? t('wrong.passwordShort', shortestPassword) : t('wrong.passwordLong'),
      })
    await desk.operators.setPassword(operator.id, await desk.passwords.hash(form['password'] ?? ''))
    await desk.sessions.endOthers(operator.id, session)
    return { redirect: `${base}/you?said=password` }
  })

  own.postOwn('/passkeys/:id/remove', async (visit, request) => {
    await desk.passkeys.remove(visit.operator.id, textFields(request.params)['id'] ?? '')
    return { redirect: `${base}/you?said=saved` }
  })

  own.postOwn('/you/sessions/end-others', async (visit) => {
    await desk.sessions.endOthers(visit.operator.id, visit.session)
    return { redirect: `${base}/you?said=others` }
  })
}
