import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { locales } from '@raccord/contract'
import { z } from 'zod'
import type { Client, ClientStore } from '../clients/client.ts'
import type { LogoStore } from '../clients/client-logo.ts'
import { putClient } from '../clients/put-client.ts'
import type { Clock } from '../clock.ts'
import { ConfigError } from '../config.ts'

const texts = z.array(z.string()).default([])
const clientsFile = z.strictObject({
  clients: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      redirect_urls: texts,
      origins: texts,
      own_licence: z.boolean().default(false),
      /** Text of the consent screen per language, and of `/widget/terms` of the previous widgets. */
      terms: z.partialRecord(z.enum(locales), z.string().min(1)).default({}),
      /** Path of the image, from the file's own folder. */
      logo: z.string().optional(),
      theme: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
      pinned: z.record(z.string(), z.string()).default({}),
    }),
  ),
})

/**
 * `RACCORD_CLIENTS_FILE`: the clients it names are kept as it says, at every start; others stay as they are. It holds no
 * secret, so it may lie in a repository.
 *
 * @throws ConfigError a sentence that names the client and what is wrong with it
 */
export async function applyClientsFile(
  deps: {
    readonly clients: ClientStore & LogoStore
    readonly clock: Clock
    /** Told of each client, as it was before and as it is now. */
    readonly changed?: (id: string, before: Client | undefined, after: Client | undefined) => Promise<void>
  },
  path: string,
): Promise<void> {
  const wrong = (what: string) => new ConfigError(`RACCORD_CLIENTS_FILE: ${what}`)
  const text = await readFile(path, 'utf8').catch(() => {
    throw wrong(`${path} can't be read.`)
  })
  const parsed = clientsFile.safeParse(parseJson(text))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw wrong(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`)
  }
  for (const { redirect_urls, own_licence, logo, ...rest } of parsed.data.clients) {
    const image =
      logo === undefined
        ? undefined
        : await readFile(resolve(dirname(path), logo)).catch(() => {
            throw wrong(`${rest.id}: the logo ${logo} can't be read.`)
          })
    const known = deps.changed && (await deps.clients.find(rest.id))
    const problem = await putClient(deps, {
      ...rest,
      redirectUrls: redirect_urls,
      ownLicence: own_licence,
      ...(image === undefined ? {} : { logo: image }),
    })
    if (problem !== undefined) throw wrong(`${rest.id}: ${problem}`)
    await deps.changed?.(rest.id, known, await deps.clients.find(rest.id))
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
