import { afterAll, beforeAll } from 'vitest'
import { ApiClient, type ApiUser } from '../../support/api-client.ts'
import { type RaccordWorld, startWorld } from '../../support/raccord-process.ts'
import { type BankProxy, startBankProxy } from './bank-proxy.ts'

export interface ProxiedWorld {
  readonly proxy: BankProxy
  readonly url: string
  readonly api: ApiClient
  readonly world: RaccordWorld
  link(parameters?: Readonly<Record<string, string>>): Promise<{ readonly user: ApiUser; readonly link: string }>
}

/** A server whose bank can be listened to and made to lie. */
export function useProxiedWorld(env: Readonly<Record<string, string>> = {}): () => ProxiedWorld {
  let made: ProxiedWorld | undefined
  beforeAll(async () => {
    const proxy = await startBankProxy()
    const world = await startWorld({ env: { RACCORD_TESTBANK_URL: proxy.url, RACCORD_OFFER_SECONDS: '2', ...env } })
    const api = new ApiClient(world.url)
    made = {
      ...{ proxy, world, api, url: world.url },
      async link(parameters) {
        const user = await api.newUser()
        return { user, link: await api.widgetLink(user, parameters) }
      },
    }
  })
  afterAll(async () => {
    await made?.world.stop()
    await made?.proxy.stop()
  })
  return () => {
    if (!made) throw new Error('the world is not up yet')
    return made
  }
}
