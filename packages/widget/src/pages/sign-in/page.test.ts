import type { SignInScreen } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import { renderForTest, textOf } from '../../test-render.ts'
import { signInCases } from './fixtures.ts'

const html = (name: string) => {
  const { screen, frame } = signInCases.find((each) => each.name === `sign_in/${name}`)!
  return renderForTest(screen, frame)
}

describe('sign_in', () => {
  it('says for whom and what it allows, and sends the request back as it came', () => {
    const page = html('usual')
    expect(textOf(page)).toContain('By signing in you allow Ma Compta to: see your accounts and their balances read')
    expect(page).toContain('<form method="post" action="/signin" id="step"')
    expect(page).toContain('name="state" value="&quot;>&lt;script>"')
    expect(page).toContain('autocomplete="username"')
    expect(page).toContain('type="password" autocomplete="current-password"')
    expect(page).toContain('error=access_denied&amp;state=xyz')
  })

  it('says once what one permission includes of another', () => {
    const text = textOf(html('everything'))
    expect(text.match(/see your accounts/g)).toHaveLength(1)
    expect(text).toContain('and remove accounts')
  })

  it('never says which of the two was wrong', () => {
    const page = html('refused')
    expect(textOf(page)).toContain('The email or the password is not right.')
    expect(page).not.toContain('aria-invalid="true"')
    expect(page).toContain('value="ada@example.org"')
    expect(page).not.toMatch(/type="password"[^>]*value=/)
    expect(html('missing').match(/aria-invalid="true"/g)).toHaveLength(2)
    const { screen, frame } = signInCases[0]!
    const later = renderForTest({ ...screen, error: 'later' } as SignInScreen, frame)
    expect(textOf(later)).toContain('Wait a few minutes')
  })
})
