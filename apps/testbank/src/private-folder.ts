import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder for what the bank keeps, closed to other accounts with all that an older release left in it. */
export async function privateFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await chmod(directory, 0o700)
    for (const name of await readdir(directory))
      if (name.startsWith('test-bank-')) await chmod(join(directory, name), 0o600)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new Error(`RACCORD_TESTBANK_DATA: ${directory} can't be written to, or not be closed to others (${code}).`)
  }
}
