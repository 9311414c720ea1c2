import { accountTypes } from '@raccord/contract'
import { z } from 'zod'
import { credentialField, distinct, isHost, isProviderId, providerGroup, providerLimits } from '../schema.ts'

/**
 * What an operator must have before a bank answers: certificates of the EU (QWAC for transport, QSEAL for signatures) or of the
 * UK's directory (OBWAC, OBSEAL), a registration as its client, a contract.
 */
const needs = ['qwac', 'qseal', 'obwac', 'obseal', 'fints-product', 'registration', 'contract'] as const
export type Need = (typeof needs)[number]

const text = (max: number) => z.string().trim().min(1).max(max)
const options = z.record(z.string(), z.unknown())
/** May hold `{placeholders}`, filled from a brand's or the operator's variables. */
const template = z.string().max(300)

const environment = z.strictObject({
  /** Absent where only hosts are documented: the rest is in the bank's portal. */
  baseUrl: template.optional(),
  /** Further hosts of calls, links and sign-in. The host of `baseUrl` is always allowed. */
  hosts: z.array(template).default([]),
  options: options.default({}),
})

const channel = z.strictObject({
  mode: z.enum(['REDIRECT', 'EMBEDDED']),
  accountTypes: z.array(z.enum(accountTypes)).min(1),
  fields: z.array(credentialField).default([]),
  consentDays: z.int().min(1).max(3650).default(180),
  frequencyPerDay: z.int().min(1).max(1000).default(4),
})

/** How one gateway or group of banks speaks: shared by its brands. */
export const bankInterface = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: text(80),
  /** Absent: an interface of its own, for which no connector exists. */
  protocol: text(40).optional(),
  version: text(20).optional(),
  needs: z.array(z.enum(needs)).refine(distinct, 'named twice'),
  channels: z.array(channel).min(1),
  options: options.default({}),
  environments: z.strictObject({ production: environment.optional(), sandbox: environment.optional() }).default({}),
  /** Where an operator reads more and registers. */
  portal: z.url({ protocol: /^https$/ }).optional(),
  note: text(400).optional(),
})
export type BankInterface = z.infer<typeof bankInterface>

/** A bank as people know it. */
export const brand = z.strictObject({
  id: z.string().refine(isProviderId, 'one to seven digits, not beginning with 0'),
  name: text(80),
  aliases: z.array(text(80)).default([]),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1),
  /** ISO 9362, 8 or 11 characters; those of this name in the public registries. Empty where none is published for it. */
  bics: z.array(z.string().regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/)),
  /** Which interface it answers on. */
  profile: z.string(),
  group: providerGroup.optional(),
  popularity: z.number().default(0),
  website: z.url({ protocol: /^https$/ }).optional(),
  /** Of the interface, where this bank is ahead or behind. */
  version: text(20).optional(),
  variables: z.record(z.string(), z.string().max(200)).default({}),
  options: options.default({}),
})
export type Brand = z.infer<typeof brand>

/** What an operator writes to use a brand: which environment, and what only he knows. */
export const enabledBrand = z.strictObject({
  environment: z.enum(['production', 'sandbox']).default('production'),
  /** Where the catalogue knows none, or the bank moved. */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  hosts: z.array(z.string().refine(isHost, 'not host or host:port')).default([]),
  variables: z.record(z.string(), z.string().max(500)).default({}),
  /** Laid over the catalogue's: a client id, say. */
  options: options.default({}),
  limits: providerLimits.optional(),
})
export type EnabledBrand = z.infer<typeof enabledBrand>
