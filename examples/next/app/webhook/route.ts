import { verifyWebhook, WebhookError } from '@raccord/sdk'
import { shop } from '../../lib/shop.ts'

/** The body as it came: what was parsed and written again has another signature. */
export async function POST(request: Request): Promise<Response> {
  try {
    const event = await verifyWebhook(shop.webhookSecret, request.headers, await request.text())
    shop.told.set(event.id, event.type)
    return new Response(null, { status: 204 })
  } catch (error) {
    if (error instanceof WebhookError) return new Response(null, { status: 400 })
    throw error
  }
}
