import { describe, expect, it } from 'vitest'
import { renderForTest, textOf } from '../../test-render.ts'
import { credentialsCases } from './fixtures.ts'

const html = (name: string) => renderForTest(credentialsCases.find((each) => each.name === name)!.screen)

describe('credentials', () => {
  it('never sends a secret back into the page', () => {
    const { screen } = credentialsCases[0]!
    if (screen.kind !== 'credentials') throw new Error('fixture')
    const fields = screen.fields.map((field) => ({ ...field, value: 'tr0ub4dor' }))
    const page = renderForTest({ ...screen, fields })
    expect(page.match(/tr0ub4dor/g)).toHaveLength(1)
    expect(page).toMatch(/type="password"(?![^>]*value=)/)
  })

  it('keeps leading zeros and gives the right keyboard and autofill', () => {
    expect(html('credentials/usual')).toMatch(
      /<input id="f_login"[^>]*maxlength="8"[^>]*type="text" inputmode="numeric" autocomplete="username"/,
    )
    expect(html('credentials/usual')).toContain('autocomplete="current-password"')
  })

  it('ties each error to its field and links it from the summary', () => {
    const page = html('credentials/wrong')
    expect(page).toContain('<a href="#f_login">')
    expect(page).toMatch(/id="f_login"[^>]*aria-invalid="true" aria-describedby="f_login-help wrong"/)
    expect(textOf(page)).toContain('Your bank did not accept these details')
  })

  it('says which fields may stay empty', () => {
    expect(textOf(html('credentials/test_bank'))).toContain('Configuration file (optional)')
  })
})
