import { expect, test } from 'vitest'
import { pageGuard } from './page-guard.ts'

test('no page is asked for twice, and none after the last', () => {
  const guard = pageGuard(2)
  expect(guard.problem('a')).toBeUndefined()
  expect(guard.problem('a')).toBe('pages go in circles')
  expect(guard.problem('b')).toBeUndefined()
  expect(guard.problem('c')).toBe('more than 2 pages')
})

test('twenty empty pages are the end, unless one with entries came between', () => {
  const guard = pageGuard(100)
  for (let page = 0; page < 19; page++) guard.read(0)
  expect(guard.problem('a')).toBeUndefined()
  guard.read(1)
  for (let page = 0; page < 19; page++) guard.read(0)
  expect(guard.problem('b')).toBeUndefined()
  guard.read(0)
  expect(guard.problem('c')).toBe('pages without entries go on and on')
})
