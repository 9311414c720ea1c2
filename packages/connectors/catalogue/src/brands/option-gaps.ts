import { z } from 'zod'

/** A member of a protocol's options that an entry lacks. */
export interface OptionGap {
  /** `oauth.server.metadataUrl`. */
  readonly path: string
  /** The schema refuses the entry without it. */
  readonly required: boolean
  /** A value that the schema takes and nobody mistakes for a real one. */
  readonly example: unknown
}

type JsonSchema = z.core.JSONSchema.JSONSchema
type Members = Readonly<Record<string, unknown>>

/** What a registration at the bank gives: no schema can know whether this bank gave it. */
const givenAtRegistration: ReadonlySet<string> = new Set(['clientId', 'clientSecret'])

/**
 * What the schema of a protocol's options wants and these options lack.
 *
 * @param registered the bank wants a registration: what it gives is asked for, though the schema does without
 */
export function optionGaps(schema: z.ZodType, options: Members, registered: boolean): OptionGap[] {
  const read = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return gapsOf(read, options, [], registered)
}

function gapsOf(schema: JsonSchema, value: Members, path: readonly string[], registered: boolean): OptionGap[] {
  const { properties = {}, required = [] } = branchOf(schema, value)
  return Object.entries(properties).flatMap(([name, of]): OptionGap[] => {
    if (typeof of === 'boolean' || (path.length === 0 && name === 'baseUrl')) return []
    const here = [...path, name]
    const given = Object.hasOwn(value, name) ? value[name] : undefined
    if (isMembers(given)) return gapsOf(of, given, here, registered)
    if (given !== undefined) return []
    const must = required.includes(name)
    if (must && branchOf(of, {}).properties) return gapsOf(of, {}, here, registered)
    const gave = registered && path.length > 0 && givenAtRegistration.has(name)
    return must || gave ? [{ path: here.join('.'), required: must, example: exampleOf(of, name) }] : []
  })
}

/** Of a union the branch that the value has begun, else the first: it asks for least. */
function branchOf(schema: JsonSchema, value: Members): JsonSchema {
  const branches = (schema.anyOf ?? schema.oneOf ?? []).filter((one) => typeof one !== 'boolean')
  if (branches.length === 0) return schema
  const begun = branches.find((branch) =>
    Object.entries(value).every(([name, given]) => {
      const member = branch.properties?.[name]
      return member !== undefined && (typeof member === 'boolean' || !('const' in member) || member.const === given)
    }),
  )
  return branchOf(begun ?? branches[0] ?? {}, value)
}

function exampleOf(schema: JsonSchema, name: string): unknown {
  const of = branchOf(schema, {})
  if (of.enum) return of.enum[0]
  if (of.type === 'boolean') return true
  if (of.type === 'integer' || of.type === 'number') return of.minimum ?? 1
  if (name === 'metadataUrl') return 'https://sign-in.bank.example/.well-known/oauth-authorization-server'
  if (of.format === 'uri') return `https://sign-in.bank.example/${exampleWord(name)}`
  return exampleWord(name)
}

/** `clientId` → `your-client-id`. */
export function exampleWord(name: string): string {
  return `your-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
