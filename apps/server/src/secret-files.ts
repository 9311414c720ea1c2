import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'

const file = (of: string) =>
  z
    .string()
    .optional()
    .describe(
      `A file that holds \`${of}\` instead: Docker secrets, systemd credentials. Refused when everybody can read it.`,
    )

/** Settings that are secrets may lie in files, like the keys of the vault. */
export const secretFileShape = {
  DATABASE_URL_FILE: file('DATABASE_URL'),
  RACCORD_METRICS_TOKEN_FILE: file('RACCORD_METRICS_TOKEN'),
  RACCORD_CONSOLE_OIDC_CLIENT_SECRET_FILE: file('RACCORD_CONSOLE_OIDC_CLIENT_SECRET'),
  RACCORD_QWAC_PASSPHRASE_FILE: file('RACCORD_QWAC_PASSPHRASE'),
  RACCORD_QSEAL_PASSPHRASE_FILE: file('RACCORD_QSEAL_PASSPHRASE'),
}

type Given = Readonly<Record<string, string>>

/** What the settings are with the files read. @returns a sentence where one can't be used; it holds nothing of a file */
export function withSecretFiles(given: Given): Given | string {
  const read: Record<string, string> = { ...given }
  for (const name of Object.keys(secretFileShape)) {
    const path = given[name]
    if (path === undefined) continue
    const of = name.slice(0, -'_FILE'.length)
    if (given[of] !== undefined) return `${of} and ${name} are both set: keep one.`
    try {
      read[of] = readSecretFile(path, name).trim()
    } catch (error) {
      if (error instanceof SecretFileError) return error.message
      throw error
    }
    if (read[of] === '') return `${name}: ${path} is empty.`
  }
  return read
}

/** A secret's file that can't be used; the message is the whole of it, and holds nothing of the file. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError'
}

/**
 * Docker's secrets and systemd's credentials are files of this account or of its group; what everybody can read is no secret.
 * @throws SecretFileError
 */
export function readSecretFile(file: string, setting: string): string {
  let mode: number
  let text: string
  try {
    mode = statSync(file).mode
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new SecretFileError(`${setting}: ${file} can not be read (${code}).`)
  }
  // Modes mean nothing on Windows.
  if (process.platform === 'win32' || (mode & 0o026) === 0) return text
  const who = (mode & 0o006) !== 0 ? 'everybody on this machine can read or write it' : 'its group can write it'
  throw new SecretFileError(
    `${setting}: ${file} is no secret, ${who}. Close it: chmod 400 (as a Docker secret, mode: 0400).`,
  )
}
