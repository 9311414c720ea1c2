import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { parseProviders } from '@raccord/catalogue'
import { z } from 'zod'
import { type CliDeps, CliError } from './cli-deps.ts'

const shape = z.looseObject({ brands: z.record(z.string(), z.unknown()).optional() })
export type BanksFile = z.infer<typeof shape>

/** The operator's file of banks: `--file`, else that of the settings. @throws CliError */
export function banksFileOf(deps: CliDeps, file: string | undefined): string {
  const named = file ?? deps.config.providersFile
  if (named === undefined)
    throw new CliError('No file of banks: set RACCORD_PROVIDERS_FILE, or name one with --file. It is made if need be.')
  return named
}

/** @returns what is in it; nothing yet where there is none. @throws CliError */
export async function readBanksFile(file: string): Promise<BanksFile> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new CliError(`${file}: cannot be read`)
  }
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    throw new CliError(`${file}: not a JSON file of banks; nothing was changed`)
  }
}

/**
 * Puts the file in the place of the old one, whole or not at all, after the check that the server makes at its start. A new one
 * is for its owner only: it may hold client secrets. @throws CatalogueError
 */
export async function writeBanksFile(deps: CliDeps, file: string, content: BanksFile): Promise<void> {
  const text = `${JSON.stringify(content, undefined, 2)}\n`
  parseProviders(text, file, deps.protocols)
  const mode = (await stat(file).catch(() => undefined))?.mode ?? 0o600
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(beside, text, { flag: 'wx', mode: mode & 0o777 })
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new CliError(`${file}: cannot be written (${code})`)
  }
}
