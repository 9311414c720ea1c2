import { z } from 'zod'
import { legalForms, professionalCountries, professionalRoles } from '../previous-screens.ts'
import { idOut, textIn, unixSeconds } from './primitives.ts'

/** An email is compared without regard to case: it is stored in lower case. */
const emailIn = textIn(254, 1)
  .transform((text) => text.trim().normalize('NFC').toLowerCase())
  .refine((text) => z.email().safeParse(text).success, 'must be an email address')
  .meta({ description: 'Unique among the users of this client.', example: 'camille@example.org' })

const passwordIn = textIn(256)
  .refine((text) => [...text].length >= 8, 'must be at least 8 characters')
  .meta({ description: '8 to 256 characters.' })

export const newUser = z.object({ email: emailIn, password: passwordIn }).meta({ id: 'NewUser' })

const nameIn = textIn(100).nullable().optional()

/** Unix seconds or a day; answers with the day. */
const birthdateIn = z
  .union(
    [z.iso.date('must be Unix seconds, or a day, YYYY-MM-DD'), z.int().min(-5_000_000_000).max(5_000_000_000)],
    'must be Unix seconds, or a day, YYYY-MM-DD',
  )
  .transform((given) => (typeof given === 'string' ? given : new Date(given * 1000).toISOString().slice(0, 10)))
  .meta({ description: 'Unix seconds at midnight UTC, or YYYY-MM-DD.' })

/** `PUT /users/me`: what is given is replaced, `null` removes, what is absent stays. */
export const profileChange = z
  .object({
    first_name: nameIn,
    last_name: nameIn,
    gender: textIn(30).nullable().optional(),
    birthdate: birthdateIn.nullable().optional(),
    address: z
      .object({ postcode: textIn(20).optional() })
      .nullable()
      .optional(),
    email_verified: z.boolean('must be true or false').nullable().optional(),
  })
  .meta({ id: 'ProfileChange' })
export type ProfileChange = z.output<typeof profileChange>

/** What the person said at `/widget/professional-account` of the previous widgets. */
const professionalAccountOut = z
  .object({
    company_name: z.string(),
    country: z.enum(professionalCountries),
    registration_number: z
      .string()
      .meta({ description: 'Without blanks; check digits were verified where there are any.' }),
    legal_form: z.enum(legalForms),
    role: z.enum(professionalRoles).meta({ description: 'Of the person in the business.' }),
  })
  .meta({ id: 'ProfessionalAccount' })

export const userOut = z
  .object({
    id: idOut,
    email: z.string(),
    creation_date: unixSeconds,
    first_name: z.string().optional(),
    last_name: z.string().optional(),
    gender: z.string().optional(),
    birthdate: z.int().optional().meta({ description: 'Unix seconds at midnight UTC.' }),
    address: z.object({ postcode: z.string().optional() }).optional(),
    email_verified: z.boolean().optional(),
    professional_account: professionalAccountOut.optional(),
  })
  .meta({ id: 'User' })
export type UserOut = z.output<typeof userOut>
