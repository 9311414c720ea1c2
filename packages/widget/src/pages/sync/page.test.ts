import { expect, it } from 'vitest'
import { renderForTest, textOf } from '../../test-render.ts'
import { syncCases } from './fixtures.ts'

it('shows true counts, and a reload that can be stopped where JavaScript is off', () => {
  const { screen } = syncCases[0]!
  const page = renderForTest(screen, { self: '/page?session_id=s' })
  expect(textOf(page)).toContain('3 accounts done 421 transactions since March 2025 in progress')
  expect(page).toContain('content="3;url=/page?session_id=s"')
  expect(page).toContain('href="/page?session_id=s&amp;refresh=off"')
  const stopped = renderForTest(screen, { self: '/page?session_id=s&refresh=off' })
  expect(stopped).not.toContain('http-equiv="refresh"')
  expect(stopped).toContain('<a href="/page?session_id=s">')
})
