import { createPrivateKey } from 'node:crypto'
import { Secret } from '@raccord/connector-kit'
import { readSecretFile, SecretFileError } from '../secret-files.ts'
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
  const text = readKey(keyFile)
  if (!isRsaKey(text))
    throw new ApplicationKeyError(`${setting}: ${keyFile} holds no RSA key of 2048 bits or more, PEM.`)
  return { applicationId, privateKey: new Secret(text), url }
}

function readKey(file: string): string {
  try {
    return readSecretFile(file, setting)
  } catch (error) {
    throw error instanceof SecretFileError ? new ApplicationKeyError(error.message) : error
  }
}

function isRsaKey(pem: string): boolean {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
  } catch {
    return false
  }
}
