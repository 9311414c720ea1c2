import type { z } from 'zod'
import type { BankInterface, Brand, EnabledBrand } from './brand.ts'
import { fill, overlay } from './fill.ts'
import { exampleWord, optionGaps } from './option-gaps.ts'
import { hostsIn, openVariables } from './placeholders.ts'

/** What only the operator knows of a bank, and has to write before it can be used. */
export interface BrandQuestion {
  /** Where it is written in the entry: `baseUrl`, `variables.<name>`, `options.<path>`. */
  readonly at: string
  /** The entry is refused without it. */
  readonly required: boolean
  /** Not for the eyes of others: never on a command line. */
  readonly secret: boolean
  readonly meaning: string
  /** A value that passes, and that nobody mistakes for a real one. */
  readonly example: unknown
}

const meanings: Readonly<Record<string, string>> = {
  clientId: 'the client id that the bank gave at registration',
  clientSecret: 'the client secret that the bank gave at registration',
  metadataUrl: 'address of the metadata document of the bank’s authorization server (RFC 8414)',
  tokenEndpoint: 'address where the bank gives tokens',
  authorizationEndpoint: 'address where people sign in at the bank',
  signingKey: 'private key for signed requests, PKCS#8 PEM',
}
const secrets: ReadonlySet<string> = new Set(['clientSecret', 'signingKey', 'password', 'pin'])

/** What an entry still lacks: first without which it is refused, then what may be given. Empty: it can be used. */
export function brandQuestions(
  brand: Brand,
  bank: BankInterface,
  enabled: EnabledBrand,
  options: z.ZodType,
): BrandQuestion[] {
  const environment = bank.environments[enabled.environment]
  const variables = { ...brand.variables, ...enabled.variables }
  const template = fill(enabled.baseUrl ?? environment?.baseUrl ?? '{baseUrl}', variables)
  const laid = fill(overlay(bank.options, environment?.options ?? {}, brand.options, enabled.options), variables)
  const where = bank.portal ? `, see ${bank.portal}` : ''
  // An address that is all placeholder is asked for as what it is.
  const whole = /^\{\w+\}$/.test(template)
  const must = new Set([...(whole ? [] : openVariables(template)), ...openVariables(laid)])
  const may = openVariables(fill(environment?.hosts ?? [], variables)).filter((name) => !must.has(name))
  const variable = (name: string, required: boolean): BrandQuestion => ({
    at: `variables.${name}`,
    required,
    secret: false,
    meaning: `${words(name)} at ${bank.name}${where}`,
    example: /host$/i.test(name) ? `${words(name).replaceAll(' ', '-')}.bank.example` : exampleWord(name),
  })
  const asked: BrandQuestion[] = [
    ...(whole
      ? [
          {
            at: 'baseUrl',
            required: true,
            secret: false,
            meaning: `the ${enabled.environment} address of the bank’s interface${where}`,
            example: 'https://api.bank.example/psd2',
          },
        ]
      : []),
    ...[...must].map((name) => variable(name, true)),
    ...may.map((name) => variable(name, false)),
    ...optionGaps(options, laid, bank.needs.includes('registration')).map(({ path, required, example }) => {
      const name = path.slice(path.lastIndexOf('.') + 1)
      const meaning = meanings[name] ?? words(name)
      return { at: `options.${path}`, required, secret: secrets.has(name), meaning, example }
    }),
  ]
  return [...asked.filter(({ required }) => required), ...asked.filter(({ required }) => !required)]
}

/** An entry with one more answer in it. */
export function withAnswer(enabled: EnabledBrand, at: string, value: unknown): EnabledBrand {
  const layer = at.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)
  return overlay({ ...enabled }, layer as Record<string, unknown>) as EnabledBrand
}

/** Addresses among the answers may be called: their hosts are written down beside the catalogue's. */
export function withHosts(enabled: EnabledBrand, known: readonly string[]): EnabledBrand {
  const hosts = new Set([...enabled.hosts, ...hostsIn(enabled.options).filter((host) => !known.includes(host))])
  return { ...enabled, hosts: [...hosts] }
}

/** What is written into the file: without what is the default anyway. */
export function writtenBrand(enabled: EnabledBrand): Record<string, unknown> {
  const { environment, ...rest } = enabled
  const filled = Object.entries(rest).filter(([, value]) =>
    typeof value === 'object' ? Object.keys(value).length > 0 : value !== undefined,
  )
  return { environment, ...Object.fromEntries(filled) }
}

/** `signInHost` → `sign in host`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
