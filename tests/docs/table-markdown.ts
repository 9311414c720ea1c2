import { type ErrorRow, endpoints, errors, journeySteps, type ParameterRow, parameters } from '@raccord/contract'
import { z } from 'zod'
import { settings } from '../../apps/server/src/config.ts'

/** `docs/reference/parameters.md`, from the table that parses the links. */
export function parametersMarkdown(): string {
  const rows = (Object.entries(parameters) as [string, ParameterRow][]).map(([name, row]) => {
    const marks = endpoints.map((endpoint) => (row.endpoints.includes(endpoint) ? '●' : '–'))
    const byDefault = row.byDefault === undefined ? '' : ` Default \`${String(row.byDefault) || 'empty'}\`.`
    const previous = row.previous.filter((other) => other !== name).map((other) => `\`${other}\``)
    const bad = row.onBad === 'refuse' ? 'refused' : 'default'
    return `| \`${name}\` | ${previous.join(', ') || '–'} | ${marks.join(' | ')} | ${row.kind} | ${bad} | ${row.meaning}${byDefault} |`
  })
  const steps = journeySteps
    .filter((step) => step !== 'success')
    .map((step) => `\`${step}\``)
    .join(', ')
  return `# Parameters of widget links

Append them to a link of \`POST /v2.1/widget_session\` as \`&name=value\`. Written from the table in \`packages/contract/src/parameters.ts\`; a test keeps this page equal to it.

Functional parameters stay those of the first opening of an unfinished journey; display ones follow the newest. A bad value is either
replaced by the default and noted in the [session log](api.md#get-v21widget_sessionsid), or the link is refused with a page that names the
parameter, where guessing would share more than was asked or send the person somewhere. Values that a client has pinned win over the link.
Previous names work everywhere; a new name wins over its previous one. \`channel_definition_id\` and \`multiple_channels\` of the previous
widgets are translated to \`expected_account_types\`. Unknown parameters are ignored.

| parameter | previous name | ${endpoints.join(' | ')} | kind | bad value | meaning |
| --- | --- | ${endpoints.map(() => '---').join(' | ')} | --- | --- | --- |
${rows.join('\n')}

\`redirect_url\`, \`cancel_url\` and \`aspsp_callback_uri\` must be registered with the client: scheme, host, port and path as registered, any
query. In a sandbox loopback hosts on any port count as registered.

## What comes back

\`redirect_url\` is opened with \`status=success&result=created|updated|deleted&connection_id=…\` appended; after a final failure the person may
go back with \`status=error&error=…&step=…\`. \`cancel_url\` is opened with \`status=cancelled&step=…\`. These names are first taken out of the
query that you gave. In a frame or pop-up one message \`{eventName: "redirect_to", redirect_url, status, result, connection_id}\` is posted to
your page before.

\`error\` is a code of the [error table](errors.md). \`step\` says where the person was, by the name that the \`exit\`
[event](events.md) tells at the same moment: ${steps}.
`
}

/** `docs/reference/errors.md`, from the error table. */
export function errorsMarkdown(): string {
  const rows = Object.entries(errors) as [string, ErrorRow][]
  const turns = {
    you: 'the person',
    bank: 'the bank',
    us: 'the operator',
    app: 'the client application',
    nobody: 'nobody',
  }
  const developer = rows.map(([code, row]) => `| \`${code}\` | ${row.status} | ${row.developer} |`)
  const person = rows.flatMap(([code, { person: seen }]) =>
    seen ? [`| \`${code}\` | ${seen.title.en} | ${turns[seen.turn]} | ${seen.next} |`] : [],
  )
  return `# Errors

Written from the table in \`packages/contract/src/errors.ts\`; a test keeps this page equal to it. \`error\` is stable; \`error_description\` is for
people who read logs and may say more than here.

| error | status | meaning |
| --- | --- | --- |
${developer.join('\n')}

## Screens

What a person reads, in English (the other languages are in the same table), whose turn it is, and what the one button does.

| error | title | whose turn | next |
| --- | --- | --- | --- |
${person.join('\n')}
`
}

/** `docs/reference/settings.md`, from the schema that reads the environment. */
export function settingsMarkdown(): string {
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input' })
  const rows = Object.entries(properties).map(([name, schema]) => {
    const { description = '', default: byDefault, enum: values } = typeof schema === 'boolean' ? {} : schema
    const said = values ? ` One of ${values.map((value) => `\`${String(value)}\``).join(', ')}.` : ''
    return `| \`${name}\` | ${byDefault === undefined ? '–' : `\`${String(byDefault)}\``} | ${description}${said} |`
  })
  return `# Settings

Environment variables of the server. Written from the schema in \`apps/server/src/config.ts\`; a test keeps this page equal to it. A setting
that is wrong, or missing in production, stops the start with a sentence that names it.

| setting | default | meaning |
| --- | --- | --- |
${rows.join('\n')}

Of \`npm start\` alone: \`RACCORD_NODE_FLAGS\` replaces the V8 flags that keep the embedded database small (docs/adr/0004). Of the test bank:
see [its guide](../guide/test-bank.md).
`
}
