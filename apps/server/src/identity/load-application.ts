import { createPrivateKey } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { Secret } from '@raccord/connector-kit'
import type { ApplicationSettings } from './application-settings.ts'

/** The application with its key, as calls need it. */
export interface LoadedApplication {
  readonly applicationId: string
  readonly privateKey: Secret
  readonly url: string | undefined
}

/** A key that can not be used; the message is the whole of it, and holds nothing of the file. */
export class ApplicationKeyError extends Error {
  override readonly name = 'ApplicationKeyError'
}

const setting = 'RACCORD_ENABLE_BANKING_KEY_FILE'

/** @throws ApplicationKeyError */
export function loadApplication({ applicationId, keyFile, url }: ApplicationSettings): LoadedApplication {
  let text: string
  let mode: number
  try {
    text = readFileSync(keyFile, 'utf8')
    mode = statSync(keyFile).mode
  } catch {
    throw new ApplicationKeyError(`${setting}: ${keyFile} cannot be read.`)
  }
  if (process.platform !== 'win32' && (mode & 0o006) !== 0)
    throw new ApplicationKeyError(
      `${setting}: ${keyFile} is no secret, everybody on this machine can read or write it. Close it: chmod 400.`,
    )
  if (!isRsaKey(text))
    throw new ApplicationKeyError(`${setting}: ${keyFile} holds no RSA key of 2048 bits or more, PEM.`)
  return { applicationId, privateKey: new Secret(text), url }
}

function isRsaKey(pem: string): boolean {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
  } catch {
    return false
  }
}
