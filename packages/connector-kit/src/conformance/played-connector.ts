import type { BankAccount, BankTransaction } from '../bank-data.ts'
import type { AccountHandle, BankContext, Connector, ConnectorState, Failed } from '../connector.ts'
import { authorise } from './authorise.ts'
import { insist, judgeFailure } from './judge.ts'
import type { ConformanceSubject, Play, PlayedBank } from './subject.ts'

/** One thing that every connector must do. `run` throws when it does not; `skipped` means the protocol has no such thing. */
export interface ConformanceCase {
  readonly name: string
  run(): Promise<'passed' | 'skipped'>
}

interface Read {
  readonly transactions: readonly BankTransaction[]
  readonly failed?: Failed
  /** The newest. */
  readonly state?: ConnectorState
}

/** What the cases do with a connector, in whole steps that insist on their success. */
export interface PlayedConnector {
  readonly connector: Connector
  /** A case with a bank of its own, closed afterwards. */
  playing(name: string, play: Play, body: (played: PlayedBank) => Promise<void>): ConformanceCase
  granted(played: PlayedBank, bank?: BankContext): Promise<ConnectorState>
  accounts(
    bank: BankContext,
    state: ConnectorState,
  ): Promise<{ readonly accounts: readonly BankAccount[]; readonly state: ConnectorState }>
  transactions(bank: BankContext, state: ConnectorState, account: AccountHandle): Promise<Read>
  /** The first thing that goes wrong between the grant and the last transaction of the first account. */
  readingFailure(played: PlayedBank): Promise<Failed>
}

export function playConnector({ connector, open }: ConformanceSubject): PlayedConnector {
  const kit: PlayedConnector = {
    connector,
    playing: (name, play, body) => ({
      name,
      run: async () => {
        const played = await open(play)
        if (!played) return 'skipped'
        try {
          await body(played)
          return 'passed'
        } finally {
          await played.close()
        }
      },
    }),
    granted: async (played, bank = played.bank) => {
      const { outcome, steps } = await authorise(connector, played, bank)
      if (outcome.kind === 'done') return outcome.state
      throw new Error(`not granted: ${steps.join(' ')} (${outcome.reason}: ${outcome.detail})`)
    },
    accounts: async (bank, state) => {
      const answer = await connector.accounts(bank, state)
      if (answer.kind === 'accounts') return answer
      throw new Error(`accounts cannot be read (${answer.reason}: ${answer.detail})`)
    },
    transactions: async (bank, state, account) => {
      const transactions: BankTransaction[] = []
      let newest = state
      for await (const page of connector.transactions(bank, state, account, {})) {
        newest = page.state ?? newest
        if (page.kind === 'failed') return { transactions, failed: page, state: newest }
        if (page.restarted) transactions.length = 0
        transactions.push(...page.transactions)
      }
      return { transactions, state: newest }
    },
    readingFailure: async (played) => {
      const { outcome } = await authorise(connector, played, played.bank)
      if (outcome.kind === 'failed') {
        // A bank that is read on the way to the grant says it there.
        judgeFailure(outcome, played)
        return outcome
      }
      const answer = await connector.accounts(played.bank, outcome.state)
      const failed = answer.kind === 'failed' ? answer : await firstFailure(played, answer)
      insist(failed !== undefined, 'everything was read')
      judgeFailure(failed, played)
      return failed
    },
  }
  const firstFailure = async (
    { bank }: PlayedBank,
    { accounts, state }: { readonly accounts: readonly BankAccount[]; readonly state: ConnectorState },
  ) => {
    const [account] = accounts
    return account && (await kit.transactions(bank, state, account)).failed
  }
  return kit
}

/** How an account is known again when the bank's id of it changed. */
export function identityOf(account: BankAccount): string {
  return account.iban ?? account.number ?? account.maskedPan ?? ''
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
