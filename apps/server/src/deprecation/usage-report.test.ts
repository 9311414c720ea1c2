import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DayOfUse } from './deprecated-uses.ts'
import { reportSentence } from './report-sentence.ts'
import { ruleOfUse } from './rule-of-use.ts'
import { onSessionCall } from './session-call.ts'
import { usageReport } from './usage-report.ts'

const now = new Date('2026-03-31T12:00:00Z')
const use = (name: string, from: string, to = from, count = 1): DayOfUse => ({
  clientId: 'shop',
  kind: name.startsWith('/') ? 'endpoint' : 'parameter',
  name,
  day: from.slice(0, 10),
  count,
  firstAt: new Date(from),
  lastAt: new Date(to),
})

describe('usage report', () => {
  it('nothing was ever used', () => {
    const report = usageReport([], now, 3)
    expect(report).toEqual({
      status: 'never_used',
      quietDays: 3,
      uses: [],
      daily: ['2026-03-29', '2026-03-30', '2026-03-31'].map((day) => ({ day, count: 0 })),
    })
    expect(reportSentence(report)).toBe('Nothing of the previous widgets was ever used.')
  })

  it('sums what was used, the latest first, and what is recent', () => {
    const report = usageReport(
      [
        use('captive_mode', '2025-12-01T08:00:00Z', '2025-12-01T09:00:00Z', 40),
        use('captive_mode', '2026-03-30T08:00:00Z', '2026-03-30T20:00:00Z', 2),
        use('/widget/add_connection', '2026-03-31T07:00:00Z', '2026-03-31T07:30:00Z', 5),
        use('select_accounts', '2026-01-01T00:00:00Z'),
      ],
      now,
      3,
    )
    expect(report.uses.map(({ name, count, recentCount }) => [name, count, recentCount])).toEqual([
      ['/widget/add_connection', 5, 5],
      ['captive_mode', 42, 2],
      ['select_accounts', 1, 0],
    ])
    expect(report.uses[1]).toMatchObject({
      firstAt: new Date('2025-12-01T08:00:00Z'),
      lastAt: new Date('2026-03-30T20:00:00Z'),
    })
    expect(report.daily.map(({ count }) => count)).toEqual([0, 2, 5])
    expect(reportSentence(report)).toBe(
      '2 things of the previous widgets used within 3 days, last on 2026-03-31. Done on 2026-04-03 if nothing more is used.',
    )
  })

  it('is done to the moment when the quiet days are over', () => {
    const last = '2026-03-28T12:00:00Z'
    const at = (instant: string) => usageReport([use('captive_mode', last)], new Date(instant), 3).status
    expect([at('2026-03-31T11:59:59.999Z'), at('2026-03-31T12:00:00Z')]).toEqual(['in_use', 'done'])
  })

  it('whatever was used: counts add up, and no day is left out', () => {
    const days = fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b'),
        ago: fc.integer({ min: 0, max: 400 }),
        count: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 365 }), (given, quiet) => {
        const used = given.map(({ name, ago, count }) => {
          const at = new Date(now.getTime() - ago * 86_400_000).toISOString()
          return use(name, at, at, count)
        })
        const report = usageReport(used, now, quiet)
        const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
        expect(report.daily).toHaveLength(quiet)
        expect(sum(report.uses.map(({ count }) => count))).toBe(sum(given.map(({ count }) => count)))
        expect(sum(report.daily.map(({ count }) => count))).toBe(sum(report.uses.map(({ recentCount }) => recentCount)))
        expect(report.status === 'in_use').toBe(given.some(({ ago }) => ago < quiet))
      }),
    )
  })
})

it('finds the rule of everything that the previous widgets had, and none for what they had not', () => {
  const endpoints = [
    'add_connection',
    'edit_credentials',
    'user_input',
    'manage_accounts',
    'terms',
    'professional-account',
  ]
  for (const name of [...endpoints.map((path) => `/widget/${path}`), '/widget_session'])
    expect(ruleOfUse({ kind: 'endpoint', name })?.id, name).toBe(`endpoint.${name.split('/').at(-1)}`)
  for (const name of ['captive_mode', 'redirect_uri', 'select_accounts', 'channel_definition_id', 'multiple_channels'])
    expect(ruleOfUse({ kind: 'parameter', name })?.id).toBe(`parameter.${name}`)
  expect(ruleOfUse({ kind: 'parameter', name: 'locale' })).toBeUndefined()
  expect(ruleOfUse({ kind: 'parameter', name: onSessionCall('locale') })?.id).toBe('session.functional-parameters')
})
