import { describe, expect, it } from 'vitest'
import { renderForTest, textOf } from '../../test-render.ts'
import { successCases } from './fixtures.ts'

const html = (name: string) => renderForTest(successCases.find((each) => each.name === name)!.screen)

describe('success', () => {
  it('says what was connected, until when, and goes back by itself with JavaScript off', () => {
    const page = html('success/counting')
    expect(textOf(page)).toContain('2 accounts · 421 transactions. Ma Compta can read them until 1 May 2027.')
    expect(page).toContain(
      '<noscript><meta http-equiv="refresh" content="5;url=https://compta.example/back?status=success&amp;result=created&amp;connection_id=12"/></noscript>',
    )
    expect(textOf(page)).toContain('Back to Ma Compta in 5 s Stop')
  })

  it('goes nowhere once stopped', () => {
    expect(html('success/stopped')).not.toContain('http-equiv="refresh"')
    expect(html('success/stopped')).not.toContain('role="timer"')
  })

  it('has no way back where there is nowhere to go', () => {
    expect(html('success/deleted')).not.toContain('data-leave')
    expect(textOf(html('success/deleted'))).toContain('You can close this page.')
  })
})
