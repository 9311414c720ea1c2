import { describe, expect, it } from 'vitest'
import { renderForTest, textOf } from '../../test-render.ts'
import { consentCases } from './fixtures.ts'

const of = (name: string) => textOf(renderForTest(consentCases.find((each) => each.name === name)!.screen))

describe('consent', () => {
  it('says what, how long and for whom', () => {
    const text = of('consent/usual')
    expect(text).toContain('Ma Compta is asking to read your accounts at Société Générale.')
    expect(text).toContain('current accounts, cards, savings accounts and loans')
    expect(text).toContain('Until 1 May 2027')
    expect(text).toContain('For Ma Compta')
    expect(text).toContain('Agree and continue to Société Générale')
    expect(text).toContain('You will sign in at particuliers.societegenerale.example')
  })

  it('keeps those lines above terms of the client, which stay plain text', () => {
    const text = of('consent/own_terms')
    expect(text.indexOf('Until 1 May 2027')).toBeLessThan(text.indexOf('Article 1.'))
    expect(text).not.toContain('Read the full text')
  })

  it('has no end date for a single reading', () => {
    expect(of('consent/once')).toContain('Once, today')
    expect(of('consent/once')).not.toContain('Until')
  })
})
