import type { DoorGuard } from '@raccord/home/door-guard'
import type { Counters } from '../attempts/counters.ts'
import type { Clock } from '../clock.ts'
import { ApiError } from '../http/errors.ts'
import { SignInLimit } from '../http/sign-in-limit.ts'

/** A page's door counts as the API's do; here a refusal is a value. Fewer tries: behind these doors are a few people. */
export function doorGuard(
  deps: { readonly counters: Counters; readonly clock: Clock },
  door: 'console' | 'console word' | 'home',
): DoorGuard {
  const limit = new SignInLimit(deps, door, { points: 8, network: 40 })
  return {
    begin: (name, ip) =>
      limit.begin({ clientId: '', email: name, ip }).catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.code !== 'rate_limited') throw error
        return { wait: Number(error.headers['retry-after']) }
      }),
  }
}
