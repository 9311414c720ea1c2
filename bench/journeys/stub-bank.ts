import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface StubBank {
  readonly url: string
  /** Calls by Raccord so far; the browser's visit to the sign-in page is not one. */
  calls(): number
  /** How long each answer takes from now on; none at the beginning. */
  takes(ms: number): void
  stop(): Promise<void>
}

const ENTRIES = 60
const money = (amount: string) => ({ currency: 'EUR', amount })
const href = (url: string) => ({ href: url })

/**
 * A bank that takes no time: Berlin Group NextGenPSD2 1.3 (consent, scaRedirect, accounts, balances, transactions) with
 * answers made beforehand. Everybody is let in. Speaks HTTP like any other, in the process that drives the benchmark.
 */
export async function startStubBank(): Promise<StubBank> {
  const returns = new Map<string, string>()
  let calls = 0
  let delay = 0
  const entries = JSON.stringify(Array.from({ length: ENTRIES }, (_, index) => entry(index)))
  const server = createServer((request, response) => {
    request.resume()
    // A sign-in page is the browser's affair, not the interface's.
    const wait = request.url?.startsWith('/sign-in') ? 0 : delay
    request.once('end', () =>
      wait > 0 ? setTimeout(() => answer(request, response), wait) : answer(request, response),
    )
  })

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', base())
    const [, kind, id = '', what] = /\/v1\/([a-z-]+)\/?([^/]*)\/?([^/]*)/.exec(url.pathname) ?? []
    if (url.pathname === '/sign-in') {
      response.writeHead(302, { location: returns.get(url.searchParams.get('id') ?? '') ?? '/', 'content-length': 0 })
      response.end()
      return
    }
    calls += 1
    const here = `${base()}/berlin-group/v1`
    if (kind === 'consents' && request.method === 'POST') {
      const made = randomUUID()
      returns.set(made, String(request.headers['tpp-redirect-uri']))
      const self = `${here}/consents/${made}`
      json(response, 201, {
        consentStatus: 'received',
        consentId: made,
        _links: { scaRedirect: href(`${base()}/sign-in?id=${made}`), self: href(self), status: href(`${self}/status`) },
      })
    } else if (kind === 'consents' && what === 'status') json(response, 200, { consentStatus: 'valid' })
    else if (kind === 'consents')
      json(response, 200, {
        access: { allPsd2: 'allAccounts' },
        recurringIndicator: true,
        validUntil: '2099-12-31',
        frequencyPerDay: 4,
        lastActionDate: '2026-01-01',
        consentStatus: 'valid',
      })
    else if (kind === 'accounts' && id === '')
      json(response, 200, { accounts: ['1', '2'].map((n) => account(n, here)) })
    else if (what === 'balances') json(response, 200, { account: reference(id), balances: balances() })
    else if (what === 'transactions') {
      const links = JSON.stringify({ account: href(`${here}/accounts/${id}`) })
      send(
        response,
        200,
        `{"account":${JSON.stringify(reference(id))},"transactions":{"booked":${entries},"_links":${links}}}`,
      )
    } else json(response, 200, { cardAccounts: [] })
  }

  function base(): string {
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: base(),
    calls: () => calls,
    takes(ms) {
      delay = ms
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function entry(index: number): object {
  const day = `2026-0${1 + Math.floor(index / 28)}-${String(1 + (index % 28)).padStart(2, '0')}`
  return {
    transactionId: `T${index}`,
    entryReference: `T${index}`,
    bookingDate: day,
    valueDate: day,
    transactionAmount: money(`${index % 5 === 0 ? '' : '-'}${index + 1}.50`),
    creditorName: `Shop ${index % 7}`,
    remittanceInformationUnstructured: `Card payment ${index} at shop ${index % 7}`,
  }
}

function reference(id: string): object {
  return { iban: id === '1' ? 'FR7630006000011234567890189' : 'FR1420041010050500013M02606', currency: 'EUR' }
}

function balances(): object[] {
  return [{ balanceAmount: money('1234.56'), balanceType: 'closingBooked', referenceDate: '2026-06-01' }]
}

function account(id: string, base: string): object {
  const here = `${base}/accounts/${id}`
  return {
    resourceId: id,
    ...reference(id),
    name: `Account ${id}`,
    cashAccountType: 'CACC',
    balances: balances(),
    _links: { balances: href(`${here}/balances`), transactions: href(`${here}/transactions`) },
  }
}

function json(response: ServerResponse, status: number, value: object): void {
  send(response, status, JSON.stringify(value))
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'x-request-id': randomUUID(),
    'aspsp-sca-approach': 'REDIRECT',
  })
  response.end(text)
}
