import { providerProblem } from '@raccord/console'
import { type Check, findings } from './finding.ts'

/** The way into the operator's console, as far as it leads by somebody else. */
export const consoleCheck: Check = {
  name: 'console',
  async run({ config }) {
    const { ok, fail, skip } = findings('console')
    if (!config.console) return [skip('The console is off.')]
    const { openid, url } = config.console
    if (!openid) return [ok('operators sign in by passkey or password')]
    const problem = await providerProblem(openid)
    if (problem !== undefined)
      return [
        fail(
          `Operators can't sign in by ${openid.issuer}: ${problem}.`,
          'RACCORD_CONSOLE_OIDC_ISSUER, and whether this machine reaches it (docs/guide/console.md)',
        ),
      ]
    const own = url ?? config.authUrl
    const back = own === undefined ? '' : `; registered there must be ${own}/console/openid/return`
    return [ok(`${openid.issuer} answers${back}`)]
  },
}
