import type { Database } from '../store/database.ts'
import { createBankDomains } from '../store/repositories/bank-domains.ts'
import { createConsentHistory } from '../store/repositories/consent-history.ts'
import { createErasureReports } from '../store/repositories/erasures.ts'
import { createFaceSessionStore } from '../store/repositories/face-session-store.ts'
import { createFaceTokenStore } from '../store/repositories/face-token-store.ts'
import { createPersonData } from '../store/repositories/person-data.ts'
import { createSessionLog } from '../store/repositories/session-log.ts'
import { createSignInCodeStore } from '../store/repositories/sign-in-code-store.ts'
import { createSigningKeys } from '../store/repositories/signing-keys.ts'
import { createTokenStore } from '../store/repositories/token-store.ts'
import { createUserStore } from '../store/repositories/user-store.ts'
import { createWidgetSessionWriter } from '../store/repositories/widget-session-writer.ts'
import type { Vault } from '../store/vault/vault.ts'

/** What the API reads and writes that needs no more than the database. */
export function apiStores(database: Database, vault: Vault) {
  return {
    tokens: createTokenStore(database),
    codes: createSignInCodeStore(database),
    users: createUserStore(database),
    faceSessions: createFaceSessionStore(database),
    faceTokens: createFaceTokenStore(database),
    bankDomains: createBankDomains(database),
    consents: createConsentHistory(database),
    erasures: createErasureReports(database),
    personData: createPersonData(database),
    signingKeys: createSigningKeys(database, vault),
    createWidgetSession: createWidgetSessionWriter(database),
    sessionLog: createSessionLog(database),
  }
}
