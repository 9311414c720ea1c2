import { z } from 'zod'

/** Ids are decimal digits so that clients may cast them to integers (WIRE §1). */
export const idOut = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .meta({ description: 'Decimal digits.', example: '2001' })

/** A path id. Anything that is no id of ours is simply not found, hence no pattern here. */
export const idIn = z.string().meta({ description: 'Decimal digits.', example: '2001' })

export const unixSeconds = z.int().meta({ description: 'Unix seconds, UTC.', example: 1_767_225_600 })

export const dayDate = z
  .int()
  .meta({ description: 'A day, as the Unix seconds of its midnight in Europe/Paris.', example: 1_767_222_000 })

/** A number, or one whose digits a double would not keep, to be written as it is (`JSON.rawJSON`). */
export const amount = z
  .unknown()
  .refine((value) => Number.isFinite(value) || isRawJson(value), 'must be a number')
  .meta({
    type: 'number',
    description: 'Signed, in major units of the currency; every digit is the bank’s.',
    example: -12.5,
  }) as unknown as z.ZodType<number>

// Shipped with V8 (JSON.parse source text access), not yet in TypeScript's library.
const { isRawJSON: isRawJson } = JSON as typeof JSON & { isRawJSON(value: unknown): boolean }

export const currencyCode = z.string().meta({ description: 'ISO 4217.', example: 'EUR' })

/**
 * Text that a caller may send. NUL and half a surrogate pair have no place in PostgreSQL's text and jsonb and would
 * surface as a fault of ours; the length bound keeps one field from filling the body limit.
 */
export function textIn(max: number, min = 0): z.ZodString {
  return z
    .string()
    .min(min, min > 0 ? 'must not be empty' : undefined)
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'must be well-formed text without NUL characters')
}

/** A whole number written in a query string. */
export function integerIn(min: number, max: number, meaning: string): z.ZodType<number, string> {
  const rule = `must be a whole number from ${min} to ${max}`
  return z
    .string(rule)
    .regex(/^-?\d{1,16}$/, rule)
    .transform(Number)
    .refine((value) => value >= min && value <= max, rule)
    .meta({ description: `${meaning} Whole number from ${min} to ${max}.` })
}

/** A last moment whose day still has four digits of year. */
const lastSecond = 253_370_764_800

/** Seconds, not milliseconds: those of today would be a day in the year 58000, so they are refused. */
export function unixSecondsIn(meaning: string): z.ZodType<number, string> {
  return integerIn(0, lastSecond, `${meaning} Unix seconds.`)
}

/** One or several of `values`, separated by commas; case is not looked at. */
export function listIn<const T extends string>(values: readonly T[], meaning: string): z.ZodType<T[], string> {
  const rule = `must be a comma list of ${values.join(', ')}`
  return z
    .string(rule)
    .max(500, rule)
    .transform((text, context) => {
      const found: T[] = []
      for (const word of text.split(',').map((part) => part.trim().toUpperCase())) {
        const value = values.find((candidate) => candidate === word)
        if (value === undefined) {
          context.addIssue({ code: 'custom', message: rule })
          return z.NEVER
        }
        found.push(value)
      }
      return found
    })
    .meta({ description: `${meaning} Comma list of ${values.join(', ')}.` })
}

/** Decimal of the wire in a query: kept as text, since a float would not compare exactly. */
export function decimalIn(meaning: string): z.ZodString {
  return z
    .string('must be a decimal number')
    .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'must be a decimal number')
    .meta({ description: `${meaning} In major units, with a sign and a dot.` })
}
