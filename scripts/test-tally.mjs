/**
 * Counts of a run from Vitest's JSON report. A file that could not even be loaded has no tests in the report, and an error
 * outside a test fails none: each is counted as one failure, so that the line printed never looks better than the run.
 * Returns `{passed, failed, skipped}`.
 */
export function tally(report, exitCode) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const passed = report.numPassedTests
  const skipped = report.numPendingTests + report.numTodoTests
  let failed = report.numFailedTests + brokenFiles.length
  if (failed === 0 && (exitCode !== 0 || passed === 0)) failed = 1
  return { passed, failed, skipped }
}

/** `12 passed, 0 failed` and, where some were skipped, `, 3 skipped`. */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
