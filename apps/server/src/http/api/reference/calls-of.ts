import type { Operation, ReferenceDocument } from './document.ts'
import { type CallExample, callExamples } from './examples.ts'
import { type Sample, type SampleCall, samplesOf } from './samples.ts'

export interface Call {
  readonly path: string
  readonly method: string
  readonly operation: Operation
  readonly example: CallExample
  readonly samples: readonly Sample[]
}

/** Every call of the document with its example: what the page and the file of the reference are both made of. */
export function callsOf(document: ReferenceDocument): readonly Call[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([lower, operation]) => {
      const { operationId = '' } = operation
      const method = lower.toUpperCase()
      const example = callExamples[operationId] ?? {}
      const samples = samplesOf({ operationId, method, path, who: whose(operation), example })
      return { path, method, operation, example, samples }
    }),
  )
}

function whose({ security = [], tags = [] }: Operation): SampleCall['who'] {
  const schemes = security.flatMap(Object.keys)
  if (schemes.includes('clientBasic')) return 'secret'
  // Who may use either, uses the application's own for banks and people, a user's for what is his.
  if (schemes.includes('clientToken') && !(schemes.includes('userToken') && tags.includes('Transactions')))
    return 'client'
  return schemes.includes('userToken') ? 'user' : 'none'
}
