import { readFile } from 'node:fs/promises'
import { berlinGroupOptions } from '@raccord/connector-berlin-group'
import { z } from 'zod'

const sources = ['options.ts', 'options/consent-options.ts', 'options/reading-options.ts']
const folder = new URL('../../../packages/connectors/berlin-group/src/', import.meta.url)

interface Property {
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly type?: string
}

/** `docs/reference/berlin-group.md`: every option with its own comment, so that neither is said twice. */
export async function optionsMarkdown(): Promise<string> {
  const comments = new Map<string, string>()
  for (const source of sources) {
    for (const [name, text] of commentsOf(await readFile(new URL(source, folder), 'utf8'))) comments.set(name, text)
  }
  const schema = z.toJSONSchema(berlinGroupOptions, { io: 'input', unrepresentable: 'any' })
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const meaning = comments.get(name)
    if (meaning === undefined) throw new Error(`option ${name} has no comment`)
    const { default: byDefault } = property as Property
    const shown =
      byDefault === undefined
        ? schema.required?.includes(name)
          ? 'required'
          : '–'
        : `\`${JSON.stringify(byDefault)}\``
    return `| \`${name}\` | ${shown} | ${meaning} |`
  })
  const [oauth, token, encryption] = await Promise.all([
    membersOf('options/oauth-options.ts', 'const client', 'export const oauthOptions'),
    membersOf('options/oauth-options.ts', 'export const oauthOptions', '\0'),
    membersOf('options/password-encryption.ts', 'export const', '\0'),
  ])
  return `# Options of the Berlin Group driver

A bank is one value of these in the \`options\` of its channel (protocol \`berlin-group\`); no code knows a bank's name. Only \`baseUrl\` is needed where a
bank does as the standard says. Written from the options' own comments in \`packages/connectors/berlin-group/src/options.ts\` and beside it; a test
keeps this page equal to them. What banks of the field need of them: [recorded banks](recorded-banks.md), and
\`tests/connectors/bank-differences.test.ts\` for those that were not recorded.

| option | default | meaning |
| --- | --- | --- |
${rows.join('\n')}

## \`oauth\`

\`{"kind": "none"}\`; \`"integrated"\`: the consent's \`scaOAuth\` link leads on; \`"pre-step"\`: a token before the consent.

${oauth}
${token}

## \`encryption\`

${encryption}

## \`signature\`

Done by the HTTP client with the operator's QSEAL, the same for all protocols: \`packages/connector-kit/src/signing/signature-options.ts\`.
`
}

/** Name of a member → its comment as one line. */
function commentsOf(source: string): [string, string][] {
  return [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+):/g)].map(([, comment = '', name = '']) => [
    name,
    lineOf(comment),
  ])
}

async function membersOf(source: string, from: string, to: string): Promise<string> {
  const text = await readFile(new URL(source, folder), 'utf8')
  const end = text.indexOf(to)
  const part = text.slice(text.indexOf(from), end === -1 ? undefined : end)
  return commentsOf(part)
    .map(([name, comment]) => `- \`${name}\`: ${comment}`)
    .join('\n')
}

function lineOf(comment: string): string {
  return comment
    .split('\n')
    .map((line) => line.trim().replace(/^\* ?/, ''))
    .join(' ')
    .replaceAll('|', '\\|')
    .trim()
}
