import { z } from 'zod'

/** What a module of woob is called, and its settings: these become names in a program that is not ours. */
export const moduleName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a module’s name: lower-case letters, digits, _')
export const parameterName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

/** What differs between banks that woob reads. A bank is one value of this; fields of its form go to the module under their own ids. */
export const woobOptions = z.strictObject({
  /** Name of the module. */
  module: moduleName,
  /** Settings of the module that nobody is asked for (`{"website": "…"}`); no secrets. */
  parameters: z.record(parameterName, z.string().max(200)).default({}),
  /** Longest time for one call, seconds: then the program is killed with all that it started. */
  timeoutSeconds: z.int().min(5).max(130).default(120),
  /** Seconds that one question after an approval in an app may take; less than 10 counts as 10. */
  waitSeconds: z.int().min(1).max(60).default(20),
  /** How far back entries are asked for at most, days. */
  maxHistoryDays: z.int().min(1).max(36_500).default(730),
})
export type WoobOptions = z.infer<typeof woobOptions>
