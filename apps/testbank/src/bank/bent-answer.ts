import { AsyncLocalStorage } from 'node:async_hooks'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { BEND_KINDS, type BendKind, type Fault } from '../scenario/scenario.ts'

/** The request under way: a face says how its answer is to be bent, and no face has to know how that is done. */
const underWay = new AsyncLocalStorage<{ bend?: BendKind }>()

const HUGE = 100 * 1024 * 1024
const CHUNK = Buffer.alloc(64 * 1024, ' ')
/** Lists of entries and accounts by the names of the three standards. */
const LISTS = new Set([
  'booked',
  'transactions',
  'cardTransactions',
  'accounts',
  'cardAccounts',
  'Transaction',
  'Account',
])

export function isBend(fault: Fault): fault is Fault & { readonly what: BendKind } {
  return BEND_KINDS.some((kind) => kind === fault.what)
}

/** The answer to this request will be bent. */
export function bendAnswer(how: BendKind): void {
  const request = underWay.getStore()
  if (request) request.bend = how
}

/** Hooks that bend what faces answer; registered before the faces. */
export function bentAnswers(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, _reply, done) => underWay.run({}, done))
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const how = underWay.getStore()?.bend
    if (how === 'twice') return twice(payload)
    if (how === 'endless') return withNext(payload, `${request.protocol}://${request.host}${request.url}`)
    if (how === 'elsewhere') return withNext(payload, 'https://elsewhere.example/next')
    return payload
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    const how = underWay.getStore()?.bend
    if (how === 'page') {
      reply.type('text/html; charset=utf-8')
      return '<!doctype html><html><body><h1>Maintenance</h1></body></html>'
    }
    if (how !== 'huge') return payload
    // JSON all the way: blanks may stand before it.
    reply.removeHeader('content-length')
    return Readable.from(hugeText(String(payload)))
  })
}

function* hugeText(text: string): Generator<Buffer | string> {
  for (let sent = 0; sent < HUGE; sent += CHUNK.length) yield CHUNK
  yield text
}

/** Every list of the standards' names holds everything twice. */
function twice(value: unknown): unknown {
  return bend(value, (key, item) => (LISTS.has(key) && Array.isArray(item) ? [...item, ...item] : item))
}

/** `_links.next.href` or `Links.Next`, where links are. */
function withNext(value: unknown, url: string): unknown {
  return bend(value, (key, item) => {
    if (typeof item !== 'object' || item === null) return item
    if (key === '_links') return { ...item, next: { href: url } }
    return key === 'Links' ? { ...item, Next: url } : item
  })
}

function bend(value: unknown, change: (key: string, item: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => bend(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(key, bend(item, change))]))
}
