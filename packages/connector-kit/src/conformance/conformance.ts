import { faultCases } from './fault-cases.ts'
import { type ConformanceCase, playConnector } from './played-connector.ts'
import { soundCases } from './sound-cases.ts'
import type { ConformanceSubject } from './subject.ts'

/**
 * The conformance kit: what every connector must do and survive, as cases for any test runner.
 *
 *     for (const { name, run } of conformance(subject)) test(name, run)
 */
export function conformance(subject: ConformanceSubject): readonly ConformanceCase[] {
  const kit = playConnector(subject)
  return [...soundCases(kit), ...faultCases(kit)]
}
