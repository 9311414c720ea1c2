import { Agent, request } from 'undici'
import type { AddressPolicy } from './address-policy.ts'
import { checkUrl } from './check-url.ts'
import { checkedLookup, type Resolver, systemResolver } from './checked-lookup.ts'
import { type FetchProblem, FetchRefusal } from './problems.ts'
import { checkTextHeaders, readText } from './read-text.ts'

export type FetchedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: FetchProblem }

export type FetchOptions = AddressPolicy & { readonly resolve?: Resolver; readonly timeoutMs?: number }

const MAX_REDIRECTS = 3

/**
 * Reads the text behind an address that a stranger typed: http(s), no user info, addresses checked and pinned at every
 * hop, at most 3 redirects, 5 s in all, 1 MB, plain text in UTF-8. Never throws; the problem names what to change.
 */
export async function fetchConfiguration(address: string, options: FetchOptions): Promise<FetchedText> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? 5_000)
  // One agent for one fetch: no socket is kept that an address checked for someone else had opened.
  const agent = new Agent({
    pipelining: 0,
    maxHeaderSize: 16_384,
    connect: { lookup: checkedLookup(options, options.resolve ?? systemResolver) },
  })
  try {
    return { ok: true, text: await follow(address, options, agent, signal) }
  } catch (error) {
    return { ok: false, problem: problemOf(error, signal) }
  } finally {
    await agent.destroy()
  }
}

async function follow(address: string, policy: AddressPolicy, agent: Agent, signal: AbortSignal): Promise<string> {
  let target = address
  let base: URL | undefined
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const checked = checkUrl(target, base, policy)
    if (!checked.ok) throw new FetchRefusal(checked.problem)
    base = checked.url
    const answer = await request(base, {
      dispatcher: agent,
      signal,
      headers: {
        accept: 'text/plain, text/csv;q=0.5',
        'accept-encoding': 'identity',
        'user-agent': 'raccord-test-bank',
      },
    })
    const location = answer.headers['location']
    if (![301, 302, 303, 307, 308].includes(answer.statusCode) || typeof location !== 'string') {
      if (answer.statusCode !== 200) throw new FetchRefusal('status')
      checkTextHeaders(answer.headers)
      return await readText(answer.body)
    }
    // The body of a redirect is of no use; its connection ends with it.
    answer.body.on('error', () => {}).destroy()
    target = location
  }
  throw new FetchRefusal('too_many_redirects')
}

function problemOf(error: unknown, signal: AbortSignal): FetchProblem {
  if (signal.aborted) return 'too_slow'
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FetchRefusal) return cause.problem
  }
  return 'unreachable'
}
