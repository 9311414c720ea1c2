import type { Authorised } from './bind-calls.ts'
import { RaccordError } from './errors.ts'
import type { TokenKeeper } from './tokens.ts'
import type { Send } from './transport.ts'

/** Sends with the newest token, and once more with a new one where it turns out to be no longer valid. */
export function sendWith(keeper: TokenKeeper, send: Send): Authorised {
  return async (request, open = false) => {
    if (open) return send(request)
    const token = await keeper.token()
    try {
      return await send({ ...request, token })
    } catch (error) {
      if (!(error instanceof RaccordError) || error.code !== 'invalid_token') throw error
      const fresh = await keeper.after(token)
      if (fresh === undefined) throw error
      return send({ ...request, token: fresh })
    }
  }
}
