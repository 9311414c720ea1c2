import type { Actor, ClientDesk, ClientInput, ClientView } from '@raccord/console'
import { type Locale, locales } from '@raccord/contract'
import { renderPage } from '@raccord/widget'
import { fixturesIn } from '@raccord/widget/fixtures'
import type { Client } from '../../clients/client.ts'
import { addClient, problemOf, readDesign, rotateClientSecret } from '../../clients/manage-clients.ts'
import { shownClient, themeUrl } from '../../http/widget/theme-of.ts'
import type { Database, Tx } from '../../store/database.ts'
import { createClientStore } from '../../store/repositories/client-store.ts'
import { type OperatorAction, recordActions } from '../../store/repositories/operator-actions.ts'
import { versionOf } from './version-of.ts'

/** A picture of a page of the widget: its sheets and its pictures, no script, and forms that go nowhere. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

export function clientDesk(database: Database): ClientDesk {
  const clients = createClientStore(database)
  /** One change, with the record of it. */
  const change = <T>(by: Actor, work: (tx: Tx, record: (action: OperatorAction) => Promise<unknown>) => Promise<T>) =>
    database.transaction((tx) =>
      work(tx, (action) => recordActions(tx, 'console', [action], database.clock.now(), by.login)),
    )
  return {
    list: async () => (await clients.list()).map(toView),
    find: async (id) => {
      const found = await clients.find(id)
      return found && toView(found)
    },

    add: (by, id, input) =>
      change(by, async (tx, record) => {
        const store = createClientStore({ kysely: tx })
        const answer = await addClient({ clients: store, clock: database.clock }, { id, ...given(input) })
        if (answer.kind === 'refused') return answer
        await record({ action: 'client.added', subject: id, detail: registered(input) })
        return { kind: 'added', secret: answer.secret.expose() }
      }),

    change: (by, id, input, seen) =>
      change(by, async (tx, record) => {
        // A secret made meanwhile stays.
        await tx.selectFrom('client').select('id').where('id', '=', id).forNoKeyUpdate().execute()
        const store = createClientStore({ kysely: tx })
        const client = await store.find(id)
        if (client === undefined) return { kind: 'refused', reason: 'There is no such client.' }
        if (toView(client).version !== seen) return { kind: 'stale' }
        const { theme, ...registration } = given(input)
        const reason = problemOf({ id, loopbackAllowed: client.loopbackAllowed, ...registration })
        if (reason !== undefined) return { kind: 'refused', reason }
        const design = readDesign({ theme: { ...keptTheme(client), ...theme } })
        if (design.kind === 'refused') return design
        await store.put({ ...client, ...registration, theme: design.theme ?? {} })
        await record({ action: 'client.changed', subject: id, detail: registered(input) })
        return { kind: 'changed' }
      }),

    rotate: (by, id) =>
      change(by, async (tx, record) => {
        await tx.selectFrom('client').select('id').where('id', '=', id).forNoKeyUpdate().execute()
        const secret = await rotateClientSecret(createClientStore({ kysely: tx }), id)
        if (secret === undefined) return undefined
        await record({ action: 'client.secret_rotated', subject: id })
        return secret.expose()
      }),

    async preview(id, language) {
      const client = await clients.find(id)
      if (!client) return undefined
      const locale: Locale = locales.find((known) => known === language) ?? 'en'
      const picture = fixturesIn(locale).find(({ screen }) => screen.kind === 'consent')
      if (!picture) return undefined
      const { poll: _, ...frame } = picture.frame
      const stylesheet = themeUrl(client.theme)
      const html = renderPage(picture.screen, {
        ...frame,
        client: shownClient(client),
        ...(stylesheet === undefined ? {} : { theme: { stylesheet } }),
      })
      return { html: html.replaceAll(/<script [^>]*><\/script>/g, ''), policy }
    },
  }
}

/** What the form does not show stays as it is. */
function keptTheme({ theme }: Client): Client['theme'] {
  const { elements_color: _, font_color: __, paper: ___, radius: ____, ...kept } = theme
  return kept
}

const given = ({ name, redirectUrls, origins, ownLicence, theme }: ClientInput) => ({
  ...{ name: name.trim(), redirectUrls, origins, ownLicence, theme },
})

const registered = ({ name, redirectUrls, origins, ownLicence }: ClientInput) => ({
  ...{ name, redirect_urls: redirectUrls, origins, own_licence: ownLicence },
})

function toView(client: Client): ClientView {
  const { id, name, redirectUrls, origins, ownLicence, theme, secretHashes, createdAt } = client
  return {
    id,
    name,
    redirectUrls,
    origins,
    ownLicence,
    theme: { ...theme },
    liveSecrets: secretHashes.length,
    createdAt,
    version: versionOf([name, redirectUrls, origins, ownLicence, theme]),
  }
}
