import { expect, it } from 'vitest'
import { AdjustableClock } from '../clock.ts'
import type { Client } from './client.ts'
import { rememberClients } from './remembered-clients.ts'

function world(known: readonly string[]) {
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  const asked: string[] = []
  const find = async (id: string) => {
    asked.push(id)
    return known.includes(id) ? ({ id } as Client) : undefined
  }
  return { clock, asked, clients: rememberClients({ find }, () => clock.now()) }
}

it('asks once a second for one client, and for each client on its own', async () => {
  const { clock, asked, clients } = world(['a', 'b'])
  for (const id of ['a', 'a', 'b', 'b', 'a']) expect((await clients.find(id))?.id).toBe(id)
  expect(asked).toEqual(['a', 'b'])
  clock.advance(999)
  await clients.find('a')
  expect(asked).toHaveLength(2)
  clock.advance(1)
  await clients.find('a')
  expect(asked).toEqual(['a', 'b', 'a'])
})

it('never remembers that there is none', async () => {
  const { asked, clients } = world([])
  expect(await clients.find('a')).toBeUndefined()
  expect(await clients.find('a')).toBeUndefined()
  expect(asked).toEqual(['a', 'a'])
})
