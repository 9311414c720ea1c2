import { expect, test } from 'vitest'
import { createLine } from './line.ts'

test('lets in as many as there are places, then one for each that leaves, in order', async () => {
  const enter = createLine(2)
  const inside: string[] = []
  const come = async (who: string) => {
    const leave = await enter()
    inside.push(who)
    return leave
  }
  const [a, b] = [await come('a'), await come('b')]
  const [c, d] = [come('c'), come('d')]
  await Promise.resolve()
  expect(inside).toEqual(['a', 'b'])
  a?.()
  // Leaving twice gives no place away.
  a?.()
  await c
  expect(inside).toEqual(['a', 'b', 'c'])
  b?.()
  await d
  expect(inside).toEqual(['a', 'b', 'c', 'd'])
})

test('sends away whom it would keep too long, and keeps no place for him', async () => {
  const enter = createLine(1, 1)
  const leave = await enter()
  expect(await enter()).toBeUndefined()
  leave?.()
  expect(await enter()).toBeDefined()
})
