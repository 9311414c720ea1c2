import { expect, it } from 'vitest'
import { own } from './own.ts'

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'missing'])('finds no %s', (name) => {
  expect(own({ known: 1 }, name)).toBeUndefined()
})

it('finds what was put there, by whatever name', () => {
  expect(own({ known: 1 }, 'known')).toBe(1)
  expect(own(JSON.parse('{"__proto__": 2, "constructor": 3}') as Record<string, number>, '__proto__')).toBe(2)
})
