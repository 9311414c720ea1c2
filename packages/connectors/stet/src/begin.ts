import { type BankContext, type BeginInput, notConfigured, type Outcome, readOptions } from '@raccord/connector-kit'
import { authorizationUrl, findServer } from '@raccord/connector-oauth'
import { stetOptions } from './options.ts'
import { sessionOf } from './session.ts'
import { writeState } from './state.ts'

/** There is nothing at the bank before the person is: the browser goes to its authorization server at once (STET 1.4 §3.4). */
export async function begin(bank: BankContext, input: BeginInput): Promise<Outcome> {
  const options = readOptions(bank, stetOptions)
  if ('kind' in options) return options
  if (input.mode !== 'REDIRECT') return notConfigured('begin', 'this standard knows REDIRECT only')
  const server = await findServer(bank, options.oauth)
  if ('kind' in server) return server
  const { accountTypes, recurring, validUntil } = input
  const session = sessionOf(bank, options, {
    v: 1,
    asked: { accountTypes: [...accountTypes], recurring, validUntil },
    server,
  })
  if ('kind' in session) return session
  const sent = await authorizationUrl(session.client, { scope: options.oauth.scope, redirect: input.redirect })
  if ('kind' in sent) return sent
  return { kind: 'redirect', url: sent.url, state: writeState({ ...session.state, pending: sent.pending }) }
}
