import { expect, test } from 'vitest'
import { berlinGroupOptions } from '../options.ts'
import { nextGenPsd2 } from '../wire-names.ts'
import { headerLinks, readLinks, resolveHref } from './links.ts'

const current = 'https://bank.example/xs2a/v1/accounts/a/transactions?page=1'
const resolve = (href: string, more: object = {}) => {
  const options = berlinGroupOptions.parse({ baseUrl: 'https://bank.example/xs2a', ...more })
  return resolveHref(href, current, { options, wire: nextGenPsd2(options.pathRoot, options.paths) })
}

test.each([
  ['https://other.example/v1/x?a=b%2Fc', 'https://other.example/v1/x?a=b%2Fc'],
  ['/xs2a/v1/consents/1', 'https://bank.example/xs2a/v1/consents/1'],
  ['/v1/consents/1', 'https://bank.example/xs2a/v1/consents/1'],
  ['v1/consents/1', 'https://bank.example/xs2a/v1/consents/1'],
  [' /v1/consents/1 ', 'https://bank.example/xs2a/v1/consents/1'],
  ['/login?x=1', 'https://bank.example/login?x=1'],
  ['?page=2', 'https://bank.example/xs2a/v1/accounts/a/transactions?page=2'],
  ['//evil.example/v1/x', 'https://evil.example/v1/x'],
  ['javascript:x', 'javascript:x'],
])('%s leads to %s', (href, url) => {
  expect(resolve(href)).toBe(url)
})

test.each([
  ['https://other.example/x', 'https://other.example/x'],
  ['/accounts/1', 'https://bank.example/xs2a/accounts/1'],
  ['/login', 'https://bank.example/login'],
])('without a root, %s leads to %s', (href, url) => {
  expect(resolve(href, { pathRoot: '' })).toBe(url)
})

test('rewritten beginnings, paths of their own', () => {
  const rewriteLinks = { 'http://inner:8080': 'https://bank.example/xs2a' }
  expect(resolve('http://inner:8080/v1/x?y', { rewriteLinks })).toBe('https://bank.example/xs2a/v1/x?y')
  const paths = { consents: '/consent-api/v1/consents' }
  expect(resolve('/consent-api/v1/consents/1', { paths })).toBe('https://bank.example/xs2a/consent-api/v1/consents/1')
})

test('links of a body and of a header, wrong types left out', () => {
  expect(readLinks({ _links: { a: { href: 'x' }, b: 'y', c: 7, d: { href: null }, e: '' } })).toEqual({
    a: 'x',
    b: 'y',
  })
  expect(headerLinks('<?page=2>; rel="next", </x>; rel=prev')).toEqual({ next: '?page=2', prev: '/x' })
  expect(headerLinks(undefined)).toEqual({})
})
