import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { hashOf } from '../bank/secrets.ts'
import { privateFolder } from '../private-folder.ts'

/** Where an authorization server keeps what it issues, by its name for the kind of thing. */
export type TokenStore = (model: string) => Adapter

/** What has to outlive the process: a TPP's permission. Everything else is begun again. */
const DURABLE = new Set(['Grant', 'RefreshToken', 'AccessToken'])
const CAPACITY = 20_000

/**
 * In memory and bounded, keys as hashes: a copy of the file is no token. With a folder, one JSON line a change in a file of
 * this server's own, the last line of a key counts; a change is with the operating system before it is answered.
 */
export async function openTokenStore(name: string, directory: string | undefined): Promise<TokenStore> {
  const path = directory === undefined ? undefined : join(directory, `test-bank-tokens-${name}.jsonl`)
  const entries = new Map<string, AdapterPayload>()
  if (directory !== undefined && path !== undefined) {
    await privateFolder(directory)
    for (const [key, payload] of readLines(await readFile(path, 'utf8').catch(() => ''))) entries.set(key, payload)
    await writeFile(`${path}.new`, [...entries].map(([key, payload]) => line(key, payload)).join(''), { mode: 0o600 })
    await rename(`${path}.new`, path)
  }
  let queue: Promise<void> = Promise.resolve()
  const keep = async (model: string, key: string, payload: AdapterPayload | undefined): Promise<void> => {
    if (payload) entries.set(key, payload)
    else entries.delete(key)
    const oldest = entries.size > CAPACITY ? entries.keys().next().value : undefined
    if (oldest !== undefined) entries.delete(oldest)
    if (path === undefined || !DURABLE.has(model)) return
    const written = queue.then(() => appendFile(path, line(key, payload), { mode: 0o600 }))
    // A failed write is reported to its own caller; the next one starts afresh.
    queue = written.catch(() => {})
    await written
  }
  const find = (key: string, id: string): AdapterPayload | undefined => {
    const payload = entries.get(key)
    return payload && { ...payload, jti: id }
  }
  return (model) => {
    const keyOf = (id: string) => `${model} ${hashOf(id)}`
    return {
      async upsert(id, { jti: _plain, ...payload }, expiresIn) {
        const exp = expiresIn ? { exp: Math.floor(Date.now() / 1000) + expiresIn } : {}
        await keep(model, keyOf(id), { ...exp, ...payload })
      },
      find: async (id) => find(keyOf(id), id),
      findByUserCode: async () => undefined,
      // Only sessions are looked for in this way, and theirs is not durable.
      findByUid: async (uid) => [...entries.values()].find((payload) => payload.uid === uid),
      async consume(id) {
        const known = entries.get(keyOf(id))
        if (known) await keep(model, keyOf(id), { ...known, consumed: Math.floor(Date.now() / 1000) })
      },
      destroy: (id) => keep(model, keyOf(id), undefined),
      async revokeByGrantId(grantId) {
        for (const [key, payload] of [...entries]) {
          if (payload.grantId === grantId) await keep(key.split(' ')[0] ?? '', key, undefined)
        }
      },
    }
  }
}

const line = (key: string, payload: AdapterPayload | undefined): string => `${JSON.stringify([key, payload ?? null])}\n`

function readLines(text: string): Map<string, AdapterPayload> {
  const latest = new Map<string, AdapterPayload>()
  for (const one of text.split('\n')) {
    // A line torn by a crash is the only damage to expect of a file that nobody else writes.
    try {
      const [key, payload] = JSON.parse(one) as [string, AdapterPayload | null]
      if (payload) latest.set(key, payload)
      else latest.delete(key)
    } catch {}
  }
  return latest
}
