import type { Scenario } from '../scenario/scenario.ts'
import type { Bank } from './bank.ts'
import type { Consent, Psu } from './consent.ts'
import type { FoundScenario } from './scenario-source.ts'
import { actOf, scenarioOfAct } from './second-act.ts'
import { sameText } from './secrets.ts'

/** Wrong passwords that one consent takes before the bank ends it. */
export const MAX_PASSWORD_FAILURES = 5

export type SignIn =
  /** `act`: of the file; `scenario` is as it stands in it. */
  | { readonly ok: true; readonly scenario: Scenario; readonly act: 2 | undefined }
  | { readonly ok: false; readonly reason: 'credentials'; readonly last: boolean }
  /** It was right once: he must choose another at the bank. No failure. */
  | { readonly ok: false; readonly reason: 'expired' }
  | { readonly ok: false; readonly reason: 'configuration'; readonly found: Exclude<FoundScenario, { ok: true }> }

/** Checks login and password against the PSU's file. An unknown login and a wrong password look the same. */
export async function signIn(bank: Bank, consentId: string, psu: Psu, password: string): Promise<SignIn> {
  const found = await bank.source.find(psu, { fresh: true })
  if (!found.ok && found.reason !== 'no_such_login') return { ok: false, reason: 'configuration', found }
  if (found.ok) {
    const act = found.scenario.later && actOf(bank, psu)
    const scenario = scenarioOfAct(found.scenario, act)
    if (sameText(scenario.login, psu.login) && sameText(scenario.password, password)) return { ok: true, scenario, act }
    if (sameText(scenario.login, psu.login) && hasExpired(scenario, password)) return { ok: false, reason: 'expired' }
  }
  const consent = bank.book.find(consentId)
  const failures = (consent?.passwordFailures ?? 0) + 1
  const last = failures >= MAX_PASSWORD_FAILURES
  if (consent) await bank.book.save(afterFailure(consent, failures, last))
  return { ok: false, reason: 'credentials', last }
}

export function hasExpired({ password, expiredPassword }: Scenario, typed: string): boolean {
  return expiredPassword !== undefined && !sameText(password, typed) && sameText(expiredPassword, typed)
}

function afterFailure(consent: Consent, passwordFailures: number, last: boolean): Consent {
  if (!last || consent.status !== 'received') return { ...consent, passwordFailures }
  return { ...consent, passwordFailures, status: 'rejected' }
}
