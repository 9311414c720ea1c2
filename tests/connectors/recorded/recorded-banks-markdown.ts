import { type RecordedBank, recordedBanks } from './recorded-banks.ts'

/** `docs/reference/recorded-banks.md`, from the table that the test walks. */
export function recordedBanksMarkdown(): string {
  const rows = recordedBanks.map(
    (one) => `| ${one.title} | ${one.mode} | ${one.told} | ${stepsOf(one)} | ${resultOf(one)} |`,
  )
  const options = recordedBanks.map(
    (one) => `### ${one.title}\n\n\`\`\`json\n${JSON.stringify(one.options, undefined, 2)}\n\`\`\`\n\n${lackOf(one)}`,
  )
  return `# Recorded banks

Answers of banks' sandboxes, recorded by others, are played by WireMock on this machine, and the Berlin Group driver is walked through each: consent,
what the person types or the browser brings back, accounts, balances, transactions, end of the consent. No code knows a bank: what differs is in
the options below, as an operator would write them in a catalogue file. \`{bank}\` stands for the bank's origin.

The test fails when a number below is not what comes out, and when the driver makes a call that the recordings do not know, other than those
named. It is written from the table in \`tests/connectors/recorded/recorded-banks.ts\`; recordings are not part of this repository, and
where they or Java are missing the test says so and is skipped.

Recordings of your own are walked by the same test: \`RACCORD_RECORDED_BANKS=rows.json npm test -- tests/connectors/recorded\`, where the file is an array
of rows like those of the table, \`folder\` an absolute path with WireMock mappings, one file each.

| bank | mode | what is special | the person is asked | result |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

WireMock compares headers, bodies and queries letter by letter, so this proves what is sent as much as what is read. It proves no bank of today:
the recordings are of 2020 and 2021, and a live bank wants a certificate of a licensed operator.

## Options

${options.join('\n\n')}

## Prism and the official file

Every request that the driver can make is judged by Prism's own validator (\`@stoplight/prism-http\`, the engine inside \`@stoplight/prism-cli\`, in
the test's process: no second server, and half a second instead of several) against the OpenAPI file of Berlin Group 1.3.11, without one
violation. Faults of the official file itself, which make it refuse what the guidelines ask for, and which the file used has patched:

| fault of \`psd2-api_v1.3.11\` | what happens | patch |
| --- | --- | --- |
| bodies of POST and PUT \`…/authorisations\` are \`oneOf\` with an unbounded \`{}\` first | every valid body with \`psuData\`, a method or a code also fits \`{}\`, so two fit and it is refused | the empty alternative says \`maxProperties: 0\` |
| \`Location\` and \`challengeData.imageLink\` have \`format: url\`, which JSON Schema does not know | answers turn into errors when they are checked too | \`format: uri\` |
| official examples break their own schemas (PUT authorisation, 429, \`otpMaxLength\` as text) | answers cannot be judged by the file | answers are not judged: they are read leniently anyway |

The test proves that it can fail: the same request without \`X-Request-ID\`, or with a body member of a wrong type, is refused, and so is an embedded
body by the file as it was published.

## Statements as files

camt.052, 053 and 054 are cut into entries by a scanner and each entry is read by fast-xml-parser, entities off: memory is that of one entry, and a
document type declaration ends the reading. MT940 and MT942 have a reader of our own: \`mt940js\`, the permissive one that is kept up most, gives
amounts as floating-point numbers and dates as instants, stops at the first line it does not know, and holds the whole file; it serves as the
yardstick in \`npm run bench -- statements\`. An answer of a bank is at most 10 MB (\`maxBytes\` of the HTTP client), one entry at most 16 million characters; longer histories come in pages.
`
}

function stepsOf({ expected: { steps } }: RecordedBank): string {
  const words: { readonly [step: string]: string } = {
    choice: 'which method',
    otp: 'a one-time code',
    redirect: 'to go to the bank’s page',
  }
  return steps.map((step) => words[step] ?? step).join(', then ')
}

function resultOf({ expected }: RecordedBank): string {
  const end = expected.revoke === 'revoked' ? 'consent ended' : `end of the consent: \`${expected.revoke}\``
  return `${expected.accounts} accounts, ${expected.balances} balances, ${expected.transactions} transactions of the first; ${end}`
}

function lackOf({ notRecorded }: RecordedBank): string {
  return `Not recorded, answered 404 and borne: ${notRecorded.map((call) => `\`${call}\``).join(', ')}.`
}
