import type { Fact } from './facts.ts'

/** Of uploaded statements. */
export interface UploadState {
  /** What stopped the last change of them. */
  readonly filesRefused?: 'too_large' | 'too_many' | 'busy' | 'none'
  readonly importing?: { readonly until: number; readonly by: string }
  readonly imported?: { readonly result: 'created' | 'updated'; readonly added: number; readonly partial: boolean }
}

export type UploadFact = Extract<Fact, { kind: 'files_changed' | 'import_begun' | 'files_imported' }>

/** What stands after this fact, instead of what was refused or under way before. */
export function uploadAfter(fact: UploadFact): UploadState & { readonly connectionId?: number } {
  switch (fact.kind) {
    case 'files_changed':
      return fact.refused ? { filesRefused: fact.refused } : {}
    case 'import_begun':
      return { importing: { until: fact.until, by: fact.by } }
    case 'files_imported': {
      const { result, added, partial, connectionId } = fact
      return { connectionId, imported: { result, added, partial } }
    }
  }
}
