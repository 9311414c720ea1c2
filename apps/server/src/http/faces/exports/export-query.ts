import { csvPresetNames } from '@raccord/formats'
import { z } from 'zod'

const day = z.iso.date('must be a day, YYYY-MM-DD').optional()

/** What may be added to an export's address; it only ever narrows what the token shows. Unknown names are ignored. */
export const exportQuery = z
  .object({
    account_id: z
      .union([z.string(), z.array(z.string())])
      .transform((given) => [given].flat().flatMap((text) => text.split(',')))
      .pipe(
        z
          .array(
            z
              .string()
              .regex(/^[1-9]\d{0,14}$/, 'must be account ids')
              .transform(Number),
          )
          .max(200),
      )
      .optional(),
    start_date: day,
    end_date: day,
    pending: z.enum(['true', 'false', '1', '0'], 'must be true or false').optional(),
    preset: z.enum(csvPresetNames, `must be one of ${csvPresetNames.join(', ')}`).default('spreadsheet'),
    version: z.enum(['1', '2'], 'must be 1 or 2').default('2'),
  })
  .refine(({ start_date, end_date }) => !start_date || !end_date || start_date <= end_date, {
    path: ['end_date'],
    message: 'must not be before start_date',
  })

/** One sentence, by the field's name; never the value. */
export function querySentence(error: z.ZodError): string {
  const [issue] = error.issues
  return `${String(issue?.path[0] ?? 'query')}: ${issue?.message ?? 'is wrong'}.`
}
