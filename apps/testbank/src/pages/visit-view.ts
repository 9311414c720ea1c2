import type { FastifyReply, FastifyRequest } from 'fastify'
import { offeredAccounts } from '../bank/access.ts'
import { anchorOf, latestDayOf } from '../bank/authorise.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import { challengeAt, controlNumber, methodAt } from '../bank/challenge-flow.ts'
import type { Authorisation } from '../bank/consent.ts'
import { timelineOf } from '../bank/ledger.ts'
import { scenarioOfAct } from '../bank/second-act.ts'
import { brandOf } from '../brands/brand.ts'
import { challengePicture, startCodeOf } from '../pictures/challenge-picture.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { accountsPage } from './accounts-page.ts'
import type { FieldErrors } from './form.ts'
import type { Page } from './layout.ts'
import { loginPage } from './login-page.ts'
import type { Messages } from './messages/messages.ts'
import { approvalPage, otpPage } from './otp-page.ts'
import { messagesFor, sendNotice, sendPage } from './page-answer.ts'
import { type PageForm, type Visit, visitAddress } from './visit.ts'

/** What went wrong with the form just sent, to be shown beside its fields. */
export type FormError = { readonly errors: FieldErrors; readonly form: PageForm }

/** One request on the bank's pages. */
export type Exchange = {
  readonly bank: Bank
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Shows the step where the PSU stands; 422 when it is shown again for an error. */
export async function showStep(exchange: Exchange, visit: Visit, failed?: FormError): Promise<FastifyReply> {
  const { bank, request, reply } = exchange
  const messages = messagesFor(request)
  const status = failed ? 422 : 200
  const brand = brandOf(visit.consent.face)
  if (visit.page.step === 'login')
    return sendPage(request, reply, { ...loginView(messages, visit, failed), brand }, status)
  const scenario = await scenarioOf(bank, visit.authorisation)
  if (!scenario) return sendNotice(request, reply, 'closed')
  const page =
    visit.page.step === 'otp'
      ? otpView(messages, visit, scenario, failed)
      : accountsView(messages, bank, visit, scenario, failed)
  return sendPage(request, reply, { ...page, brand }, status)
}

/** The PSU's file as it is now; undefined when it cannot be had. */
export async function scenarioOf(
  bank: Bank,
  { psu, act }: Pick<Authorisation, 'psu' | 'act'>,
): Promise<Scenario | undefined> {
  const found = psu && (await bank.source.find(psu, { fresh: false }))
  return found?.ok ? scenarioOfAct(found.scenario, act) : undefined
}

function loginView(messages: Messages, visit: Visit, failed: FormError | undefined): Page {
  const input = { login: failed?.form.login ?? '', configurationUrl: failed?.form.configuration_url ?? '' }
  return loginPage(
    messages,
    { site: visit.site, brand: brandOf(visit.consent.face) },
    visitAddress(visit.key),
    input,
    failed?.errors ?? {},
  )
}

function accountsView(messages: Messages, bank: Bank, visit: Visit, scenario: Scenario, failed?: FormError): Page {
  const accounts = offeredAccounts(visit.consent, scenario)
  const today = todayOf(bank)
  const view = {
    site: visit.site,
    action: visitAddress(visit.key),
    accounts,
    timeline: timelineOf(scenario, visit.authorisation.psu && anchorOf(bank, visit.authorisation.psu, today), today),
    until: latestDayOf(visit.consent, scenario, today),
    choice: visit.consent.access.model === 'bankOffered',
    ticked: failed ? failed.form.account : accounts.map(({ uid }) => uid),
  }
  return accountsPage(messages, view, failed?.errors ?? {})
}

function otpView(messages: Messages, visit: Visit, scenario: Scenario, failed: FormError | undefined): Page {
  const { id } = visit.authorisation
  const action = visitAddress(visit.key)
  const challenge = challengeAt(scenario, visit.authorisation)
  const method = challenge && methodAt(challenge, visit.authorisation)
  const { code = '', length = 6, message } = challenge ?? {}
  const { name = '', type = 'SMS_OTP' } = method ?? {}
  if (type === 'PUSH_OTP') {
    const app = { href: `/app/${id}`, control: controlNumber(visit.authorisation) }
    return approvalPage(messages, { action, ...app }, failed?.errors ?? {})
  }
  const lead = (message ?? messages.psu.ways[type](name)) || messages.otp.lead(name)
  const picture = challengePicture(type, id, code)
  const view = {
    action,
    lead,
    length,
    digits: /^\d+$/.test(code),
    ...(type === 'CHIP_OTP' || type === 'CHIP_FLICKER' ? { startCode: startCodeOf(id) } : {}),
    picture,
  }
  return otpPage(messages, view, failed?.errors ?? {})
}
