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
      if ((statSync(path).mode & 0o004) !== 0) return `${name}: ${path} can be read by everybody: chmod o-r.`
      read[of] = readFileSync(path, 'utf8').trim()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
      return `${name}: ${path} can not be read (${code}).`
    }
    if (read[of] === '') return `${name}: ${path} is empty.`
  }
  return read
}
