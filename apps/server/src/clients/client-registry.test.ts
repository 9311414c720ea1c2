import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { samplePng } from '../../../../tests/support/sample-png.ts'
import { AdjustableClock } from '../clock.ts'
import { createClientStore } from '../store/repositories/client-store.ts'
import type { ClientStore } from './client.ts'
import type { LogoStore } from './client-logo.ts'
import { isClientSecret } from './client-secret.ts'
import { addClient, designClient, rotateClientSecret } from './manage-clients.ts'
import { ensureSandboxClient } from './sandbox-client.ts'

describeEachDatabase('client registry', (open) => {
  const clock = AdjustableClock.fixed('2026-03-10T09:30:00Z')
  let clients: ClientStore & LogoStore
  beforeAll(async () => {
    clients = createClientStore(await open({ clock }))
  })

  it('adds a client and gives its secret once', async () => {
    const added = await addClient(
      { clients, clock },
      { id: 'shop', name: 'Shop', redirectUrls: ['https://shop.example/back'], origins: ['https://shop.example'] },
    )
    if (added.kind !== 'added') throw new Error(added.kind)
    const kept = await clients.find('shop')
    expect(kept).toMatchObject({ name: 'Shop', ownLicence: false, loopbackAllowed: false, pinned: {} })
    expect(isClientSecret(kept, added.secret.expose())).toBe(true)
    expect(isClientSecret(kept, `${added.secret.expose()}x`)).toBe(false)
    expect(isClientSecret(undefined, added.secret.expose())).toBe(false)
    expect(JSON.stringify(kept)).not.toContain(added.secret.expose())
    expect(JSON.stringify(added)).not.toContain(added.secret.expose())
    expect(await addClient({ clients, clock }, { id: 'shop', name: 'Again', redirectUrls: [], origins: [] })).toEqual({
      kind: 'refused',
      reason: 'There is a client with this id already.',
    })
  })

  it.each([
    [{ id: 'with space' }, 'id'],
    [{ id: 'a:b' }, 'id'],
    [{ name: '' }, 'name'],
    [{ redirectUrls: ['http://shop.example/'] }, 'redirect URL'],
    [{ redirectUrls: ['javascript:alert(1)'] }, 'redirect URL'],
    [{ origins: ['https://shop.example/path'] }, 'origin'],
    [{ logo: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }, 'logo'],
    [{ theme: { elements_color: 'red;}' } }, 'elements_color'],
    [{ theme: { background: '#fff' } }, 'background'],
  ])('refuses %j', async (change, named) => {
    const input = { id: 'fine', name: 'Fine', redirectUrls: [], origins: [], ...change }
    const answer = await addClient({ clients, clock }, input)
    expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringContaining(named) })
    expect(await clients.find(input.id)).toBeUndefined()
  })

  it('rotates: the newest two secrets work, older ones do not', async () => {
    const added = await addClient({ clients, clock }, { id: 'turn', name: 'T', redirectUrls: [], origins: [] })
    if (added.kind !== 'added') throw new Error(added.kind)
    const second = await rotateClientSecret(clients, 'turn')
    const works = async (secret: { expose(): string } | undefined) =>
      isClientSecret(await clients.find('turn'), secret?.expose() ?? '')
    expect([await works(added.secret), await works(second)]).toEqual([true, true])
    const third = await rotateClientSecret(clients, 'turn')
    expect([await works(added.secret), await works(second), await works(third)]).toEqual([false, true, true])
    expect(await rotateClientSecret(clients, 'nobody')).toBeUndefined()
  })

  it('keeps a theme in the form of the table, and a logo by its content', async () => {
    const png = samplePng(120, 28)
    const theme = { elements_color: '0A5', scheme: 'DARK', radius: '8px' }
    await addClient({ clients, clock }, { id: 'worn', name: 'W', redirectUrls: [], origins: [], theme, logo: png })
    const worn = await clients.find('worn')
    expect(worn?.theme).toEqual({ elements_color: '#00aa55', scheme: 'dark', radius: '8' })
    expect(worn?.logo).toMatch(/^[0-9a-f]{32}\.png$/)
    const kept = await clients.findLogo(worn?.logo ?? '')
    expect(kept?.mediaType).toBe('image/png')
    expect(Buffer.from(kept?.body ?? []).equals(png)).toBe(true)

    // Everything else of a client leaves the logo alone; a new one takes the place of the old.
    await rotateClientSecret(clients, 'worn')
    expect(await designClient(clients, 'worn', { theme: { scheme: 'auto' } })).toBeUndefined()
    expect(await clients.find('worn')).toMatchObject({ logo: worn?.logo, theme: { scheme: 'auto' } })
    expect(await designClient(clients, 'worn', { logo: samplePng(64, 64) })).toBeUndefined()
    const changed = (await clients.find('worn'))?.logo ?? ''
    expect(changed).not.toBe(worn?.logo)
    expect([await clients.findLogo(worn?.logo ?? ''), (await clients.findLogo(changed))?.mediaType]).toEqual([
      undefined,
      'image/png',
    ])
    expect(await designClient(clients, 'worn', { logo: null })).toBeUndefined()
    expect(await clients.find('worn')).not.toMatchObject({ logo: expect.anything() })
    expect(await designClient(clients, 'worn', { theme: { radius: '99' } })).toContain('radius')
    expect(await designClient(clients, 'nobody', { logo: null })).toContain('no such client')
  })

  it('seeds the sandbox client again and again', async () => {
    await ensureSandboxClient({ clients, clock }, { id: 'sandbox', secret: 'first' })
    await ensureSandboxClient({ clients, clock }, { id: 'sandbox', secret: 'second' })
    const client = await clients.find('sandbox')
    expect([isClientSecret(client, 'first'), isClientSecret(client, 'second')]).toEqual([false, true])
    expect(client).toMatchObject({ loopbackAllowed: true, ownLicence: true })
    expect((await clients.list()).map((entry) => entry.id)).toEqual(['sandbox', 'shop', 'turn', 'worn'])
  })
})
