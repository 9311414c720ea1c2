import { type MigrationRule, migrationRules } from '@raccord/contract'
import { usage } from '../../packages/migrate/src/cli/usage.ts'
import { measure, type Sample, sampleNames } from '../../packages/migrate/src/testing/corpus.ts'
import { rulesTests } from './rule-tests.ts'

/** `docs/reference/migration-rules.md`: the table of rules, and the tests that cite each. */
export function migrationRulesMarkdown(): string {
  const tests = rulesTests()
  const rules = Object.entries(migrationRules) as [string, MigrationRule][]
  const table = rules.map(([id, rule]) => {
    const marks = [rule.onPurpose ? 'differs on purpose' : '', rule.source === 'wire' ? 'not in the guide' : '']
    const words = [rule.old, rule.new].map((word) => (word === undefined ? '–' : `\`${word}\``))
    const note = marks.filter((mark) => mark !== '').join(', ')
    return `| [\`${id}\`](../guide/migrating.md#${rule.anchor}) | ${words.join(' | ')} | ${rule.says}${note === '' ? '' : ` (${note})`} |`
  })
  const cited = rules.map(([id]) => {
    const files = [...(tests.get(id) ?? [])]
    return `| \`${id}\` | ${files.map((file) => `[${file}](../../${file})`).join(', ')} |`
  })
  return `<!-- Written from the tables: UPDATE_DOCS=1 npm test -- tests/docs -->
# Rules of the migration

Every change between the previous widgets and those of today, as the [migration doctor](migration-doctor.md), the
[usage report](migration-report.md) and the tests know it. The table is \`packages/contract/src/migration-rules.ts\`; what each rule asks of
you is in the [guide](../guide/migrating.md).

| rule | before | now | what it says |
| --- | --- | --- | --- |
${table.join('\n')}

## Rule and test

A test that proves a rule has its id in brackets in its name; a rule without one fails the build.

| rule | tests |
| --- | --- |
${cited.join('\n')}
`
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)

function corpusRow(name: string, samples: readonly Sample[]): string {
  const sum = (count: (sample: Sample) => number) => samples.reduce((total, sample) => total + count(sample), 0)
  const uses = sum((sample) => sample.uses.length)
  const found = sum((sample) => sample.found.length)
  const written = sum(
    ({ files }) => files.flatMap(({ findings }) => findings).filter(({ fix }) => fix === 'automatic').length,
  )
  const cells = [
    samples.length,
    uses,
    found,
    percent(found, uses),
    written,
    percent(written, uses),
    sum(({ wrong }) => wrong.length),
  ]
  return `| ${name} | ${cells.join(' | ')} |`
}

/** `docs/reference/migration-doctor.md`, with the figures of the corpus as they are. */
export function migrationDoctorMarkdown(): string {
  const samples = sampleNames().map(measure)
  const languages = [...new Set(samples.map(({ language }) => language))].sort()
  const rows = languages.map((language) =>
    corpusRow(
      language,
      samples.filter((sample) => sample.language === language),
    ),
  )
  const missed = samples.flatMap((sample) =>
    sample.missed.map(({ rule, file }) => `| \`${sample.name}\` | ${file} | \`${rule}\` |`),
  )
  return `<!-- Written from the tables: UPDATE_DOCS=1 npm test -- tests/docs -->
# Migration doctor

\`npx https://raccord.example/packages/raccord-migrate-1.0.0.tgz\`, which any Raccord server serves, finds what is left of the previous widgets, rewrites what is certain, and tries the new flow against a server. It has no
dependency and runs on Node 20 and later. In a checkout: \`npm run migrate -- …\`. What to change and why is in the
[guide](../guide/migrating.md); the rules it names are in [their table](migration-rules.md).

\`\`\`text
${usage}
\`\`\`

## url

The first line of the answer is the new link; then each change with its rule, conflicts (both names given: the new one wins) and what is left
to you. Values, fragments, \`&amp;\` and placeholders (\`{session_id}\`, \`\${sessionId}\`, \`%s\`, \`:id\`, \`{{ id }}\`, \`<?= $id ?>\`) stay byte for byte.
\`channel_definition_id\` that ends in \`01\` is \`PAYMENT\`; \`00\` needs the catalogue, since it is \`OTHER\` beside a REDIRECT channel and \`ALL\` where the
bank has EMBEDDED alone. The channel also named the bank, so \`provider_id\` is added. A \`POST /widget_session\` with functional parameters is
answered with the new address and what to append to each link.

The same as a function, also for a page: \`import { translateUrl, channelModesOf } from '@raccord/migrate'\`.

## scan

Reads TypeScript, JavaScript, PHP, Python, Java, Kotlin, Swift, Ruby, Go, C#, shell, \`.env\`, YAML, JSON, HTML, and Vue, Svelte and common templates.
It knows their strings and comments, puts concatenated and interpolated addresses together, and follows variables within a file: a
\`redirect_uri\` is only touched where it goes to a page of the widgets, never where it goes to OAuth.

Names that a type declares count too: properties of classes and interfaces, decorated fields, constructor properties, Go's tags, annotations of Java and
Kotlin, attributes of C#, fields of Pydantic and data classes. They are certain where a file that builds a link names that type, likely in the same folder tree,
and left to you in any case: a property is renamed with all that reads it.

| certainty | means | \`--write\` |
| --- | --- | --- |
| certain | a use beyond doubt | changes it, unless more than a name has to change: then the finding says what |
| likely | a use, but where it goes, or what reads it, is not in this file | never |
| possible | a comment, a sentence, a setting of your own, an address of your own | never |

- \`--write\` replaces a file as a whole or not at all, keeps mode, line ends and byte order mark, prints what it changed as a patch, and changes
  nothing in a second run. It refuses files whose present state no commit holds; \`--force\` writes all the same. \`--diff\` shows the patch only.
- Names are only rewritten together with the address they go to. The address of a session call that still carries functional parameters
  waits for you: the new call ignores them.
- Left out: \`.gitignore\`d files, \`node_modules\`, \`vendor\`, \`.git\`, \`dist\`, \`build\`, \`target\` and their like, minified and binary files, those above 1 MB or not
  UTF-8. Links are not followed; nothing outside the folder is read or written.
- In CI: \`raccord-migrate scan . --only likely --sarif > migrate.sarif\`; the exit code is 1 as long as something is left.

### How well

Measured on the corpus in \`packages/migrate/corpus\`: ${samples.length} small programs written for it, traps included, in which a person marked every use. A test
keeps each rewritten file equal to a reviewed one: what \`--write\` changes is right in all of them (precision 100 %). A use counts as found when it is told as certain or likely
on its line under its rule; *too much* counts what was told so and is none. The corpus also taught the tool, so expect less on code it has not
seen: of a batch of 17 programs written when it worked, it found 48 of 57 uses at first sight; a last batch of 12, most of them
traps, made it rewrite two names wrongly in one program. It has learnt from both since.

| language | programs | uses | found | recall | written | share | too much |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${corpusRow('**all**', samples)}

What it does not find, and why it can not be sure: names kept in constants, addresses
percent-encoded within others, paths assembled from lists.

| program | file | rule |
| --- | --- | --- |
${missed.join('\n')}

## check

Makes a token and a temporary user (deleted at the end; or give a user's token with \`--token-env\`), opens a session with its four parameters alone, opens every link, tries
whether your addresses are registered, and reads the [usage report](migration-report.md). Each line says what was found and what to do next. The secret comes from an
environment variable or the standard input, and never travels over http but to this machine.
`
}
