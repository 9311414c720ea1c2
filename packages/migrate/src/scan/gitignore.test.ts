import { expect, it } from 'vitest'
import { Gitignore } from './gitignore.ts'

it.each([
  ['[[:alpha:]]*.js', 'a1.js', true],
  ['[[:alpha:]]*.js', '1a.js', undefined],
  ['*.js\n!kept.js', 'deep/kept.js', false],
  ['/made/**/*.js', 'made/a/b/c.js', true],
  ['a\\*.js', 'a*.js', true],
  ['a\\*.js', 'ab.js', undefined],
  ['Made.js', 'made.js', undefined],
  ['# all\n\\#a.js', '#a.js', true],
  ['[', '[', undefined],
  ['a.js', '..a/a.js', true],
])('%j says of %s what git says', (text, path, expected) => {
  expect(new Gitignore(text).ignores(path, false)).toBe(expected)
})

it('a pattern for folders speaks of no file', () => {
  const rules = new Gitignore('made/')
  expect([rules.ignores('made', true), rules.ignores('made', false)]).toEqual([true, undefined])
})

it('a file that was made to cost time costs none', () => {
  const slow = new Gitignore(`${'*a'.repeat(40)}b\na/${'**/'.repeat(40)}b`)
  expect(slow.ignores('a'.repeat(250), false)).toBeUndefined()
  expect(slow.ignores(`${'a/'.repeat(120)}c`, false)).toBeUndefined()
})
