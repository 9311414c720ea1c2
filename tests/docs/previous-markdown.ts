import { migrationRules, type ParameterRow, parameters } from '@raccord/contract'
import { z } from 'zod'
import { settings } from '../../apps/server/src/config.ts'
import { successors } from '../../apps/server/src/http/previous-widgets/previous-paths.ts'

const what: Readonly<Record<string, string>> = {
  '/widget/add_connection': 'a new connection',
  '/widget/edit_credentials': 'a connection authorised again',
  '/widget/user_input': 'the challenge that waits at a bank',
  '/widget/manage_accounts': 'which accounts are shared, renew, disconnect',
  '/widget/terms': 'the person accepts the current terms, once for all banks',
  '/widget/professional-account': 'which business the accounts belong to',
}

/** `docs/reference/previous-widgets.md`, from the tables that serve them. */
export function previousWidgetsMarkdown(): string {
  const endpoints = Object.entries(successors).map(([path, successor]) => {
    const instead =
      path === '/widget/terms'
        ? 'the consent screen of every journey'
        : path === '/widget/professional-account'
          ? `none; what was said is read at \`GET ${successor.path}\``
          : `\`GET ${successor.path}\``
    return `| \`GET ${path}\` | ${what[path]} | ${instead} |`
  })
  const rows = (Object.entries(parameters) as [string, ParameterRow][]).flatMap(([name, row]) =>
    row.previous.map((previous) => {
      const byDefault = row.byDefault === undefined ? '–' : `\`${String(row.byDefault)}\``
      return `| \`${previous}\` | ${previous === name ? 'same' : `\`${name}\``} | ${row.endpoints.join(', ')} | ${byDefault} | ${row.meaning} |`
    }),
  )
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input' })
  const dates = Object.entries(properties)
    .filter(([name]) => name.startsWith('RACCORD_PREVIOUS_'))
    .map(([name, schema]) => {
      const { description = '', default: byDefault } = typeof schema === 'boolean' ? {} : schema
      return `| \`${name}\` | \`${String(byDefault)}\` | ${description} |`
    })
  const says = (id: keyof typeof migrationRules) => migrationRules[id].says
  return `<!-- Written from the tables: UPDATE_DOCS=1 npm test -- tests/docs -->
# Previous widgets (deprecated)

> Deprecated. Use the [widgets of today](parameters.md). Everything here goes on working until its sunset; every answer says when that is.

A client of the previous widgets points its embed base at Raccord and works. Behind the old addresses is the same journey as behind the
new ones: what differs is written on this page, and nothing else does.

## Addresses

| previous | for | instead |
| --- | --- | --- |
| \`POST /widget_session\` (also \`/widget/widget_session\`) | a session | \`POST /v2.1/widget_session\` |
${endpoints.join('\n')}

\`POST /widget_session\` takes \`access_token\`, \`refresh_token\`, \`client_id\` and \`client_secret\` as JSON or as a form, and answers with \`session_id\`
and \`_links\`: \`add_connection\`, \`edit_credentials\`, \`user_input\`, \`manage_accounts\`, \`terms\`, \`professional_account\`. Each link already holds
\`?session_id=…\`; append \`&name=value\`.

## Parameters

On a link, or on the address of \`POST /widget_session\`, where they hold for every link of that session. **What a link says itself wins**, by
whichever name. A URL that is not registered, or a value that would change what is shared, is refused: 400 at the session's call, a page that
names it on a link.

| previous name | name of today | on | default | meaning |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
| \`channel_definition_id\` | \`expected_account_types\` | add_connection | – | Straight to this channel of its bank, which is then not asked for. |
| \`multiple_channels\` | \`expected_account_types\` | add_connection | \`false\` | \`true\`: REDIRECT first, then the rest by EMBEDDED, without asking whether; it can be left out on its form. |

Names of today are read on these addresses, too, and have their meaning of today: with \`expected_account_types\` a journey goes as the new
widgets go. Where both names of a parameter are given, the new one wins.

## What a person sees

- **A bank with two channels**: two ways. “Connect my current accounts” signs in on the bank’s site (REDIRECT: current accounts and cards).
  “I don’t have a current account” signs in in the widget (EMBEDDED), and reads **all** types of account, current accounts and cards too. A
  bank with one channel asks nothing. \`channel_definition_id\` asks nothing either.
- **Terms**: \`/widget/terms\` shows the current terms: those of the client if it has any ([\`terms\` per
  language](../guide/theming.md#your-own-consent-text)), else ours. Once accepted, journeys on these
  addresses show no consent screen; each connection still gets a consent record, which names the record of the terms. Where they were
  not accepted, or have changed since, the consent screen is shown, as it is wherever \`terms_header\` or \`terms_body\` is given.
- **A professional account**: name, country, registration number (SIREN, SIRET and partita IVA by their check digits), legal form and the
  person’s role. Kept sealed, shown as \`professional_account\` at \`GET /v2.1/users/me\`, erased with the user.

## What comes back

\`redirect_uri\` is opened with \`status=success&result=created|updated|deleted&connection_id=…\` appended, after a final failure with
\`status=error&error=…&step=…\`; from \`terms\` and \`professional-account\` with \`status=success\`. These are the names of today: what the widgets
of that time appended is nowhere public, so a client that compares more than \`status\` and \`connection_id\` should look here. In a frame or
pop-up the same message as today is posted before.

## How the end is told

Every answer of these addresses, errors included, carries

    Deprecation: @1767225600
    Sunset: Fri, 31 Dec 2027 00:00:00 GMT
    Link: <…/docs/migration#endpoint.add_connection>; rel="deprecation"; type="text/html", <…/v2.1/widget/add_connection>; rel="successor-version"

(RFC 9745, RFC 8594, RFC 5829). From the sunset on they answer 410: JSON \`previous_widgets_gone\` to \`POST /widget_session\`, a page in the
person’s language to the others, which says what he can do and what the developers of the client have to.

| setting | default | meaning |
| --- | --- | --- |
${dates.join('\n')}

What a client still uses is counted: [\`GET /v2.1/migration_report\`](api.md) and \`raccord migration report\`. Previous names on new links count,
too, and stand in the [session log](api.md#get-v21widget_sessionsid) with what takes their place.

## Differences that are meant

| rule | |
| --- | --- |
| \`flow.redirect-then-embedded\` | ${says('flow.redirect-then-embedded')} |
| \`flow.terms-screen\` | ${says('flow.terms-screen')} |
| \`flow.consent-every-time\` | ${says('flow.consent-every-time')} |
| \`value.OTHER\` | ${says('value.OTHER')} |

\`tests/previous/differential.test.ts\` sends the same person through an old link and through its translation, and fails on any other
difference.
`
}
