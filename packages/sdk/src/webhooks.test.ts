import { createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verifyWebhook, WebhookError } from './webhooks.ts'

const secret = `whsec_${randomBytes(24).toString('base64')}`
const other = `whsec_${randomBytes(24).toString('base64')}`
const now = 1_800_000_000_000
const body = JSON.stringify({ id: '7', type: 'connection_created', label: 'été €' })

const sign = (by: string, time: string, text: string, id = 'msg_1') =>
  `v1,${createHmac('sha256', Buffer.from(by.slice(6), 'base64'))
    .update(`${id}.${time}.${text}`)
    .digest('base64')}`

function delivery(by = secret, seconds = now / 1000, text = body) {
  const time = String(seconds)
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': sign(by, time, text) }
}

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof WebhookError ? error.fault : error),
  )

describe('a delivery', () => {
  it('is believed when it is signed, as text or bytes, by names in any case, by Headers or a plain object', async () => {
    const headers = delivery()
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]))
    for (const given of [headers, new Headers(headers), shouted])
      for (const came of [body, new TextEncoder().encode(body)])
        expect(await verifyWebhook(secret, given, came, { now })).toMatchObject({ id: '7', label: 'été €' })
  })

  it('is believed while secrets change: two signatures, or two secrets', async () => {
    const headers = delivery()
    const both = {
      ...headers,
      'webhook-signature': `v1a,zzz ${delivery(other)['webhook-signature']} ${headers['webhook-signature']}`,
    }
    expect(await verifyWebhook(secret, both, body, { now })).toMatchObject({ id: '7' })
    expect(await verifyWebhook([other, secret], headers, body, { now })).toMatchObject({ id: '7' })
  })

  it('is not, when anything of it was changed', async () => {
    const headers = delivery()
    const bad: [string, Record<string, string>, string][] = [
      ['no_match', headers, body.replace('7', '8')],
      ['no_match', { ...headers, 'webhook-id': 'msg_2' }, body],
      ['no_match', delivery(other), body],
      ['no_match', { ...headers, 'webhook-signature': 'v1,%%% v1, v2,abc' }, body],
      ['too_old', delivery(secret, now / 1000 - 301), body],
      ['too_new', delivery(secret, now / 1000 + 301), body],
      ['missing_header', { ...headers, 'webhook-timestamp': '1e9' }, body],
      ['missing_header', { 'webhook-id': 'msg_1' }, body],
      ['unreadable_body', delivery(secret, now / 1000, 'no'), 'no'],
    ]
    for (const [fault, given, came] of bad)
      expect(await faultOf(verifyWebhook(secret, given, came, { now }))).toBe(fault)
    expect(await faultOf(verifyWebhook('whsec_', headers, body, { now }))).toBe('bad_secret')
    expect(await faultOf(verifyWebhook([], headers, body, { now }))).toBe('no_match')
  })
})
