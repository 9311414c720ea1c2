import { describe, expect, it } from 'vitest'
import { parseForm } from './form-body.ts'

describe('a form body', () => {
  it('keeps every value of a name that is given often, in order', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `a=${index}`).join('&')
    const { a } = parseForm(many)
    expect(a).toHaveLength(20_000)
    expect(a?.at(-1)).toBe('19999')
    expect(parseForm('a=1&b=2&a=3')).toEqual(Object.assign(Object.create(null), { a: ['1', '3'], b: '2' }))
  })

  it('has no prototype to reach', () => {
    const form = parseForm('__proto__=1&constructor=2')
    expect(Object.getPrototypeOf(form)).toBeNull()
    expect(Object.keys(form)).toEqual(['__proto__', 'constructor'])
  })
})
