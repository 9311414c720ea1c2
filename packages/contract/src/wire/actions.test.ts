import { describe, expect, it } from 'vitest'
import { actions, type FormName, isActionName } from './actions.ts'

describe('forms of the pages', () => {
  it('a name that no row has does not compile, and is no action', () => {
    // @ts-expect-error: a page that asks for this is a mistake
    const mistaken: FormName = 'accept_concent'
    expect(isActionName(mistaken)).toBe(false)
    for (const name of ['constructor', '__proto__', '', undefined, ['back']]) expect(isActionName(name)).toBe(false)
  })

  it('reads what the page sends, and nothing else of it', () => {
    expect(actions.choose_provider.parse({ do: 'x', provider_id: '12', more: 1 })).toEqual({ providerId: '12' })
    expect(actions.choose_provider.parse({ provider_id: ['1', '2'] })).toEqual({ providerId: '' })
    expect(actions.accept_consent.parse({})).toEqual({})
    expect(actions.accept_consent.parse({ terms_version: 'v2' })).toEqual({ termsVersion: 'v2' })
    expect(actions.back.parse({ anything: true })).toEqual({})
  })

  it('accounts: one or many, by number; none is no choice', () => {
    expect(actions.share.parse({ account: '7' })).toEqual({ ids: ['7'] })
    expect(actions.accounts.parse({ account: ['7', 'x', '8', {}] })).toEqual({ ids: ['7', '8'] })
    expect(actions.accounts.parse({ account: Array(2000).fill('1') }).ids).toHaveLength(1000)
    for (const account of [undefined, [], 'x', ['']]) expect(actions.share.safeParse({ account }).success).toBe(false)
  })

  it('the phone’s number as people type it', () => {
    for (const number of ['123456', ' 123 456 ', '123-456', '１２３４５６'])
      expect(actions.phone_number.parse({ number })).toEqual({ number: 123_456 })
    for (const number of ['12345', '1234567', 'abcdef', undefined])
      expect(actions.phone_number.safeParse({ number }).success).toBe(false)
  })
})
