import { lenient, parseBankJson } from '@raccord/connector-kit'
import { z } from 'zod'
import { parameterName } from './options.ts'

const { text, flag } = lenient
/** Cookies and what else a module keeps, as the program packed it; only it can read that. */
const session = z
  .string()
  .max(700_000)
  .regex(/^[A-Za-z0-9+/=]*$/)
const instant = z.iso.datetime({ offset: true }).transform((written) => new Date(written))

/** One value that a module has, or asks for. */
export const moduleField = z.object({
  id: parameterName,
  label: text,
  masked: flag,
  required: flag,
  transient: flag,
  pattern: z.string().max(500).optional().catch(undefined),
  default: text,
  choices: z
    .array(z.object({ value: z.string().max(100), label: z.string().max(200) }))
    .max(300)
    .optional(),
})
export type ModuleField = z.infer<typeof moduleField>

/** Why nothing came of a call: words of the bridge, `packages/connectors/woob/bridge`. */
export const failures = [
  'wrong_credentials',
  'locked',
  'password_expired',
  'action_needed',
  'unavailable',
  'limit',
  'need_person',
  'cancelled',
  'expired',
  'unsupported',
  'no_module',
  'wrong_settings',
  'no_woob',
  'memory',
  'account_gone',
  'bug',
] as const
export type FailureWord = (typeof failures)[number]

const last = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('end'),
    session: session.optional(),
    version: text,
    /** There were more entries than one answer has: those of this day and before are not all there. */
    cut: z.iso.date().optional(),
  }),
  z.object({
    type: z.literal('ask'),
    session: session.optional(),
    fields: z.array(moduleField).min(1).max(10),
    medium: lenient.word('sms', 'email', 'mobile_app', 'device', 'phone_call', 'offline'),
    mediumLabel: text,
    message: text,
    expiresAt: instant.optional().catch(undefined),
  }),
  z.object({
    type: z.literal('wait'),
    session: session.optional(),
    message: text,
    mediumLabel: text,
    expiresAt: instant.optional().catch(undefined),
  }),
  z.object({
    type: z.literal('failed'),
    session: session.optional(),
    reason: z.enum(failures),
    /** Name of the exception, never its text. */
    what: z
      .string()
      .regex(/^\w{1,60}$/)
      .optional()
      .catch(undefined),
    badFields: z.array(parameterName).max(40).optional().catch(undefined),
    retryAt: instant.optional().catch(undefined),
  }),
])
export type LastLine = z.infer<typeof last>

export interface AnswerLines {
  /** What was read, of the type that was asked for, as sent. */
  readonly found: readonly { readonly value: unknown; readonly raw: string }[]
  readonly last: LastLine
}

const head = z.object({ type: z.string() })

/** The program's answer: lines of JSON, of which the last says how it ended. `undefined`: anything else. */
export function readAnswer(body: string, kind?: 'account' | 'entry' | 'field' | 'module'): AnswerLines | undefined {
  const lines = body.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const written = lines.pop()
  const ending = last.safeParse(written === undefined ? undefined : parseBankJson(written)).data
  if (!ending) return undefined
  const found: { value: unknown; raw: string }[] = []
  for (const raw of lines) {
    const value = parseBankJson(raw)
    if (head.safeParse(value).data?.type !== kind || kind === undefined) return undefined
    found.push({ value, raw })
  }
  return { found, last: ending }
}
