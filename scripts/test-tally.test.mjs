import { describe, expect, it } from 'vitest'
import { tally, tallyLine } from './test-tally.mjs'

const report = (values) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...values,
})

describe('the last line of npm test', () => {
  it('counts passed, failed and skipped', () => {
    const counts = tally(report({ numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }), 1)
    expect(tallyLine(counts)).toBe('3 passed, 2 failed, 2 skipped')
  })

  it('leaves out skipped where there are none', () => {
    expect(tallyLine(tally(report({}), 0))).toBe('3 passed, 0 failed')
  })

  it('counts a file that could not be loaded', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(tally(report({ testResults }), 1).failed).toBe(1)
  })

  it('is a failure when Vitest says so though no test failed', () => {
    expect(tally(report({}), 1).failed).toBe(1)
  })

  it('is a failure when nothing ran', () => {
    expect(tally(report({ numPassedTests: 0 }), 0).failed).toBe(1)
  })
})
