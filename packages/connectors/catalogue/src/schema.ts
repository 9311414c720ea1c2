import { accountTypes, type Locale, type Localized, locales } from '@raccord/contract'
import { z } from 'zod'
import { certificateNeeds } from './provider.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
/** English, and what other languages there are: a file stays whole when the widget learns a language. */
const localized = z
  .strictObject({
    ...(Object.fromEntries(locales.map((locale) => [locale, text(200).optional()])) as Record<
      Exclude<Locale, 'en'>,
      z.ZodOptional<z.ZodString>
    >),
    en: text(200),
  })
  .transform(
    (texts): Localized =>
      Object.fromEntries(locales.map((locale) => [locale, texts[locale] ?? texts.en])) as Record<Locale, string>,
  )
const webUrl = z.url({ protocol: /^https?$/ }).max(500)

export const credentialField = z.strictObject({
  /** `[a-z][a-z0-9_]*`: it becomes the name of a form control. */
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: localized,
  help: localized.optional(),
  type: z.enum(['text', 'password', 'number', 'url', 'select']),
  secret: z.boolean(),
  required: z.boolean(),
  maxLength: z.int().min(1).max(4000),
  /** ECMAScript, of the whole value. */
  pattern: z.string().max(500).refine(isPattern, 'not a regular expression').optional(),
  autocomplete: z.string().max(60).optional(),
  options: z.array(z.strictObject({ value: text(100), label: text(200) })).optional(),
})

const channel = z.strictObject({
  mode: z.enum(['REDIRECT', 'EMBEDDED']),
  accountTypes: z.array(z.enum(accountTypes)).min(1).refine(distinct, 'named twice'),
  protocol: text(40),
  options: z.unknown(),
  hosts: z.array(z.string().refine(isHost, 'not host or host:port')).min(1),
  fields: z
    .array(credentialField)
    .refine((all) => distinct(all.map(({ id }) => id)), 'a field id is used twice')
    .default([]),
  /** SCA lasts 180 days (Delegated Regulation (EU) 2022/2360). */
  consentDays: z.int().min(1).max(3650).default(180),
  frequencyPerDay: z.int().min(1).max(1000).default(4),
  callback: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, 40 at most')
    .optional(),
  needs: z.array(z.enum(certificateNeeds)).refine(distinct, 'named twice').default([]),
})

export const providerGroup = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens, 40 at most'),
  name: text(80),
  aliases: z.array(text(80)).default([]),
})

export const providerLimits = z.strictObject({
  callsPerSecond: z.number().min(0.1).max(1000).optional(),
  burst: z.int().min(1).max(1000).optional(),
  failuresToPause: z.int().min(1).max(1000).optional(),
  pauseSeconds: z.int().min(1).max(3600).optional(),
})

export const provider = z.strictObject({
  /** Decimal digits; with two more it is the channel's id, which clients cast to an integer of 32 bits. */
  id: z.string().refine(isProviderId, 'one to seven digits, not beginning with 0'),
  name: text(80),
  aliases: z.array(text(80)).default([]),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2, upper case')).min(1),
  logoUrl: webUrl.optional(),
  website: webUrl.optional(),
  popularity: z.number().default(0),
  group: providerGroup.optional(),
  limits: providerLimits.optional(),
  channels: z
    .array(channel)
    .min(1)
    .refine((all) => distinct(all.map(({ mode }) => mode)), 'a mode is used twice'),
})

export function distinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}

export function isHost(entry: string): boolean {
  return URL.parse(`https://${entry}`)?.host.replace(/:443$/, '') === entry.toLowerCase().replace(/:443$/, '')
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'v') instanceof RegExp
  } catch {
    return false
  }
}

export function isProviderId(text: string): boolean {
  return /^[1-9]\d{0,6}$/.test(text)
}
