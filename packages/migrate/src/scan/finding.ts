import type { MigrationRuleId } from '@raccord/contract'

/** `certain`: a use of the previous widgets beyond doubt. `possible`: worth a look, often nothing. */
export type Certainty = 'certain' | 'likely' | 'possible'

/** Replaces `[start, end)` of a file's text. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A use, as the analysis of one text gives it. */
export interface Use {
  readonly ruleId: MigrationRuleId
  readonly certainty: Certainty
  readonly start: number
  readonly end: number
  /** What to write, or to do. */
  readonly suggestion: string
  /** Only of certain uses, and only where nothing else has to change with it. */
  readonly edits?: readonly Edit[]
}

export interface Finding {
  /** Relative to the folder, with `/`. */
  readonly file: string
  /** Counted from 1; columns in UTF-16 code units. */
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly ruleId: MigrationRuleId
  readonly certainty: Certainty
  /** `automatic`: `--write` does it. */
  readonly fix: 'automatic' | 'by hand'
  readonly excerpt: string
  readonly suggestion: string
}
