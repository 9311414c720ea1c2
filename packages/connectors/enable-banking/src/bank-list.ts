import { type Failed, lenient, unreadableAnswer } from '@raccord/connector-kit'
import { z } from 'zod'
import { type ApplicationContext, applicationSession } from './application.ts'
import { call } from './call.ts'
import { type PsuType, psuTypes } from './options.ts'

/** A bank of their list, without its logo: what a channel's options are made of. */
export interface ListedBank {
  readonly name: string
  readonly country: string
  readonly psuTypes: readonly PsuType[]
  readonly authMethods: { readonly [type in PsuType]?: string }
  readonly requiredPsuHeaders: readonly string[]
  /** Seconds. */
  readonly maximumConsentValidity: number
  readonly bic?: string
  readonly beta: boolean
}

export interface BankList {
  readonly kind: 'banks'
  readonly banks: readonly ListedBank[]
  /** Entries that could not be read. */
  readonly skipped: number
}

const { flag, list, presentList, text, word } = lenient

const method = z.object({
  name: text,
  psu_type: word(...psuTypes),
  approach: text,
  hidden_method: flag,
})
const bank = z.object({
  name: z.string().trim().min(1).max(200),
  country: z.string().regex(/^[A-Z]{2}$/),
  psu_types: list,
  auth_methods: list,
  maximum_consent_validity: z
    .int()
    .min(60)
    .max(10 * 366 * 86_400),
  required_psu_headers: list,
  bic: text,
  beta: flag,
})
const body = z.object({ aspsps: presentList })

/** `GET /aspsps`: all banks whose accounts this application may read. */
export async function listBanks(context: ApplicationContext): Promise<BankList | Failed> {
  const operation = 'banks.list'
  const path = '/aspsps?service=AIS'
  const answer = await call(applicationSession(context), { operation, method: 'GET', path })
  if (answer.kind === 'failed') return answer
  const listed = body.safeParse(answer.value).data?.aspsps
  if (listed === undefined) return unreadableAnswer(operation, 'the list of banks is absent')
  const banks = new Map<string, ListedBank>()
  let skipped = 0
  for (const one of listed) {
    const read = readBank(one)
    // Name and country are all that tells them apart.
    if (read && !banks.has(keyOf(read))) banks.set(keyOf(read), read)
    else skipped++
  }
  return { kind: 'banks', banks: [...banks.values()], skipped }
}

/** How they tell banks apart. */
export function keyOf({ country, name }: Pick<ListedBank, 'country' | 'name'>): string {
  return `${country} ${name}`
}

export function readBank(value: unknown): ListedBank | undefined {
  const read = bank.safeParse(value).data
  if (!read) return undefined
  const kinds = psuTypes.filter((kind) => read.psu_types.includes(kind))
  if (kinds.length === 0) return undefined
  const methods = read.auth_methods.flatMap((one) => method.safeParse(one).data ?? [])
  return {
    name: read.name,
    country: read.country,
    psuTypes: kinds,
    authMethods: Object.fromEntries(kinds.flatMap((kind) => hiddenMethod(methods, kind))),
    requiredPsuHeaders: read.required_psu_headers.flatMap((one) => text.parse(one) ?? []),
    maximumConsentValidity: read.maximum_consent_validity,
    bic: read.bic,
    beta: read.beta,
  }
}

/** Their page offers the ways of signing in, but for the hidden ones: where there are no others, one has to be named. */
function hiddenMethod(methods: readonly z.infer<typeof method>[], kind: PsuType): [PsuType, string][] {
  const own = methods.filter(({ psu_type }) => psu_type === kind)
  if (own.length === 0 || own.some(({ hidden_method }) => !hidden_method)) return []
  const named = own.filter(({ name }) => name !== undefined)
  const first = named.find(({ approach }) => approach === 'REDIRECT') ?? named[0]
  return first?.name === undefined ? [] : [[kind, first.name]]
}
