import type { WidgetParameters } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../clients/client.ts'
import { hostedBy, messageOrigins } from './message-origins.ts'

const nothing: Client = {
  id: 'c',
  name: 'C',
  secretHashes: [],
  redirectUrls: [],
  origins: [],
  loopbackAllowed: true,
  ownLicence: false,
  terms: {},
  theme: {},
  pinned: {},
  createdAt: new Date(0),
}
const registered = { ...nothing, origins: ['https://frame.example'], redirectUrls: ['https://shop.example/back'] }
const given = (more: Partial<WidgetParameters>) => more as WidgetParameters

describe('who may be told (WIRE §6)', () => {
  it.each([
    [
      'the callback page first',
      { aspsp_callback_uri: 'https://a.example/x', redirect_url: 'https://b.example/' },
      'https://a.example',
    ],
    ['else the page of redirect_url', { redirect_url: 'https://b.example/y?z' }, 'https://b.example'],
  ])('%s', (_name, parameters, origin) => {
    expect(messageOrigins(given(parameters), registered, hostedBy(nothing, 'http://localhost:1/'))).toEqual([origin])
  })

  it('else what is registered, whoever the referrer was', () => {
    const facts = hostedBy(registered, 'http://localhost:3000/page')
    expect(messageOrigins(given({}), registered, facts)).toEqual(['https://frame.example', 'https://shop.example'])
  })

  it.each([
    ['http://localhost:3000/page?secret=1', ['http://localhost:3000']],
    ['http://127.0.0.1:9/', ['http://127.0.0.1:9']],
    // Not a page that this client could have registered.
    ['https://evil.example/', []],
    ['http://localhost.evil.example/', []],
    ['http://127.0.0.2.nip.io/', []],
    ['about:blank', []],
    ['not a url', []],
    [undefined, []],
  ])('with nothing registered, the origin of a referrer that would be allowed: %s', (referrer, origins) => {
    expect(messageOrigins(given({}), nothing, hostedBy(nothing, referrer))).toEqual(origins)
  })

  it('in production a client with nothing registered tells nobody', () => {
    const client = { ...nothing, loopbackAllowed: false }
    for (const referrer of ['http://localhost:3000/', 'https://shop.example/'])
      expect(messageOrigins(given({}), client, hostedBy(client, referrer))).toEqual([])
  })
})
