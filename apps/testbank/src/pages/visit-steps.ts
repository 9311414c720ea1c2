import type { FastifyReply, FastifyRequest } from 'fastify'
import { offeredAccounts } from '../bank/access.ts'
import { approve, reject, withAuthorisation } from '../bank/authorise.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import type { Authorisation, Consent, PageState, Psu } from '../bank/consent.ts'
import { timelineOf } from '../bank/ledger.ts'
import { sameText } from '../bank/secrets.ts'
import { signIn } from '../bank/sign-in.ts'
import { addDays } from '../scenario/day.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { accountsPage } from './accounts-page.ts'
import type { FieldErrors } from './form.ts'
import { loginPage } from './login-page.ts'
import type { Messages, Notice } from './messages/messages.ts'
import { otpPage } from './otp-page.ts'
import { messagesFor, sendNotice, sendPage } from './page-answer.ts'
import { strikePage } from './page-faults.ts'
import { describeConfiguration } from './source-errors.ts'
import { type PageForm, type Visit, visitAddress } from './visit.ts'
import { agreedAddress, newCode, refusedAddress } from './way-back.ts'

/** Shows the step where the PSU stands. */
export async function showStep(
  bank: Bank,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  errors: FieldErrors = {},
  form?: PageForm,
) {
  const messages = messagesFor(request)
  const action = visitAddress(visit.key)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  if (visit.page.step === 'login') {
    const input = { login: form?.login ?? '', configurationUrl: form?.configuration_url ?? '' }
    return sendPage(request, reply, loginPage(messages, visit.site, action, input, errors), status)
  }
  const scenario = await scenarioOf(bank, visit.authorisation.psu)
  if (!scenario) return sendNotice(request, reply, 'closed')
  if (visit.page.step === 'otp') {
    return sendPage(request, reply, otpPage(messages, otpView(messages, scenario, action), errors), status)
  }
  const accounts = offeredAccounts(visit.consent, scenario)
  const latest = addDays(todayOf(bank), scenario.consentDays)
  const view = {
    site: visit.site,
    action,
    accounts,
    timeline: timelineOf(scenario, undefined, todayOf(bank)),
    until: visit.consent.validUntil < latest ? visit.consent.validUntil : latest,
    choice: visit.consent.access.model === 'bankOffered',
    ticked: form ? form.account : accounts.map(({ uid }) => uid),
  }
  return sendPage(request, reply, accountsPage(messages, view, errors), status)
}

/** Takes the answer to a step: goes on to the next one, shows errors, or sends the PSU back to the TPP. */
export async function answerStep(
  bank: Bank,
  visit: Visit,
  form: PageForm,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (form.decision === 'refuse') return await refuse(bank, visit, reply)
  switch (form.step) {
    case 'login':
      return await answerLogin(bank, visit, form, request, reply)
    case 'accounts':
      return await answerAccounts(bank, visit, form, request, reply)
    case 'otp':
      return await answerOtp(bank, visit, form, request, reply)
  }
}

async function answerLogin(bank: Bank, visit: Visit, form: PageForm, request: FastifyRequest, reply: FastifyReply) {
  const messages = messagesFor(request)
  const address = form.configuration_url.trim()
  const psu: Psu = { login: form.login.trim(), configurationUrl: address === '' ? undefined : address }
  if (psu.login === '' || form.password === '') {
    return await showStep(
      bank,
      visit,
      request,
      reply,
      { [psu.login === '' ? 'login' : 'password']: messages.login.missing },
      form,
    )
  }
  const signed = await signIn(bank, visit.consent.id, psu, form.password)
  if (!signed.ok && signed.reason === 'configuration') {
    return await showStep(
      bank,
      visit,
      request,
      reply,
      { configuration_url: describeConfiguration(messages, signed.found) },
      form,
    )
  }
  if (!signed.ok && signed.last) return await end(bank, visit, 'too_often', request, reply)
  if (!signed.ok) return await showStep(bank, visit, request, reply, { login: messages.login.wrong }, form)
  if (signed.scenario.faults.some(({ where, what }) => where === 'login' && what === 'refuse'))
    return await refuse(bank, visit, reply)
  const struck = await strikePage(bank, 'login', signed.scenario, visit.consent, reply)
  if (struck === 'answered') return reply
  if (struck) return await end(bank, visit, struck, request, reply)
  const current = stillHere(bank, visit)
  if (!current) return reply.redirect(visitAddress(visit.key), 303)
  if (current.consent.access.model === 'detailed' && offeredAccounts(current.consent, signed.scenario).length === 0) {
    return await end(bank, visit, 'no_such_account', request, reply)
  }
  return await goTo(bank, current, { psu, status: 'psuAuthenticated' }, { step: 'accounts' }, reply)
}

async function answerAccounts(bank: Bank, visit: Visit, form: PageForm, request: FastifyRequest, reply: FastifyReply) {
  const scenario = await scenarioOf(bank, visit.authorisation.psu)
  const current = stillHere(bank, visit)
  if (!scenario || !current) return reply.redirect(visitAddress(visit.key), 303)
  const offered = offeredAccounts(current.consent, scenario).map(({ uid }) => uid)
  const chosen = offered.filter((uid) => form.account.includes(uid))
  if (current.consent.access.model === 'bankOffered' && offered.length > 0 && chosen.length === 0) {
    return await showStep(bank, visit, request, reply, { account: messagesFor(request).accounts.atLeastOne }, form)
  }
  const page = { step: 'otp', chosen } as const
  if (scenario.challenge) return await goTo(bank, current, { status: 'scaMethodSelected' }, page, reply)
  return await agree(bank, current, chosen, scenario, 'exempted', request, reply)
}

async function answerOtp(bank: Bank, visit: Visit, form: PageForm, request: FastifyRequest, reply: FastifyReply) {
  const scenario = await scenarioOf(bank, visit.authorisation.psu)
  const current = stillHere(bank, visit)
  if (!scenario?.challenge || !current) return reply.redirect(visitAddress(visit.key), 303)
  if (sameText(scenario.challenge.code, form.otp.trim())) {
    return await agree(bank, current, current.page.chosen ?? [], scenario, 'finalised', request, reply)
  }
  const otpFailures = current.authorisation.otpFailures + 1
  if (otpFailures >= scenario.challenge.attempts) return await end(bank, current, 'too_often', request, reply)
  await bank.book.save(withAuthorisation(current.consent, { ...current.authorisation, otpFailures }))
  const left = scenario.challenge.attempts - otpFailures
  return await showStep(bank, current, request, reply, { otp: messagesFor(request).otp.wrong(left) })
}

async function agree(
  bank: Bank,
  visit: Visit,
  chosen: readonly string[],
  scenario: Scenario,
  status: 'finalised' | 'exempted',
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const quick = { ...scenario, latencyMs: 0 }
  if (scenario.faults.some(({ where, what }) => where === 'consent' && what === 'refuse'))
    return await refuse(bank, visit, reply)
  const struck = await strikePage(bank, 'consent', quick, visit.consent, reply)
  if (struck === 'answered') return reply
  if (struck) return await end(bank, visit, struck, request, reply)
  const current = stillHere(bank, visit)
  if (!current) return reply.redirect(visitAddress(visit.key), 303)
  const issued = newCode(bank, current.authorisation)
  const consent: Consent = { ...current.consent, chosen, grants: issued ? [issued.grant] : [] }
  const done: Authorisation = { ...current.authorisation, status, page: { ...current.page, step: 'done' } }
  await approve(bank, consent, done, scenario)
  return reply.redirect(agreedAddress(bank, consent, done, issued?.code), 303)
}

async function refuse(bank: Bank, visit: Visit, reply: FastifyReply) {
  const current = stillHere(bank, visit)
  if (!current) return reply.redirect(visitAddress(visit.key), 303)
  await reject(bank, current.consent, { ...current.authorisation, page: { ...current.page, step: 'done' } })
  return reply.redirect(refusedAddress(bank, visit.consent, visit.authorisation), 303)
}

/** The bank itself ends the visit: it says why and offers the way back. */
async function end(bank: Bank, visit: Visit, notice: Notice, request: FastifyRequest, reply: FastifyReply) {
  const consent = bank.book.find(visit.consent.id) ?? visit.consent
  await reject(bank, consent, { ...visit.authorisation, page: { ...visit.page, step: 'done' } })
  return sendNotice(request, reply, notice, {
    site: visit.site,
    href: refusedAddress(bank, consent, visit.authorisation),
  })
}

async function goTo(
  bank: Bank,
  visit: Visit,
  change: Partial<Authorisation>,
  page: Partial<PageState>,
  reply: FastifyReply,
) {
  const next = { ...visit.authorisation, ...change, page: { ...visit.page, ...page } }
  await bank.book.save(withAuthorisation(visit.consent, next))
  return reply.redirect(visitAddress(visit.key), 303)
}

/** The visit as it is after a pause, if it still stands at the same step: a form sent twice acts once. */
function stillHere(bank: Bank, visit: Visit): Visit | undefined {
  const consent = bank.book.find(visit.consent.id)
  const authorisation = consent?.authorisations.find(({ id }) => id === visit.authorisation.id)
  if (consent?.status !== 'received' || authorisation?.page?.step !== visit.page.step) return undefined
  return { ...visit, consent, authorisation, page: authorisation.page }
}

async function scenarioOf(bank: Bank, psu: Psu | undefined): Promise<Scenario | undefined> {
  const found = psu && (await bank.source.find(psu, { fresh: false }))
  return found?.ok ? found.scenario : undefined
}

function otpView(messages: Messages, scenario: Scenario, action: string) {
  const { code = '', length = 6 } = scenario.challenge ?? {}
  return { action, method: scenario.methods[0]?.name ?? messages.otp.label, length, digits: /^\d+$/.test(code) }
}
