import { readFile } from 'node:fs/promises'
import { enableBankingOptions } from '@raccord/connector-enable-banking'
import { fintsOptions } from '@raccord/connector-fints'
import { openBankingUkOptions } from '@raccord/connector-openbanking-uk'
import { stetOptions } from '@raccord/connector-stet'
import { woobOptions } from '@raccord/connector-woob'
import { z } from 'zod'

const packages = new URL('../../packages/connectors/', import.meta.url)

/** A member of an object as JSON Schema has it, as far as it is shown. */
interface Member {
  readonly default?: unknown
  readonly properties?: { readonly [name: string]: Member }
  readonly required?: readonly string[]
}

/** `docs/reference/connectors.md`: these drivers, and every option of theirs with its own comment. */
export async function connectorsMarkdown(): Promise<string> {
  return `# Connectors for STET, Open Banking UK, Enable Banking, FinTS and woob

The drivers \`stet\`, \`openbanking-uk\`, \`enable-banking\`, \`fints\` and \`woob\`. A bank is one value of these options in its channel of the catalogue; no code knows a bank's name.
Berlin Group has [a page of its own](berlin-group.md). The tables are written from the options' schemas and comments; a test keeps them equal.

## STET (\`stet\`)

STET PSD2 API, AISP part: 1.4.1, 1.4.2, 1.6.2, 2.0. There is nothing at the bank before the person is.

1. The browser goes to the bank's authorization server: code flow, scope \`aisp\`, PKCE. \`client_id\` is what registration gave, else the
   organisation identifier of the operator's certificate.
2. \`GET /accounts\`, page by page. Where accounts come without links to balances or transactions, \`PUT /consents\` names them, once for the
   same accounts, and the list is read again.
3. Balances, owners and transactions by the links the bank sends: absolute, relative to host or base path, templates filled. Only to hosts
   on the bank's list. \`204\` is nothing, not a failure.
4. Tokens are renewed as they run out, the new pair kept before anything else. The first reading asks for the long history; a bank that
   refuses it is asked for the short one.
5. A removal revokes the token (RFC 7009), where a bank has it also \`DELETE /consents\`.

Amounts have no sign on the wire: \`creditDebitIndicator\` gives it. \`BOOK\` is booked; \`PDNG\` and \`FUTR\` are pending; \`OTHR\`, \`INFO\` and \`RJCT\` are
other. \`CLBD\`, \`XPCD\`, \`VALU\`, \`OTHR\` become \`closingBooked\`, \`expected\`, \`valueDate\`, \`other\`.

${await tables('stet', stetOptions)}

## Open Banking UK (\`openbanking-uk\`)

Read/Write Data API 3.1.11 and 4.0, account information.

1. A token of our own (client credentials), then \`POST /account-access-consents\` with the permissions asked for.
2. The browser goes to the bank with a signed request object (PS256 by the operator's seal, or a key of its own) that names the consent.
   \`code id_token\` comes back behind the \`#\` and is checked before the code is used: signature, issuer, nonce, \`c_hash\`, \`s_hash\`. Such banks need
   JavaScript in the person's browser, since no server sees what stands behind a \`#\`; \`code\` does without.
3. Accounts, balances, transactions; pages by \`Links.Next\`, to the bank's own hosts only. Words of 3.1 and codes of 4.0 are both read.
4. **Renewal without a trip**: the consent at the bank has no end. Every 90 days the person agrees again on our own consent screen, the bank is
   asked whether the consent stands, and it goes on. Only where our tokens are no longer good does the person prove himself at the bank, for
   the same consent; only where the consent has ended is a new one made.
5. A removal is \`DELETE /account-access-consents/{id}\`.

${await tables('openbanking-uk', openBankingUkOptions)}

## Enable Banking (\`enable-banking\`)

One service in front of many banks. Its banks are fetched ([guide](../guide/enable-banking.md)); a channel of your own file names one of them.

1. Each call carries a token that we make: RS256 by the application's key, its id as \`kid\`.
2. \`POST /auth\` with bank, kind of customer and the end asked for; the browser goes to their page, then to the bank's.
3. \`POST /sessions\` with the code, once. Its list of accounts is kept: no later answer has their names.
4. \`GET /sessions/{id}\` says whether the permission stands, at no cost at the bank; then balances and transactions of each account.
5. A removal is \`DELETE /sessions/{id}\`.

${await tables('enable-banking', enableBankingOptions)}

## FinTS (\`fints\`)

FinTS 3.0 with PIN and TAN, EMBEDDED alone. Each message carries the PIN, so every call is given the kept credentials. [The guide](../guide/fints.md) says what happens and what an operator needs.

${await tables('fints', fintsOptions)}

## woob (\`woob\`)

Banks that the operator's own woob reads, by a program of his (\`RACCORD_WOOB\`), EMBEDDED alone. Each call is a process that gets the kept credentials on its standard input. Fields of the form have the ids that the module has for them; \`hosts\` is
\`["woob.invalid"]\`, since no call of ours goes to the bank. [The guide](../guide/woob.md) says what an operator needs and what bounds the program.

${await tables('woob', woobOptions)}

## Members of \`oauth\` that STET and Open Banking UK have

${await memberRows('oauth/src/options.ts', stetOptions, (name, sources) => sources.has(name))}

## What the official files get wrong

The drivers' requests are judged by Prism against the OpenAPI files (\`tests/connectors/prism/oauth-banks.test.ts\`): no violation. Nothing had to be
patched in them; two things to know:

- Open Banking UK: the files demand an offset in \`fromBookingDateTime\` (\`format: date-time\`), the standard's text wants none. Hence
  \`dateTimeForm\`; it is \`local\` by default, and \`utc\` is what the files accept.
- STET: the file at hand is derived from a client of 1.4.2.17. It makes \`Signature\` mandatory on every call; the HTTP client writes it where
  the option \`signature\` and the operator's seal are there.
`
}

async function tables(folder: string, schema: z.ZodType): Promise<string> {
  const own = await commentsOf(`${folder}/src/options.ts`)
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Member
  const rows = Object.entries(shape.properties ?? {}).map(([name, member]) => row(name, member, shape, own))
  const oauth = shape.properties?.['oauth'] ?? {}
  const members = Object.entries(oauth.properties ?? {}).filter(([name]) => own.has(name))
  const options = `| option | default | meaning |
| --- | --- | --- |
${rows.join('\n')}`
  if (members.length === 0) return options
  return `${options}

Members of \`oauth\` of its own:

| member | default | meaning |
| --- | --- | --- |
${members.map(([name, member]) => row(name, member, oauth, own)).join('\n')}`
}

async function memberRows(
  source: string,
  schema: z.ZodType,
  belongs: (name: string, comments: ReadonlyMap<string, string>) => boolean,
): Promise<string> {
  const comments = await commentsOf(source)
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Member
  const oauth = shape.properties?.['oauth'] ?? {}
  const rows = Object.entries(oauth.properties ?? {}).filter(([name]) => belongs(name, comments))
  return `| member | default | meaning |
| --- | --- | --- |
${rows.map(([name, member]) => row(name, member, oauth, comments)).join('\n')}`
}

function row(name: string, member: Member, owner: Member, comments: ReadonlyMap<string, string>): string {
  const meaning = comments.get(name)
  if (meaning === undefined) throw new Error(`option ${name} has no comment`)
  const absent = owner.required?.includes(name) ? 'required' : '–'
  return `| \`${name}\` | ${member.default === undefined ? absent : `\`${JSON.stringify(member.default)}\``} | ${meaning} |`
}

/** Name of a member → its comment as one line. */
async function commentsOf(source: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(new URL(source, packages), 'utf8')
  return new Map(
    [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)[:,]/g)].map(([, comment = '', name = '']) => [
      name,
      comment
        .split('\n')
        .map((line) => line.trim().replace(/^\* ?/, ''))
        .join(' ')
        .replaceAll('|', '\\|')
        .trim(),
    ]),
  )
}
