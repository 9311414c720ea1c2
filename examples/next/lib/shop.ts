import { randomBytes } from 'node:crypto'
import { createRaccord, RaccordError, type RaccordUser } from '@raccord/sdk'

const { RACCORD_URL = 'http://127.0.0.1:4400', CLIENT_ID = 'sandbox', CLIENT_SECRET = 'sandbox-secret' } = process.env
/** Where browsers and Raccord reach this shop: behind a proxy a request does not know. */
const here = process.env.SHOP_URL ?? 'http://localhost:3000'
const raccord = createRaccord({ url: RACCORD_URL, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET })

interface Shop {
  /** Who is signed in, by his cookie. A real shop has a database, and keeps `user.tokens()` there. */
  readonly customers: Map<string, RaccordUser>
  /** What webhooks told, by id: deliveries come at least once. */
  readonly told: Map<string, string>
  webhookSecret: string
}

// Next may load a module once for each route.
const kept = globalThis as typeof globalThis & { shop?: Shop }
kept.shop ??= { customers: new Map(), told: new Map(), webhookSecret: '' }
export const shop = kept.shop

export const addressOf = (path: string): string => new URL(path, here).href

export function customerOf(request: Request): RaccordUser | undefined {
  const visit = /(?:^|; )visit=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
  return visit === undefined ? undefined : shop.customers.get(visit)
}

/** A customer who signs in, and the cookie by which he is known. */
export async function newCustomer(): Promise<{ readonly customer: RaccordUser; readonly cookie: string }> {
  const [email, password] = [`${randomBytes(6).toString('hex')}@example.org`, randomBytes(16).toString('base64url')]
  await raccord.createUser({ email, password })
  const customer = await raccord.signIn(email, password)
  const visit = randomBytes(16).toString('base64url')
  shop.customers.set(visit, customer)
  const secure = here.startsWith('https:') ? '; Secure' : ''
  return { customer, cookie: `visit=${visit}; HttpOnly; SameSite=Lax; Path=/${secure}` }
}

export async function registerWebhook(): Promise<void> {
  const { secret } = await raccord.createWebhook({ url: addressOf('/webhook'), types: ['connection_created'] })
  shop.webhookSecret = secret
}

/** What Raccord refuses is no fault of the shop's: a page, not a stack. */
export async function answering(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RaccordError) return new Response(error.code, { status: 502 })
    throw error
  }
}
