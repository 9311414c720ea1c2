import { type Carried, type FactRow, wayOutFacts, waysOut } from '@raccord/contract'
import { csvPresets, type FileFormat, fileFormats, formats } from '@raccord/formats'
import { simplefinQuirks } from './simplefin-quirks.ts'

const names: Record<FileFormat, string> = {
  ofx: 'OFX 2.1.1; with `version=1` the SGML of 1.0.2',
  qif: 'QIF',
  csv: 'CSV; columns by `preset`',
  xml: 'camt.053.001.02',
  beancount: 'beancount text',
  hledger: 'hledger journal',
}

/** `docs/reference/ways-out.md`: which facts leave by which way, and what readers of SimpleFIN are known to do. */
export function waysOutMarkdown(): string {
  const facts = (Object.values(wayOutFacts) as FactRow[]).map(
    ({ meaning, carried }) => `| ${meaning} | ${waysOut.map((way) => cell(carried[way])).join(' | ')} |`,
  )
  const files = fileFormats.map(
    (format) =>
      `| \`.${format}\` | ${names[format]} | \`${formats[format].mediaType}\` | ${formats[format].pending ? 'where asked for' : '–'} |`,
  )
  const presets = Object.entries(csvPresets).map(
    ([name, { columns }]) => `| \`${name}\` | ${columns.map((column) => column.name).join(', ')} |`,
  )
  const quirks = simplefinQuirks.map(({ reader, does, met }) => `| ${reader} | ${does} | ${met} |`)
  return `<!-- Written from the tables: UPDATE_DOCS=1 npm test -- tests/docs -->
# Ways out

Beside the [API](api.md) a person's accounts leave by these ways, each a skin over the same data. How to use them is in the
[guide](../guide/ways-out.md). Tokens are made at \`POST /v2.1/users/me/access_tokens\` or by \`raccord tokens create\`.

## What each carries

● carried, – not; words are the limit. The table is \`packages/contract/src/ways-out.ts\`; a test writes an account whose every fact is a mark, and looks for
the marks.

| fact | ${waysOut.join(' | ')} |
| --- | ${waysOut.map(() => '---').join(' | ')} |
${facts.join('\n')}

What is yet to come (\`UPCOMING\`, \`SCHEDULED\`), was declined, withdrawn or has expired leaves by none of them but the API.

## Files

\`GET /exports/{secret}.{ending}\`. Added to the address, \`account_id\` (several, with commas), \`start_date\` and \`end_date\` (days, \`2026-11-29\`, inclusive),
\`pending=true\`, \`preset\` and \`version\` narrow what the token shows, and never widen it. \`.json\` is a list of accounts as \`GET /v2.1/accounts\` shows
them, each with its \`transactions\`. Errors are plain text. Order: by account, cards last; within it by day, oldest first.

| ending | format | type | pending |
| --- | --- | --- | --- |
${files.join('\n')}

| preset | columns |
| --- | --- |
${presets.join('\n')}

In CSV a word that would begin a formula (\`= + - @\`, also behind a semicolon) begins with an apostrophe; numbers do not. Controls and line ends in a bank's text are
spaces everywhere. A statement's closing balance is the one that the bank told last, less what was booked after the span; where the bank tells none, a zero of the
type \`NOT TOLD BY THE BANK\`.

## Lunch Flow

\`/lunchflow/v1/accounts\`, \`…/accounts/{id}/transactions\`, \`…/balance\`, with the key in \`x-api-key\`. \`start_date\`/\`end_date\` or \`from\`/\`to\` (days, inclusive; without a
start two years back), \`include_pending=true\`. Repeated slashes count as one, as some settings lead to them. Written for Firefly III's importer, which takes each account's \`id\` as a number
and needs every text to be there.

## Enable Banking

\`/enablebanking\`: \`aspsps\`, \`auth\`, \`sessions\`, \`accounts/{uid}/details|balances|transactions\`. A token of the kind \`enable_banking\` is an application with an id and a key of its own; each call is signed
with it (RS256, issuer and audience as the service's clients have them built in). Its banks are those that the person has connected here, so that the way to the bank is a
way straight back: he agreed when he made the key. \`uid\` is the same in every session. \`continuation_key\` is in every answer, \`null\` at the end. Over permissions are \`EXPIRED_SESSION\`.
Written for Firefly III's importer and Securo, by their sources; neither was tried live.

## SimpleFIN

\`/simplefin/info\`, \`/simplefin/create\`, \`POST /simplefin/claim/{code}\`, \`/simplefin/accounts\`: versions 1 and 2 in one answer. Of \`start-date\` and \`end-date\` (Unix
seconds, half open; without a start the last 90 days), \`pending\`, \`account\` (repeatable), \`balances-only\` each does what the protocol says; \`version\` is accepted. A day
is its noon in UTC. Whatever is no success is plain text. 600 reads of a token within a minute are answered, then 429.

What applications do beyond the protocol, as read in their sources; none was tried live against this server, and none is a promise of theirs.

| reader | what it does | how it is met |
| --- | --- | --- |
${quirks.join('\n')}
`
}

function cell(carried: Carried): string {
  return typeof carried === 'string' ? carried : carried ? '●' : '–'
}
