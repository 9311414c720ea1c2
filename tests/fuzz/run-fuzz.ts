import * as fc from 'fast-check'
import { type ErrorCode, errors } from '../../packages/contract/src/errors.ts'
import type { FuzzRequest } from './operations.ts'
import type { FuzzWorld } from './world.ts'

export interface FuzzReport {
  readonly sent: number
  /** How often each status came, by operation: what was never reached was not tested. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly faults: readonly string[]
}

/** `pages`: errors are pages, not JSON. */
export type Face = 'api' | 'pages'

const MOST_FAULTS = 20
const atOnce = 8

/** Sends so many requests, and names what no answer and no log line may be. The seed brings the same requests again. */
export async function runFuzz(
  world: FuzzWorld,
  face: Face,
  requests: fc.Arbitrary<FuzzRequest>,
  options: { readonly sent: number; readonly seed: number },
): Promise<FuzzReport> {
  const statuses = new Map<string, Map<number, number>>()
  const faults: string[] = []
  const fault = (request: FuzzRequest, what: string): void => {
    if (faults.length < MOST_FAULTS) faults.push(`${what} (seed ${options.seed}): ${shown(request)}`)
  }
  const batch = 500
  for (let sent = 0; sent < options.sent; sent += batch) {
    const size = Math.min(batch, options.sent - sent)
    const queue = fc.sample(requests, { numRuns: size, seed: options.seed + sent })
    const work = async (): Promise<void> => {
      for (let request = queue.pop(); request; request = queue.pop()) {
        const answer = await world.raccord.app.inject({
          method: request.method,
          url: request.url,
          headers: { ...request.headers },
          payload: request.payload,
          remoteAddress: '203.0.113.5',
        })
        const seen = statuses.get(request.of) ?? new Map<number, number>()
        seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
        statuses.set(request.of, seen)
        for (const what of judge(world, face, request, answer)) fault(request, what)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    const written = world.log.lines.splice(0).join('')
    for (const [at, canary] of world.canaries.entries())
      if (written.includes(canary)) faults.push(`canary ${at} is in the log (seed ${options.seed}, request ${sent}…)`)
    const broken = /.*"level":(?:50|60).*/.exec(written)?.[0]
    if (broken !== undefined && faults.length < MOST_FAULTS)
      faults.push(`the log tells of a fault: ${broken.slice(0, 1500)}`)
  }
  return { sent: options.sent, statuses, faults }
}

interface Answer {
  readonly statusCode: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
}

function judge(world: FuzzWorld, face: Face, request: FuzzRequest, answer: Answer): string[] {
  const { statusCode: status, body } = answer
  const found: string[] = []
  if (status >= 500) found.push(`answered ${status} ${body.slice(0, 200)}`)
  const whole = `${JSON.stringify(answer.headers)}${body}`
  if (/\[native code\]|at \S+\.ts:\d+|node_modules/.test(whole)) found.push('shows code of ours')
  if (status >= 400 && face === 'api') found.push(...wrongError(answer))
  // The token call gives tokens; whoever refreshes gets what he sent.
  if (request.of === 'createToken' && status === 200) return found
  for (const [at, canary] of world.canaries.entries()) if (whole.includes(canary)) found.push(`shows canary ${at}`)
  return found
}

/** WIRE §1: JSON `{error, error_description, request_id}`, of the table. */
function wrongError({ statusCode, body, headers }: Answer): string[] {
  if (!String(headers['content-type']).startsWith('application/json')) return ['its error is no JSON']
  const { error, error_description, request_id } = JSON.parse(body) as Record<string, unknown>
  const row = typeof error === 'string' && Object.hasOwn(errors, error) ? errors[error as ErrorCode] : undefined
  return [
    ...(row ? [] : [`error ${String(error)} is not in the table`]),
    ...(row && row.status !== statusCode ? [`error ${String(error)} with status ${statusCode}`] : []),
    ...(typeof error_description === 'string' && error_description !== '' ? [] : ['its error says nothing']),
    ...(request_id === headers['x-request-id'] ? [] : ['its request_id is another']),
  ]
}

function shown({ method, url, headers, payload }: FuzzRequest): string {
  const { authorization: _secret, ...rest } = headers
  return `${method} ${url.slice(0, 300)} ${JSON.stringify(rest).slice(0, 200)} ${(payload ?? '').slice(0, 300)}`
}
