import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { getJson, reason } from '../check/http-json.ts'
import { baseOf } from '../check/server.ts'
import { clientToken } from '../check/temporary-user.ts'
import { urlText } from '../report/url-text.ts'
import { channelModesOf, type ListedProvider } from '../url/expected-types.ts'
import { translateUrl } from '../url/translate-url.ts'
import type { ChannelMode, ChannelModes } from '../url/translation.ts'
import { secretOf } from './secret.ts'
import type { Streams } from './streams.ts'
import { UsageError } from './usage.ts'

const text = { type: 'string' } as const

/** `url <link>`. Answers with the exit code. */
export async function urlCommand(args: readonly string[], streams: Streams): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      catalogue: text,
      server: text,
      'auth-url': text,
      client: text,
      'secret-env': text,
      'token-env': text,
      json: { type: 'boolean' },
    },
  })
  const [link, ...more] = positionals
  if (link === undefined || more.length > 0) throw new UsageError('url takes one link, in quotes')
  const channelModes = await modesOf(values, streams)
  const translation = translateUrl(link, channelModes ? { channelModes } : {})
  streams.out(values.json ? JSON.stringify({ version: 1, ...translation }, null, 2) : urlText(translation))
  return translation.conflicts.length + translation.problems.length === 0 ? 0 : 1
}

interface CatalogueOptions {
  readonly catalogue?: string | undefined
  readonly server?: string | undefined
  readonly 'auth-url'?: string | undefined
  readonly client?: string | undefined
  readonly 'secret-env'?: string | undefined
  readonly 'token-env'?: string | undefined
}

async function modesOf(values: CatalogueOptions, streams: Streams): Promise<ChannelModes | undefined> {
  if (values.catalogue !== undefined) {
    const found = providersIn(JSON.parse(await readFile(values.catalogue, 'utf8')))
    if (!found) throw new UsageError(`${values.catalogue} holds no providers`)
    return channelModesOf(found)
  }
  if (values.server === undefined) return undefined
  const api = baseOf(values.server)
  const answer = await getJson(`${api}/v2.1/providers`, await tokenOf(api, values, streams))
  const found = providersIn(answer.json)
  if (answer.status !== 200 || !found) throw new UsageError(`GET /v2.1/providers: ${reason(answer)}`)
  return channelModesOf(found)
}

async function tokenOf(api: string, values: CatalogueOptions, streams: Streams): Promise<string> {
  if (values['token-env'] !== undefined) return secretOf({ name: values['token-env'], what: 'the token' }, streams)
  if (values.client === undefined) throw new UsageError('--server needs --client and --secret-env, or --token-env')
  const secret = await secretOf({ name: values['secret-env'], what: '--secret-env' }, streams)
  const auth = baseOf(values['auth-url'] ?? api)
  const { token, line } = await clientToken({ api, auth, embed: api, clientId: values.client, secret })
  if (token === undefined) throw new UsageError(line.what)
  return token
}

/** What `GET /v2.1/providers` answers, or an operator's own catalogue file. */
function providersIn(json: unknown): ListedProvider[] | undefined {
  const list = Array.isArray(json) ? json : (json as { providers?: unknown } | null)?.providers
  if (!Array.isArray(list)) return undefined
  return list.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return []
    const { id, channel_definitions: listed, channels } = item as Record<string, unknown>
    if (typeof id !== 'string' && typeof id !== 'number') return []
    const modes = [listed, channels].flat().flatMap((channel) => modeOf(channel))
    return [{ id, channel_definitions: modes.map((mode) => ({ mode })) }]
  })
}

function modeOf(channel: unknown): ChannelMode[] {
  const mode =
    typeof channel === 'object' && channel !== null ? (channel as Record<string, unknown>)['mode'] : undefined
  return mode === 'REDIRECT' || mode === 'EMBEDDED' ? [mode] : []
}
