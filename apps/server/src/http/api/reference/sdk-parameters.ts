import { colourSchemes, endpoints, type ParameterRow, parameters } from '@raccord/contract'

/** `packages/sdk/src/generated/parameters.ts`: what a widget link can say, from the table of parameters. */
export function sdkParameters(): string {
  const rows = Object.entries(parameters as Record<string, ParameterRow>)
  const fields = rows.map(([name, row]) => `  /** ${row.meaning} */ readonly ${name}?: ${typeOf(row)}\n`)
  const of = endpoints.map((endpoint) => {
    const names = rows.filter(([, row]) => row.endpoints.includes(endpoint)).map(([name]) => `'${name}'`)
    return `  readonly ${endpoint}: Pick<WidgetParameters, ${names.join(' | ')}>\n`
  })
  return `// Written from the table of parameters (UPDATE_DOCS=1 npm test -- sdk-source). Not to be edited.

/** What a link of the widget can say. Lists are joined by commas for you. */
export interface WidgetParameters {
${fields.join('')}}

/** Which endpoint reads which. */
export interface ParametersOf {
${of.join('')}}
`
}

const byReader: Readonly<Record<string, string>> = {
  readBoolean: 'boolean',
  readSeconds: 'number',
  readRadius: 'number',
  readCountries: 'readonly string[]',
  readIds: 'readonly string[]',
  readExpected: "'ALL' | 'PAYMENT' | 'OTHER'",
  readScheme: colourSchemes.map((scheme) => `'${scheme}'`).join(' | '),
}

const typeOf = ({ read }: ParameterRow): string => byReader[read.name] ?? 'string'
