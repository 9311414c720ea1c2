import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A bank of this protocol for the conformance test: a real server on a free port. */
export interface PlayedServer {
  readonly base: string
  readonly host: string
  close(): Promise<void>
}

export interface Customer {
  readonly refuses?: boolean
  /** What reading answers instead of data. */
  readonly reading?: number
}

/** Ids of accounts are new with every consent, as at many banks. */
export async function playBank(customer: Customer): Promise<PlayedServer> {
  const consents = new Map<string, 'open' | 'granted' | 'refused'>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', base)
    const parts = url.pathname.split('/').filter(Boolean)
    const say = (status: number, value?: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(value === undefined ? '' : JSON.stringify(value))
    }
    const id = parts[0] === 'consents' ? parts[1] : (url.searchParams.get('consent') ?? undefined)
    if (request.method === 'POST') {
      const made = `c${consents.size + 1}`
      consents.set(made, 'open')
      return say(201, { id: made, signIn: `${base}/sign-in/${made}` })
    }
    if (parts[0] === 'sign-in') {
      consents.set(parts[1] ?? '', customer.refuses ? 'refused' : 'granted')
      return say(200, {})
    }
    const status = id === undefined ? undefined : consents.get(id)
    if (status === undefined) return say(404)
    if (request.method === 'DELETE') {
      consents.delete(id ?? '')
      return say(204)
    }
    if (parts[0] === 'consents') return say(200, { status, until: '2030-01-01' })
    if (status !== 'granted') return say(403)
    if (customer.reading !== undefined) return say(customer.reading)
    if (parts.length === 1) {
      const accounts = [
        { id: `${id}-1`, iban: 'FR7630006000011234567890189', name: 'Compte courant', balance: '12.30' },
        { id: `${id}-2`, iban: 'FR7610107001011234567890129', name: 'Compte joint', balance: '-4.00' },
      ]
      return say(200, { accounts })
    }
    const number = Number(url.searchParams.get('page'))
    const entries = [0, 1, 2].map((n) => ({ id: `e${number}-${n}`, day: '2026-03-01', amount: '-1.10', text: 'Café' }))
    return say(200, { entries, ...(number < 2 ? { next: number + 1 } : {}) })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const base = `http://${host}`
  return {
    base,
    host,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
