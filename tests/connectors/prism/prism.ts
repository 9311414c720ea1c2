import type { BankRequest, BankResponse } from '@raccord/connector-kit'
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { validateOutput } from '@stoplight/prism-http/dist/validator/index.js'

export interface Prism {
  /** What is wrong with a request by the file's word, as Prism's `sl-violations` say it; empty: nothing. */
  violations(request: BankRequest): Promise<string[]>
  /** What is wrong with an answer to it. */
  answerViolations(request: BankRequest, answer: Extract<BankResponse, { kind: 'answer' }>): Promise<string[]>
}

type Logger = Parameters<typeof createInstance>[1]['logger']
type Method = 'get' | 'post' | 'put' | 'delete'

const nothing = () => {}
const silent = { info: nothing, warn: nothing, error: nothing, debug: nothing, trace: nothing, success: nothing }
const logger = { ...silent, child: () => logger } as unknown as Logger

/**
 * Prism's own engine, in this process. `baseUrl` is where the file's paths begin in our requests; `file` an OpenAPI
 * document.
 */
export async function openPrism(file: string, baseUrl: string): Promise<Prism> {
  const operations = await getHttpOperationsFromSpec(file)
  const config = {
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    // Official examples break their own schemas; what banks answer is read leniently anyway.
    validateResponse: false,
    errors: false,
    mock: { dynamic: false },
  } as const
  const prism = createInstance({ ...config, upstreamProxy: undefined }, { logger })
  return {
    async violations({ method, url, headers, body }) {
      if (!url.startsWith(`${baseUrl}/`)) return [`${method} is not under the base path`]
      const target = new URL(url.slice(baseUrl.length), 'http://prism')
      const input = {
        method: method.toLowerCase() as Method,
        url: { path: target.pathname, query: queryOf(target) },
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
        ...(body === undefined ? {} : { body: JSON.parse(body) as unknown }),
      }
      const verdict = await prism.request(input, operations, { ...config, upstreamProxy: undefined })()
      if (verdict._tag === 'Left') return [verdict.left.message]
      return verdict.right.validations.input.map(({ path, message }) => `${path?.join('.') ?? ''}: ${message}`)
    },
    async answerViolations({ method, url }, { status, headers, body }) {
      const { pathname } = new URL(url.slice(baseUrl.length), 'http://prism')
      const resource = operations.find(
        (one) => one.method === method.toLowerCase() && pathLike(one.path).test(pathname),
      )
      if (!resource) return [`${method} ${pathname} is not in the file`]
      // `null` is how services say that there is nothing; files seldom know it.
      const told: unknown = JSON.parse(body, (_name, value: unknown) => value ?? undefined)
      const element = { statusCode: status, headers: { ...headers }, body: told }
      const verdict = validateOutput({ resource, element })
      if (verdict._tag === 'Right') return []
      return verdict.left.map(({ path, message }) => `${path?.join('.') ?? ''}: ${message}`)
    },
  }
}

function queryOf(url: URL): { [name: string]: string } {
  return Object.fromEntries(url.searchParams)
}

/** `/sessions/{session_id}` as what an address of it looks like. */
function pathLike(template: string): RegExp {
  return new RegExp(`^${template.replace(/\{[^}]*\}/g, '[^/]+')}$`)
}
