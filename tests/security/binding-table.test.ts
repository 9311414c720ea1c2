import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { databaseKinds, type RaccordWorld, startWorld } from '../support/raccord-process.ts'
import { BindingStage, type Scene, vaultKey } from './support/binding-stage.ts'
import { type BindingRule, bindingMarkdown, bindingRules } from './support/binding-table.ts'
import { expectCalm } from './support/calm.ts'
import { header } from './support/send.ts'
import type { Seen } from './support/visitor.ts'

/** Sessions that are to run out live so long; the server's own clock counts it. */
const LIFE_MS = 60_000

test('docs/reference/browser-binding.md holds the table (UPDATE_DOCS=1 writes it)', async () => {
  const file = new URL('../../docs/reference/browser-binding.md', import.meta.url)
  const text = await readFile(file, 'utf8')
  const written = text.replace(
    /(<!-- rules -->\n\n)[\s\S]*?(\n<!-- end -->)/,
    (_all, before, after) => `${before}${bindingMarkdown()}${after}`,
  )
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, written)
  expect(text).toBe(written)
})

const whenOver = bindingRules.filter(({ state }) => state === 'over')

/** Sessions that run out while the other rules are tried: waited for once, not on each database. */
interface Over {
  readonly world: RaccordWorld
  readonly stage: BindingStage
  readonly scenes: ReadonlyMap<BindingRule, Scene>
  readonly over: Promise<void>
}

const running = new Map<string, Over>()
beforeAll(async () => {
  for (const database of databaseKinds()) {
    const world = await startWorld({ database, env: { RACCORD_VAULT_KEY: vaultKey, RACCORD_SESSION_MINUTES: '1' } })
    const stage = new BindingStage(world)
    const scenes = new Map<BindingRule, Scene>()
    for (const rule of whenOver) scenes.set(rule, await stage.scene(rule))
    // Nobody visits them meanwhile: after that they are over, however slow this machine is.
    running.set(database, { world, stage, scenes, over: sleep(LIFE_MS + 1_000) })
  }
})
afterAll(async () => {
  for (const { world } of running.values()) await world.stop()
})

describe.each(databaseKinds())('whose browser it is, rule by rule [%s]', (database) => {
  let world: RaccordWorld
  let stage: BindingStage

  beforeAll(async () => {
    world = await startWorld({ database, env: { RACCORD_VAULT_KEY: vaultKey } })
    stage = new BindingStage(world)
  })
  afterAll(() => world?.stop())

  it.each(bindingRules.filter(({ state }) => state !== 'over').map((rule) => [nameOf(rule), rule] as const))(
    '%s',
    async (_name, rule) => {
      await plays(rule, await stage.scene(rule), stage, world)
    },
  )
})

describe.each(databaseKinds())('when the session is over [%s]', (database) => {
  it.each(whenOver.map((rule) => [nameOf(rule), rule] as const))('%s', async (_name, rule) => {
    const { world, stage, scenes, over } = running.get(database) ?? {}
    await over
    const scene = scenes?.get(rule)
    if (!world || !stage || !scene) throw new Error('not set up')
    await plays(rule, scene, stage, world)
  })
})

function nameOf({ opens, browser, from, state, then }: BindingRule): string {
  return `${opens}, ${browser} browser, from ${from}, ${state}: ${then}`
}

async function plays(rule: BindingRule, scene: Scene, stage: BindingStage, world: RaccordWorld): Promise<void> {
  const { user, who, journeyUrl, consent } = scene
  const seen = await scene.act()
  expectCalm(seen.got, nameOf(rule))
  expect(endOf(rule, seen, world.bank.url)).toBe(rule.then)

  // Whoever is not of the session is told neither where it stands nor what it is called, and gets no way in.
  const outside = !['page', 'onward', 'bank'].includes(rule.then)
  if (outside && rule.browser !== 'own') {
    // Of a link and of a page he has the session's name already: it was in what he opened.
    if (rule.opens !== 'link' && rule.opens !== 'address')
      expect(seen.text).not.toContain(new URL(journeyUrl).searchParams.get('session_id'))
    const later = await who.open(journeyUrl)
    expect(['unbound', 'done', 'error']).toContain(later.kind)
  }
  if (rule.then === 'onward') expect((await who.open(journeyUrl)).kind).not.toBe('unbound')
  if (rule.opens === 'address' || (rule.opens === 'departure' && rule.then === 'asked'))
    expect(header(seen.got, 'set-cookie'), 'a secret in an address is planted nowhere').toBe('')

  if (rule.consent === undefined) return
  expect(consent).toBeDefined()
  const status = async () => (await world.bank.consents()).find(({ id }) => id === consent)?.status
  if (rule.consent === 'ended') await expect.poll(status, { timeout: 30_000 }).toBe('terminatedByTpp')
  else expect(await status()).toBe('valid')
  const connections = (await stage.api.connections(user)).length
  expect(connections).toBe(rule.consent === 'kept' ? Math.max(1, scene.connections) : scene.connections)
}

function endOf(rule: BindingRule, { kind, got, url }: Seen, bankUrl: string): string {
  if (rule.opens === 'departure' && new URL(url).host === new URL(bankUrl).host) return 'bank'
  if (kind === 'confirm_owner') return 'asked'
  if (got.status >= 400) return 'refused'
  if (kind === 'unbound' || kind === 'done') return 'nothing'
  if (rule.opens === 'code') return kind === 'phone' ? 'number' : `page ${kind}`
  if (rule.opens === 'return' && rule.state === 'going') return 'onward'
  return 'page'
}
