import { type BankContext, type BeginInput, type Outcome, readOptions } from '@raccord/connector-kit'
import { failWith, type Session } from '../call/session.ts'
import { startOAuth } from '../oauth/authorize.ts'
import { berlinGroupOptions } from '../options.ts'
import { nextGenPsd2 } from '../wire-names.ts'
import { advance } from './advance.ts'
import { createConsent } from './create-consent.ts'
import { type Credentials, identification, readCredentials } from './credentials.ts'
import { secondLeg } from './second-leg.ts'

export async function begin(bank: BankContext, input: BeginInput): Promise<Outcome> {
  const options = readOptions(bank, berlinGroupOptions)
  if ('kind' in options) return options
  const wire = nextGenPsd2(options.pathRoot, options.paths)
  const credentials = readCredentials(options, input.credentials)
  const iban = credentials.iban?.expose().replace(/\s+/g, '').toUpperCase()
  const session: Session = {
    bank,
    options,
    wire,
    state: {
      v: 1,
      phase: 'begun',
      asked: {
        mode: input.mode,
        accountTypes: [...input.accountTypes],
        recurring: input.recurring,
        validUntil: input.validUntil,
        frequencyPerDay: input.frequencyPerDay,
        redirectUri: input.redirect.uri,
        redirectState: input.redirect.state,
        ...(iban === undefined ? {} : { references: [{ iban }] }),
      },
      psu: identification(options, wire, credentials),
    },
  }
  if (options.oauth.kind === 'pre-step') return startOAuth(session)
  return secondLeg(session, await askConsent(session, credentials), credentials)
}

/** Creates the consent and goes on by its links. */
export async function askConsent(session: Session, credentials: Credentials): Promise<Outcome> {
  const answer = await createConsent(session)
  if ('kind' in answer) return failWith(session, answer)
  return advance(session, answer, credentials, 'consent')
}
