import { channelActions, type NotificationRow, notifications } from '@raccord/contract'

/** `docs/reference/notifications.md`, from the table of notifications. */
export function notificationsMarkdown(): string {
  const rows = (Object.entries(notifications) as [string, NotificationRow][]).map(
    ([type, { resource, event, when, fields }]) =>
      `| \`${type}\` | \`${resource}\` | \`${event}\` | ${when} | ${fields.map((field) => `\`${field}\``).join(', ') || '–'} |`,
  )
  const actions = Object.entries(channelActions).map(([reason, endpoint]) => `| \`${reason}\` | \`${endpoint}\` |`)
  return `# Notifications

What a client's server is told, by [webhook or queue](../guide/webhooks.md). Written from the table in \`packages/contract/src/notifications.ts\`; a test keeps this page equal to
it. All have \`id, type, event_type, resource_type, creation_date, resource\`. More types and fields may be added.

| type | resource_type | event_type | when | carries |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## Action

\`action{reason, endpoint}\` is there where only the person can help. \`reason\` is the status of the channel, or \`CONSENT_ENDING\`.

| reason | endpoint |
| --- | --- |
${actions.join('\n')}
`
}
