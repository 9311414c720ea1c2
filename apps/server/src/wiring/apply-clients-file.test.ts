import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { example } from '../../../../tests/support/guide-example.ts'
import { samplePng } from '../../../../tests/support/sample-png.ts'
import type { ClientStore } from '../clients/client.ts'
import type { LogoStore } from '../clients/client-logo.ts'
import { isClientSecret } from '../clients/client-secret.ts'
import { rotateClientSecret } from '../clients/manage-clients.ts'
import { AdjustableClock } from '../clock.ts'
import { createClientStore } from '../store/repositories/client-store.ts'
import { applyClientsFile } from './apply-clients-file.ts'

describeEachDatabase('clients file', (open) => {
  const clock = AdjustableClock.fixed('2026-03-10T09:30:00Z')
  let clients: ClientStore & LogoStore
  let folder: string
  beforeAll(async () => {
    clients = createClientStore(await open({ clock }))
    folder = await mkdtemp(join(tmpdir(), 'raccord-clients-'))
    await writeFile(join(folder, 'logo.png'), samplePng(120, 28))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const apply = async (content: unknown) => {
    const path = join(folder, 'clients.json')
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
    return applyClientsFile({ clients, clock }, path)
  }
  const shop = {
    id: 'shop',
    name: 'Shop',
    redirect_urls: ['https://shop.example/back'],
    logo: './logo.png',
    theme: { scheme: 'dark', elements_color: '#0a5', radius: 4 },
    pinned: { consent_per_account: 'true' },
    terms: { en: 'Terms\r\nof the shop', fr: 'Conditions' },
  }

  it('keeps clients as it says, at every start, and their secrets as they are', async () => {
    await apply({ clients: [shop] })
    const first = await clients.find('shop')
    expect(first).toMatchObject({
      name: 'Shop',
      loopbackAllowed: false,
      theme: { scheme: 'dark', elements_color: '#00aa55', radius: '4' },
      pinned: { consent_per_account: 'true' },
      terms: { en: 'Terms\nof the shop', fr: 'Conditions' },
    })
    expect((await clients.findLogo(first?.logo ?? ''))?.mediaType).toBe('image/png')
    expect(isClientSecret(first, '')).toBe(false)
    const secret = await rotateClientSecret(clients, 'shop')
    const { logo: _logo, ...plain } = shop
    await apply({ clients: [{ ...plain, name: 'New name', theme: {} }] })
    const second = await clients.find('shop')
    expect(second).toMatchObject({ name: 'New name', theme: {} })
    expect(second).not.toMatchObject({ logo: expect.anything() })
    expect(isClientSecret(second, secret?.expose() ?? '')).toBe(true)
  })

  it('takes the file of the theming guide', async () => {
    await apply((await example('theming', 'clients-file')).replaceAll('"shop"', '"guide"'))
    const client = await clients.find('guide')
    expect(client).toMatchObject({
      name: 'Maison Verte',
      theme: { elements_color: '#1b5e20', scheme: 'light', radius: '4' },
      pinned: { wait_sync_end: 'true' },
    })
    expect(client?.logo).toMatch(/\.png$/)
  })

  it.each([
    ['not JSON', '{'],
    ['clients.0.redirect_url', { clients: [{ ...shop, redirect_url: [] }] }],
    ['shop: The redirect URL', { clients: [{ ...shop, redirect_urls: ['http://shop.example'] }] }],
    ["shop: The theme's scheme must be light, dark or auto", { clients: [{ ...shop, theme: { scheme: 'dim' } }] }],
    ['shop: the logo ./none.png', { clients: [{ ...shop, logo: './none.png' }] }],
    ['shop: The logo must be a PNG', { clients: [{ ...shop, logo: './clients.json' }] }],
    ['shop: The pinned auto_sync must be', { clients: [{ ...shop, pinned: { auto_sync: 'never' } }] }],
    ['shop: The terms in fr must be at most', { clients: [{ ...shop, terms: { fr: 'x'.repeat(20_001) } }] }],
    ['clients.0.terms', { clients: [{ ...shop, terms: { nl: 'Voorwaarden' } }] }],
    ['shop: The pinned colour is no parameter', { clients: [{ ...shop, pinned: { colour: 'red' } }] }],
  ])('stops the start with a sentence: %s', async (said, content) => {
    const words = said === 'not JSON' ? 'the file' : said.startsWith('clients.') ? 'clients.0' : said
    await expect(apply(content)).rejects.toThrow(`RACCORD_CLIENTS_FILE: ${words}`)
  })
})
