import { expect, test } from 'vitest'
import { makeMutants } from './make-mutants.mjs'

const changes = (source) => makeMutants('a.ts', source).map(({ was, becomes }) => `${was} → ${becomes}`)

test('each kind of fault is planted', () => {
  expect(changes('const f = (a: number) => { if (a < 3 && !b) go(); return g(a) }')).toEqual([
    'a < 3 && !b → true',
    'a < 3 && !b → false',
    'a < 3 && !b → (a < 3) || (!b)',
    'a < 3 → (a) <= (3)',
    'a < 3 → (a) >= (3)',
    '3 → 4',
    '!b → (b)',
    'go(); → ;',
    'g(a) → undefined',
  ])
  expect(changes("const m = /^a$/.test(x) ? y ?? 'no' : true")).toEqual([
    '/^a$/.test(x) → true',
    '/^a$/.test(x) → false',
    '/^a$/ → /a$/',
    '/^a$/ → /^a/',
    "y ?? 'no' → y",
    "'no' → ''",
    'true → false',
  ])
})

test('what would be no fault is not planted: nothing for nothing, and defaults that only types ask for', () => {
  expect(changes('function f() { return 0 }')).toEqual(['0 → 1'])
  expect(changes("const a = b[0] ?? ''")).toEqual(['0 → 1', "'' → 'mutant'"])
  expect(changes('const a = b ?? undefined')).toEqual([])
  expect(changes('const a = { ...(b ? { b } : {}) }')).toEqual(['b → false'])
})

test('types, imports and names are left alone', () => {
  expect(changes("import { a } from 'b'\ntype T = 'x' | 1\nconst o = { 'k-1': a } as { k: 'v' }")).toEqual([])
})

test('a mutant is the source with one change, and says where', () => {
  expect(makeMutants('a.ts', 'x()\ny()')).toEqual([
    { source: ';\ny()', line: 1, was: 'x()', becomes: ';' },
    { source: 'x()\n;', line: 2, was: 'y()', becomes: ';' },
  ])
})

test('what cannot be parsed is said', () => {
  expect(() => makeMutants('a.ts', 'const = ')).toThrow('a.ts cannot be parsed')
})
