import type { FastifyReply } from 'fastify'
import { offeredAccounts } from '../bank/access.ts'
import { withAuthorisation } from '../bank/authorise.ts'
import { challengeAt, decisionOf, inFrontOf, isExpired, isRight, methodAt, sent } from '../bank/challenge-flow.ts'
import type { Psu } from '../bank/consent.ts'
import { signIn } from '../bank/sign-in.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { messagesFor } from './page-answer.ts'
import { pauseAndStrike } from './page-faults.ts'
import { describeConfiguration } from './source-errors.ts'
import type { PageForm, Visit } from './visit.ts'
import { agree, end, goOn, refuse, showAgain, stillHere, suffer } from './visit-moves.ts'
import { type Exchange, scenarioOf, showStep } from './visit-view.ts'

/** Takes the answer to a step: goes on to the next one, shows errors, or sends the PSU back to the TPP. */
export async function answerStep(exchange: Exchange, visit: Visit, form: PageForm): Promise<FastifyReply> {
  if (form.decision === 'refuse') return await refuse(exchange, visit)
  switch (form.step) {
    case 'login':
      return await answerLogin(exchange, visit, form)
    case 'accounts':
      return await answerAccounts(exchange, visit, form)
    case 'otp':
      return await answerOtp(exchange, visit, form)
  }
}

async function answerLogin(exchange: Exchange, visit: Visit, form: PageForm): Promise<FastifyReply> {
  const { bank, request, reply } = exchange
  const messages = messagesFor(request)
  const address = form.configuration_url.trim()
  const psu: Psu = { login: form.login.trim(), configurationUrl: address === '' ? undefined : address }
  const wrong = (field: string, text: string) => showStep(exchange, visit, { errors: { [field]: text }, form })
  if (psu.login === '') return await wrong('login', messages.login.missing)
  if (form.password === '') return await wrong('password', messages.login.missing)
  const signed = await signIn(bank, visit.consent.id, psu, form.password)
  if (!signed.ok && signed.reason === 'configuration') {
    const field = signed.found.reason === 'word' ? 'login' : 'configuration_url'
    return await wrong(field, describeConfiguration(messages, signed.found))
  }
  if (!signed.ok && signed.reason === 'expired') return await wrong('password', messages.login.expired)
  if (!signed.ok)
    return signed.last ? await end(exchange, visit, 'too_often') : await wrong('login', messages.login.wrong)
  const struck = await pauseAndStrike(bank, signed.scenario, visit.consent, reply)
  if (struck) return await suffer(exchange, visit, struck)
  const current = stillHere(bank, visit)
  if (!current) return showAgain(exchange, visit)
  if (current.consent.access.model === 'detailed' && offeredAccounts(current.consent, signed.scenario).length === 0) {
    return await end(exchange, visit, 'no_such_account')
  }
  return await goOn(
    exchange,
    current,
    { psu, status: 'psuAuthenticated', ...(signed.act ? { act: signed.act } : {}) },
    { step: 'accounts' },
  )
}

async function answerAccounts(exchange: Exchange, visit: Visit, form: PageForm): Promise<FastifyReply> {
  const scenario = await scenarioOf(exchange.bank, visit.authorisation)
  const current = stillHere(exchange.bank, visit)
  if (!scenario || !current) return showAgain(exchange, visit)
  const offered = offeredAccounts(current.consent, scenario).map(({ uid }) => uid)
  const chosen = offered.filter((uid) => form.account.includes(uid))
  if (current.consent.access.model === 'bankOffered' && offered.length > 0 && chosen.length === 0) {
    const { atLeastOne } = messagesFor(exchange.request).accounts
    return await showStep(exchange, visit, { errors: { account: atLeastOne }, form })
  }
  return await ask(exchange, current, chosen, scenario, 0)
}

/** Challenge number `index`, by the first of its ways; the end when there is none. */
async function ask(
  exchange: Exchange,
  visit: Visit,
  chosen: readonly string[],
  scenario: Scenario,
  index: number,
): Promise<FastifyReply> {
  const challenge = scenario.challenges[index]
  const [method] = challenge?.methods ?? []
  if (!challenge || !method) {
    return await agree(exchange, visit, chosen, scenario, index === 0 ? 'exempted' : 'finalised')
  }
  const { bank } = exchange
  const asked = sent(bank, inFrontOf(bank, visit.authorisation, challenge, index), method)
  return await goOn(exchange, { ...visit, authorisation: asked }, {}, { step: 'otp', chosen })
}

async function answerOtp(exchange: Exchange, visit: Visit, form: PageForm): Promise<FastifyReply> {
  const { bank } = exchange
  const scenario = await scenarioOf(bank, visit.authorisation)
  const current = stillHere(bank, visit)
  const { authorisation } = current ?? visit
  const challenge = scenario && challengeAt(scenario, authorisation)
  if (!scenario || !challenge || !current) return showAgain(exchange, visit)
  const messages = messagesFor(exchange.request)
  const next = () => ask(exchange, current, current.page.chosen ?? [], scenario, (authorisation.challenge ?? 0) + 1)
  if (methodAt(challenge, authorisation)?.type === 'PUSH_OTP') {
    const decision = decisionOf(bank, challenge, authorisation)
    if (decision === 'approved') return await next()
    if (decision === 'refused') return await refuse(exchange, current)
    if (decision === undefined)
      return await showStep(exchange, current, { errors: { otp: messages.app.waiting }, form })
  }
  if (isExpired(bank, challenge, authorisation)) return await end(exchange, current, 'expired')
  if (isRight(challenge, authorisation, form.otp)) return await next()
  const otpFailures = authorisation.otpFailures + 1
  if (otpFailures >= challenge.attempts) return await end(exchange, current, 'too_often')
  await bank.book.save(withAuthorisation(current.consent, { ...authorisation, otpFailures }))
  const text = messages.otp.wrong(challenge.attempts - otpFailures)
  return await showStep(
    exchange,
    { ...current, authorisation: { ...authorisation, otpFailures } },
    { errors: { otp: text }, form },
  )
}
