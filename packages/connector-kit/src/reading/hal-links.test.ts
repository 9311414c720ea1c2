import { expect, test } from 'vitest'
import { expandTemplate, halLinks, resolveBankHref } from './hal-links.ts'

const base = 'https://bank.example/stet/psd2/v1.4.2'
const here = `${base}/accounts?page=1`

test.each([
  ['https://bank.example/other?x=a%2Fb', 'https://bank.example/other?x=a%2Fb'],
  ['/stet/psd2/v1.4.2/accounts?page=2', `${base}/accounts?page=2`],
  ['/psd2/v1.4.2/accounts', `${base}/accounts`],
  ['/v1.4.2/accounts/', `${base}/accounts/`],
  ['v1.4.2/accounts?sig=a%2Fb', `${base}/accounts?sig=a%2Fb`],
  ['/accounts/7/balances', `${base}/accounts/7/balances`],
  ['accounts/7', `${base}/accounts/7`],
  ['?page=2', `${base}/accounts?page=2`],
  ['#top', `${base}/accounts?page=1#top`],
  ['./cards', `${base}/cards`],
  ['', here],
  ['/accounts#top', `${base}/accounts#top`],
  ['/a', 'https://bank.example/a'],
  ['/', 'https://bank.example/'],
  ['/accounts?from=urn:x:1', `${base}/accounts?from=urn:x:1`],
  ['/elsewhere/accounts', 'https://bank.example/elsewhere/accounts'],
  ['//evil.example/accounts', undefined],
  ['javascript:alert(1)', 'javascript:alert(1)'],
])('%s', (href, expected) => {
  expect(resolveBankHref(href, base, here, ['accounts'])).toBe(expected)
})

test('templates are filled with what is known', () => {
  const known = { dateFrom: '2026-01-01', id: 'a/b' }
  expect(expandTemplate('/t{?dateFrom,dateTo}', known)).toBe('/t?dateFrom=2026-01-01')
  expect(expandTemplate('/t?x=1{&dateFrom}', known)).toBe('/t?x=1&dateFrom=2026-01-01')
  expect(expandTemplate('/a/{id}/t{?dateTo}', known)).toBe('/a/a%2Fb/t')
  expect(expandTemplate('/plain', known)).toBe('/plain')
  expect(expandTemplate('/t{?dateFrom, id}', known)).toBe('/t?dateFrom=2026-01-01&id=a%2Fb')
  expect(expandTemplate('/t/{dateFrom,id}', known)).toBe('/t/2026-01-01,a%2Fb')
  expect(expandTemplate('/t{?constructor}', known)).toBe('/t')
})

test('links of any shape, and none', () => {
  expect(
    halLinks({ _links: { next: { href: '/a', templated: true }, self: '/b', odd: 7, empty: { href: '' } } }),
  ).toEqual({
    next: '/a',
    self: '/b',
  })
  expect(halLinks('text')).toEqual({})
  expect(halLinks({ _links: [] })).toEqual({})
})
