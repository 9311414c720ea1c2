import { describe, expect, it } from 'vitest'
import { tile } from '../../fixture.ts'
import { renderForTest, textOf } from '../../test-render.ts'
import { firstRows } from './page.tsx'

const banks = Array.from({ length: 600 }, (_, index) => tile(String(index), `Bank ${index}`))
const screen = { kind: 'providers', favourites: [], providers: banks, showCountry: false } as const
const rows = (html: string) => html.match(/name="provider_id"/g)?.length ?? 0

describe('providers', () => {
  it('draws all rows without an index, the first ones and a link to the rest with it', () => {
    expect(rows(renderForTest(screen))).toBe(600)
    const short = renderForTest({ ...screen, indexUrl: '/index.json' })
    expect(rows(short)).toBe(firstRows)
    expect(short).toMatch(/href="[^"]*[?&](amp;)?all=1"/)
    expect(textOf(short)).toContain('Show all 600 banks')
    expect(rows(renderForTest({ ...screen, indexUrl: '/index.json', showAll: true }))).toBe(600)
  })

  it('marks matches and keeps the session in the GET form when the server searched', () => {
    const html = renderForTest({ ...screen, query: 'bank 7', providers: banks.slice(7, 8) })
    expect(html).toContain('<mark>Bank</mark> <mark>7</mark>')
    expect(renderForTest({ ...screen, query: 'ban bank 7', providers: banks.slice(7, 8) })).toContain(
      '<mark>Ban</mark>k <mark>7</mark>',
    )
    expect(html).toContain('<input type="hidden" name="session_id" value="k3vQ0pZrX7mB2sD9fLw4HcN8yTgU1aEe"/>')
    expect(html).toContain('value="bank 7"')
  })

  it('has a page for one group: its banks, a search that stays in it, the way back to the list', () => {
    const group = { id: 'g/network', name: 'The Network' }
    const html = renderForTest({ ...screen, providers: banks.slice(0, 3), group })
    expect(textOf(html)).toContain('The Network: choose your bank')
    expect(rows(html)).toBe(3)
    expect(html).toContain('<input type="hidden" name="group" value="g/network"/>')
    expect(
      textOf(renderForTest({ ...screen, providers: [tile('g/network', 'The Network', { members: 3 })] })),
    ).toContain('The Network 3 banks')
  })

  it('says that there is no bank, other than when a search found none', () => {
    const none = textOf(renderForTest({ ...screen, providers: [] }))
    expect(none).toContain('No bank can be connected here at the moment')
    const searched = renderForTest({ ...screen, providers: [], query: 'xyzzy' })
    expect(textOf(searched)).not.toContain('No bank can be connected')
  })

  it('says on the row that a bank is in trouble', () => {
    const html = renderForTest({ ...screen, providers: [tile('1', 'A', { trouble: 'down' })] })
    expect(textOf(html)).toContain('A Not answering at the moment')
  })
})
