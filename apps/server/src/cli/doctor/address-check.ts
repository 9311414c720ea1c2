import { lookup } from 'node:dns/promises'
import { connect } from 'node:tls'
import { judgeAddress } from '@raccord/connector-kit'
import { z } from 'zod'
import type { Config } from '../../config.ts'
import { type Check, type Finding, findings, reasonOf } from './finding.ts'

const DAY_MS = 86_400_000
const TIMEOUT_MS = 10_000
const CLOCK_MS = 5_000
/** Of RFC 5737: nobody has it, so that whoever believes it was lied to. */
const FORGED = '203.0.113.99'

const believed = z.object({
  ip: z.string(),
  /** Addresses that were believed, from the connection on. */
  hops: z.int(),
  protocol: z.string(),
  host: z.string(),
  peer: z.string(),
  forwarded: z.boolean(),
  now: z.number(),
})

/** The public addresses: what they lead to, their TLS, and that it is this Raccord which answers. */
export const addressesCheck: Check = {
  name: 'addresses',
  async run({ config }) {
    const { skip } = findings('addresses')
    const urls = publicUrls(config)
    if (urls.length === 0) return [skip('No public address is set: the server answers for itself.')]
    const found = await Promise.all(urls.map((url) => oneAddress(url)))
    return [...new Map(found.flat().map((finding) => [`${finding.status}${finding.said}`, finding])).values()]
  },
}

/** What the server believes of a request that comes by way of the proxy, with forged headers in it. */
export const proxyCheck: Check = {
  name: 'proxy',
  async run({ config }) {
    const { ok, fail, skip } = findings('proxy')
    const urls = publicUrls(config)
    if (urls.length === 0) return [skip('No public address is set.')]
    const found: Finding[] = []
    for (const url of urls) {
      const headers = {
        'X-Forwarded-For': FORGED,
        'X-Forwarded-Host': 'forged.example',
        ...(config.metricsToken === undefined ? {} : { Authorization: `Bearer ${config.metricsToken}` }),
      }
      const response = await ask(`${url}/health/proxy`, headers).catch(() => undefined)
      if (!response) return [skip(`${url} does not answer.`)]
      if (response.status === 401) return [fail(`${url} is served with another RACCORD_METRICS_TOKEN than this one.`)]
      const parsed = believed.safeParse(await response.json().catch(() => undefined))
      if (!parsed.success)
        return [fail(`${url} is answered by something else than this Raccord.`, 'the proxy’s routes')]
      found.push(...judgeBelief(url, parsed.data, config.trustProxy !== undefined))
    }
    return found.length > 0 ? found : [ok('who asks, and by what address, is believed from the proxy alone')]
  },
}

function judgeBelief(url: string, said: z.infer<typeof believed>, trusts: boolean): Finding[] {
  const { fail, warn, skip } = findings('proxy')
  // The proxy, ourselves, and what we forged: whoever asks from an address that is trusted is believed all the same.
  const trusted = said.ip === FORGED && said.hops > 2
  const wanted = new URL(url)
  return [
    ...(trusted
      ? [
          skip(
            'This machine is itself in RACCORD_TRUST_PROXY: what strangers may forge is not seen from here.',
            'raccord doctor on another machine, with the same settings',
          ),
        ]
      : said.ip === FORGED
        ? [
            fail(
              'Strangers can say that they are somebody else: a forged X-Forwarded-For was believed.',
              'let the proxy replace or append to that header, and RACCORD_TRUST_PROXY name the proxy alone',
            ),
          ]
        : []),
    ...(said.ip === said.peer && said.forwarded
      ? [
          fail(
            `All people look like one, ${said.peer}: whoever guesses passwords locks everybody out.`,
            `RACCORD_TRUST_PROXY=${said.peer}${trusts ? ', not what it is now' : ''}, if that is the proxy`,
          ),
        ]
      : []),
    ...(said.ip !== FORGED && said.host === 'forged.example'
      ? [warn('A forged X-Forwarded-Host is passed on. No address is built from it.', 'let the proxy drop it')]
      : []),
    ...(said.protocol !== wanted.protocol.slice(0, -1)
      ? [
          fail(
            `The server does not know that people come by ${wanted.protocol.slice(0, -1)}.`,
            'X-Forwarded-Proto from the proxy',
          ),
        ]
      : []),
    ...(Math.abs(said.now - Date.now()) > CLOCK_MS
      ? [
          {
            ...warn(
              `The server’s clock and this machine’s differ by ${Math.round((said.now - Date.now()) / 1000)} seconds.`,
              'NTP',
            ),
            check: 'clock',
          },
        ]
      : []),
  ]
}

async function oneAddress(url: string): Promise<Finding[]> {
  const { ok, warn, fail } = findings('addresses')
  const { hostname, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = await lookup(host, { all: true }).catch(() => [])
  if (addresses.length === 0) return [fail(`${host} is not known to the DNS.`, 'an A or AAAA record')]
  const inner = addresses.find(({ address }) => judgeAddress(address) !== 'public')
  const found: Finding[] = []
  if (inner)
    found.push(
      warn(
        `${host} leads to ${inner.address}, which nobody outside reaches.`,
        'fine for a name that is split; else the DNS',
      ),
    )
  if (protocol === 'https:') found.push(...(await tlsOf(new URL(url), host)))
  if (found.some(({ status }) => status === 'fail')) return found
  try {
    const response = await ask(`${url}/health/live`)
    const alive = response.status === 200 && /^\{"status":"ok"/.test(await response.text())
    if (!alive)
      return [...found, fail(`${url} answers, but not as Raccord (HTTP ${response.status}).`, 'the proxy’s routes')]
    const live = await ask(`${url}/health/ready`)
    if (live.status !== 200)
      return [...found, fail(`${url} is alive and not ready (HTTP ${live.status}).`, 'its log says why')]
    if (protocol === 'https:' && !live.headers.has('strict-transport-security'))
      found.push(warn(`${url} sends no Strict-Transport-Security.`, 'the proxy, or RACCORD_HSTS_SECONDS'))
    return [...found, ok(`${url} answers`)]
  } catch (error) {
    return [
      ...found,
      fail(`${url} does not answer (${reasonOf(error)}).`, 'is the server running, and the proxy before it?'),
    ]
  }
}

function tlsOf({ port }: URL, host: string): Promise<Finding[]> {
  const { warn, fail } = findings('addresses')
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }),
      rejectUnauthorized: false,
      timeout: TIMEOUT_MS,
    })
    const end = (...found: Finding[]) => {
      socket.destroy()
      resolve(found)
    }
    socket.once('timeout', () => end(fail(`${host} does not answer in time.`)))
    socket.once('error', (error) => end(fail(`${host}: no TLS (${reasonOf(error)}).`, 'is the proxy running?')))
    socket.once('secureConnect', () => {
      const { valid_to: until } = socket.getPeerCertificate()
      const left = Math.floor((Date.parse(until) - Date.now()) / DAY_MS)
      if (!socket.authorized)
        return end(
          fail(
            `The certificate of ${host} is not accepted: ${String(socket.authorizationError)}.`,
            'browsers will not either',
          ),
        )
      if (left < 14) return end(warn(`The certificate of ${host} ends in ${left} days.`, 'is its renewal working?'))
      end()
    })
  })
}

function publicUrls({ authUrl, apiUrl, embedUrl }: Config): string[] {
  return [...new Set([authUrl, apiUrl, embedUrl].filter((url) => url !== undefined))]
}

function ask(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
}
