import { berlinGroup, berlinGroupOptions } from '@raccord/connector-berlin-group'
import {
  type Answer,
  type BankAccount,
  type BankContext,
  type BankTransaction,
  type BeginInput,
  createBankHttp,
  type Outcome,
  type RevokeAnswer,
  type SealKey,
  Secret,
} from '@raccord/connector-kit'
import type { RecordedBank } from './recorded-banks.ts'

export interface Walked {
  /** What the person was asked, in order. */
  readonly steps: readonly string[]
  readonly accounts: readonly BankAccount[]
  readonly transactions: readonly BankTransaction[]
  readonly skipped: readonly string[]
  readonly revoked: RevokeAnswer
  /** Everything the driver logged. */
  readonly log: string
}

/** From consent to transactions and to the consent's end, as the server, the person and his browser would. */
export async function walkBank(one: RecordedBank, url: string, seal: SealKey): Promise<Walked> {
  const options = JSON.parse(JSON.stringify(one.options).replaceAll('{bank}', url)) as unknown
  const { signature } = berlinGroupOptions.parse(options)
  const http = createBankHttp({
    allowedHosts: [new URL(url).host],
    allowLoopback: true,
    ...(signature ? { signing: { key: seal, options: signature } } : {}),
  })
  const log: string[] = []
  const bank: BankContext = {
    providerId: '9',
    options,
    http,
    now: () => new Date('2026-03-02T10:00:00Z'),
    locale: 'en',
    psu: { ipAddress: one.ours?.ipAddress ?? '203.0.113.7', userAgent: 'Mozilla/5.0 (test)' },
    log: (event, fields) => log.push(JSON.stringify({ event, ...fields })),
  }
  try {
    const steps: string[] = []
    let outcome = await berlinGroup.begin(bank, inputOf(one))
    while (outcome.kind !== 'done') {
      steps.push(outcome.kind === 'challenge' ? outcome.challenge.kind : outcome.kind)
      if (outcome.kind === 'failed') throw new Error(`${one.folder}: ${outcome.reason}, ${outcome.detail}`)
      if (steps.length > 10) throw new Error(`${one.folder}: goes in circles`)
      outcome = await berlinGroup.resume(bank, outcome.state, await answerOf(one, outcome))
    }
    const listed = await berlinGroup.accounts(bank, outcome.state)
    if (listed.kind === 'failed') throw new Error(`${one.folder}: ${listed.detail}`)
    const transactions: BankTransaction[] = []
    const skipped: string[] = []
    const [first] = listed.accounts
    if (!first) throw new Error(`${one.folder}: no account`)
    for await (const page of berlinGroup.transactions(bank, listed.state, first, {})) {
      if (page.kind === 'failed') throw new Error(`${one.folder}: ${page.detail}`)
      transactions.push(...page.transactions)
      skipped.push(...page.skipped)
    }
    const revoked = await berlinGroup.revoke(bank, listed.state)
    return { steps, accounts: listed.accounts, transactions, skipped, revoked, log: log.join('\n') }
  } finally {
    await http.close()
  }
}

function inputOf({ mode, person, ours }: RecordedBank): BeginInput {
  const credentials = Object.entries(person.credentials ?? {}).map(([id, value]) => [id, new Secret(value)])
  return {
    mode,
    accountTypes: ['CHECKINGS', 'SAVINGS'],
    recurring: true,
    validUntil: ours?.validUntil ?? '2026-08-28',
    frequencyPerDay: 4,
    credentials: Object.fromEntries(credentials) as { [id: string]: Secret },
    redirect: {
      uri: ours?.redirectUri ?? 'https://raccord.example/bank/callback/9',
      state: ours?.state ?? 'state-of-ours',
    },
  }
}

async function answerOf(
  { person, ours }: RecordedBank,
  outcome: Exclude<Outcome, { kind: 'done' | 'failed' }>,
): Promise<Answer> {
  switch (outcome.kind) {
    case 'challenge':
      return outcome.challenge.kind === 'choice'
        ? { kind: 'choice', id: person.choice ?? '' }
        : { kind: 'secret', value: new Secret(person.code ?? '') }
    case 'redirect': {
      if (person.returns !== 'open') {
        return { kind: 'returned', query: { state: ours?.state ?? 'state-of-ours', ...person.returns } }
      }
      const page = await fetch(outcome.url, { redirect: 'manual' })
      const back = new URL(page.headers.get('location') ?? 'about:blank')
      return { kind: 'returned', query: Object.fromEntries(back.searchParams) }
    }
    case 'wait':
      return { kind: 'poll' }
    case 'form':
      throw new Error('the bank asked for a form')
  }
}
