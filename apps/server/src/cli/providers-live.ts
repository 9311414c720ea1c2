import { randomUUID } from 'node:crypto'
import { hostsIn, type Provider } from '@raccord/catalogue'
import { type BankResponse, parseBankJson } from '@raccord/connector-kit'
import { loadIdentity } from '../identity/load-identity.ts'
import { bankSockets } from '../wiring/bank-sockets.ts'
import type { CliDeps } from './cli-deps.ts'

/** What one address of a bank answered. */
export interface LiveAnswer {
  readonly provider: string
  readonly name: string
  readonly address: string
  readonly ok: boolean
  readonly said: string
}

const said: Readonly<Record<Extract<BankResponse, { kind: 'fault' }>['fault'], string>> = {
  refused: 'is not asked: its host is not among "hosts", or leads to an address that no bank has',
  timeout: 'does not answer in time',
  unreachable: 'can not be reached',
  identity: 'does not take our certificate, or wants one that is not set',
  too_large: 'answers more than a bank should',
  unreadable: 'answers what is not HTTP',
  crowded: 'was not asked: too many calls wait for it',
}

/**
 * Asks each address that the entries name once, with the operator's certificate, as a synchronisation would. Any answer of HTTP
 * shows that name, network and TLS are well; whether the bank takes our registration shows with the first person only.
 */
export async function askBanks(deps: CliDeps, providers: readonly Provider[]): Promise<LiveAnswer[]> {
  const sockets = bankSockets(deps.config, await loadIdentity(deps.config.identity), () => new Date())
  const answers: LiveAnswer[] = []
  for (const { id, name, channels } of providers) {
    const asked = new Set<string>()
    for (const channel of channels) {
      const http = sockets(channel)
      try {
        for (const address of addressesOf(channel.options)) {
          if (asked.has(address)) continue
          asked.add(address)
          const headers = { Accept: 'application/json', 'X-Request-ID': randomUUID(), Date: new Date().toUTCString() }
          const reply = await http.send({ method: 'GET', url: address, headers })
          answers.push({ provider: id, name, address, ...judge(address, reply, channel.hosts) })
        }
      } finally {
        await http.close()
      }
    }
  }
  return answers
}

function judge(address: string, reply: BankResponse, hosts: readonly string[]): Pick<LiveAnswer, 'ok' | 'said'> {
  if (reply.kind === 'fault') return { ok: false, said: `${said[reply.fault]} (${reply.detail})` }
  const refusal = /\b(CERTIFICATE_[A-Z_]{3,40}|ROLE_INVALID|SIGNATURE_(INVALID|MISSING))\b/.exec(
    reply.body.slice(0, 20_000),
  )
  if (refusal) return { ok: false, said: `refuses who we are: ${refusal[0]} (HTTP ${reply.status})` }
  if (!/\/\.well-known\//.test(address)) return { ok: true, said: `answers (HTTP ${reply.status})` }
  if (reply.status !== 200) return { ok: false, said: `answers HTTP ${reply.status} instead of its document` }
  const document = parseBankJson(reply.body)
  const elsewhere = hostsIn(document).filter((host) => !hosts.includes(host))
  if (hostsIn(document).length === 0) return { ok: false, said: 'answers no document of an authorization server' }
  return elsewhere.length === 0
    ? { ok: true, said: 'answers with its document' }
    : { ok: false, said: `leads to hosts that the entry lacks: ${elsewhere.map((host) => `--host ${host}`).join(' ')}` }
}

/** Where calls go: the interface, and what of the authorization server is named. Pages for people are not asked. */
function addressesOf(options: unknown): string[] {
  if (typeof options !== 'object' || options === null) return []
  return Object.entries(options).flatMap(([name, value]) => {
    if (typeof value === 'string')
      return /^(baseUrl|metadataUrl|tokenEndpoint)$/.test(name) && /^https?:/.test(value) ? [value] : []
    return addressesOf(value)
  })
}
