import type { BankRequest } from '../bank-http.ts'
import type { BankContext } from '../connector.ts'
import { authorise } from './authorise.ts'
import { insist, judgeAccounts, judgeFailure, judgeText, judgeTransactions } from './judge.ts'
import { type ConformanceCase, identityOf, type PlayedConnector, same } from './played-connector.ts'

/** What an unattended clock may be wrong by; banks refuse signed messages from further away. */
const HALF_A_MINUTE = 30_000

/** What a connector must do with a bank that works. */
export function soundCases(kit: PlayedConnector): readonly ConformanceCase[] {
  const { connector, playing, granted } = kit
  return [
    playing('gives accounts and transactions that can be stored, the same twice', 'plain', async (played) => {
      const { accounts, state } = await kit.accounts(played.bank, await granted(played))
      judgeAccounts(accounts)
      insist(accounts.length > 0, 'there is no account')
      let read = 0
      for (const account of accounts) {
        const once = await kit.transactions(played.bank, state, account)
        const again = await kit.transactions(played.bank, state, account)
        insist(!once.failed && !again.failed, `transactions: ${once.failed?.detail ?? again.failed?.detail}`)
        judgeTransactions(once.transactions)
        insist(same(once.transactions, again.transactions), 'a second reading gives other transactions')
        read += once.transactions.length
      }
      insist(read > 0, 'there is no transaction')
    }),
    playing('takes challenges, several in a row', 'challenge', async (played) => {
      const { outcome, steps } = await authorise(connector, played, played.bank)
      insist(outcome.kind === 'done', `not granted: ${steps.join(' ')}`)
      insist(steps.length > 2 || steps.includes('redirect'), `nothing was asked: ${steps.join(' ')}`)
    }),
    playing('says that the person refused', 'refusal', async (played) => {
      const { outcome } = await authorise(connector, played, played.bank)
      insist(outcome.kind === 'failed', 'a refusal was taken for a yes')
      judgeFailure(outcome, played)
      insist(outcome.reason === 'refused_at_bank', `a refusal is “${outcome.reason}”`)
    }),
    playing('tries wrong credentials once', 'wrong-password', async (played) => {
      const heard: BankRequest[] = []
      const outcome = await connector.begin(listening(played.bank, heard), played.begin())
      insist(outcome.kind === 'failed', `wrong credentials are “${outcome.kind}”`)
      insist(outcome.reason === 'wrong_credentials', `wrong credentials are “${outcome.reason}”`)
      judgeFailure(outcome, played)
      const sent = heard.filter(({ body = '' }) => played.secrets.some((secret) => holds(body, secret)))
      insist(sent.length <= 1, `the password was sent ${sent.length} times: people get locked out`)
    }),
    playing('says when the bank has been asked often enough', 'limited', async (played) => {
      const { reason } = await kit.readingFailure(played)
      insist(reason === 'bank_limit_reached', `a limit is “${reason}”`)
    }),
    playing('says that the consent is over', 'withdrawn', async (played) => {
      const { reason } = await kit.readingFailure(played)
      insist(reason === 'consent_expired' || reason === 'refused_at_bank', `an ended consent is “${reason}”`)
    }),
    playing('knows its accounts again after a renewal, whatever the bank calls them', 'plain', async (played) => {
      const read = async () => (await kit.accounts(played.bank, await granted(played))).accounts.map(identityOf).sort()
      const before = await read()
      insist(!before.includes(''), 'an account has neither IBAN nor number nor masked card number')
      insist(same(before, await read()), 'accounts cannot be matched by IBAN, number or masked card number')
    }),
    ...[-HALF_A_MINUTE, HALF_A_MINUTE].map((skew) =>
      playing(`does not mind a clock ${skew < 0 ? 'behind' : 'ahead of'} the bank’s`, 'plain', async (played) => {
        const bank = { ...played.bank, now: () => new Date(played.bank.now().getTime() + skew) }
        await kit.accounts(bank, await granted(played, bank))
      }),
    ),
    playing('ends the consent, and does not mind that it is gone', 'plain', async (played) => {
      const state = await granted(played)
      for (const time of ['first', 'second']) {
        const answer = await connector.revoke(played.bank, state)
        insist(answer.kind === 'revoked', `the ${time} revocation: ${answer.kind === 'failed' ? answer.detail : ''}`)
      }
    }),
    playing('reads without the person as one that is not there', 'plain', async (played) => {
      const { psu, ...alone } = played.bank
      insist(psu !== undefined, 'the case needs a person to leave out')
      const state = await granted(played)
      const heard: BankRequest[] = []
      await kit.accounts(listening(alone, heard), state)
      const headers = heard.map((request) => JSON.stringify(request.headers)).join()
      insist(
        heard.length > 0 && !headers.includes(psu.ipAddress),
        'the person’s address is sent although nobody is there',
      )
    }),
    playing('keeps a renewed token before it uses it', 'plain', async (played) => {
      const state = await granted(played)
      // Tokens that have an end are past it by then.
      const later = new Date(played.bank.now().getTime() + 20 * 60_000)
      let kept = JSON.stringify(state)
      const send = (request: BankRequest) => {
        const [, token] = /^Bearer (.+)$/.exec(request.headers['Authorization'] ?? '') ?? []
        const ours = token !== undefined && played.ownTokens?.(token) === true
        insist(token === undefined || ours || kept.includes(token), 'a new token is used that nobody has kept')
        return played.bank.http.send(request)
      }
      const keep = async (newest: object) => {
        kept += JSON.stringify(newest)
      }
      await connector.accounts({ ...played.bank, now: () => later, http: { send }, keep }, state)
    }),
    playing('logs no secret', 'plain', async (played) => {
      const lines: string[] = []
      const bank: BankContext = { ...played.bank, log: (event, fields) => lines.push(JSON.stringify([event, fields])) }
      await kit.accounts(bank, await granted(played, bank))
      judgeText(lines.join('\n'), played)
    }),
  ]
}

/** As it is, or in base64, which some protocols pack their messages in. */
function holds(body: string, secret: string): boolean {
  return body.includes(secret) || Buffer.from(body, 'base64').toString('latin1').includes(secret)
}

function listening(bank: BankContext, heard: BankRequest[]): BankContext {
  const send = (request: BankRequest) => {
    heard.push(request)
    return bank.http.send(request)
  }
  return { ...bank, http: { send } }
}
