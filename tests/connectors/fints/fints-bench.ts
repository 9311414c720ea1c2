import { fints } from '@raccord/connector-fints'
import {
  type AccountHandle,
  type BankAccount,
  type BankContext,
  type BankHttp,
  type BankTransaction,
  type ConnectorState,
  Secret,
} from '@raccord/connector-kit'
import { beginInput, type TestBench } from '../bench.ts'

/** A customer of the test bank at its FinTS address. */
export interface Customer {
  readonly bank: BankContext
  /** Messages that went to the bank, decoded, in order. */
  readonly sent: readonly string[]
  readonly begin: (former?: ConnectorState) => ReturnType<typeof fints.begin>
  readonly typed: { readonly [field: string]: string }
}

export const code = (value: string) => ({ kind: 'secret', value: new Secret(value) }) as const

export function customer(bench: TestBench, login: string, more: Partial<BankContext> = {}, password = login): Customer {
  const typed = { login, password }
  const plain = bench.context('110', 'EMBEDDED', more)
  const sent: string[] = []
  const http: BankHttp = {
    send: (request) => {
      sent.push(Buffer.from(request.body ?? '', 'base64').toString('latin1'))
      return plain.http.send(request)
    },
  }
  const input = beginInput('EMBEDDED', typed)
  const bank = { ...plain, http, credentials: input.credentials }
  return { bank, sent, typed, begin: (former) => fints.begin(bank, { ...input, ...(former ? { former } : {}) }) }
}

/** Orders of a message by their ids, without its envelope. */
export const ordersOf = (message: string): string[] =>
  [...message.matchAll(/(?<![A-Z])(HK[A-Z]{3}|DKKKU):\d+:\d/g)].map(([, id = '']) => id)

export async function listed(
  { bank }: Customer,
  state: ConnectorState,
): Promise<{ accounts: readonly BankAccount[]; state: ConnectorState }> {
  const answer = await fints.accounts(bank, state)
  if (answer.kind === 'failed') throw new Error(`${answer.reason}: ${answer.detail}`)
  return answer
}

export async function entriesOf(
  { bank }: Customer,
  state: ConnectorState,
  account: AccountHandle,
  window: { from?: string } = {},
): Promise<{ entries: BankTransaction[]; pages: number; skipped: string[]; state: ConnectorState }> {
  const entries: BankTransaction[] = []
  const skipped: string[] = []
  let pages = 0
  let newest = state
  for await (const page of fints.transactions(bank, state, account, window)) {
    if (page.kind === 'failed') throw new Error(`${page.reason}: ${page.detail}`)
    pages += 1
    newest = page.state
    entries.push(...page.transactions)
    skipped.push(...page.skipped)
  }
  return { entries, pages, skipped, state: newest }
}
