import { Registry } from 'prom-client'
import { systemClock } from '../../../clock.ts'
import type { ApiDeps } from '../api-deps.ts'

const unused = (): never => {
  throw new Error('Not for calls: these dependencies only let the API be described.')
}

/** Enough to register the API and read its document, without a database. */
export function documentedDeps(): ApiDeps {
  return {
    clock: systemClock,
    bases: unused,
    clients: { find: unused, list: unused, add: unused, put: unused, setSecretHashes: unused },
    tokens: { find: unused, add: unused, spend: unused, deleteExpired: unused },
    codes: { add: unused, spend: unused },
    users: { find: unused, findByEmail: unused, add: unused, setProfile: unused },
    passwords: { hash: unused, verify: unused },
    counters: { add: unused, read: unused, giveBack: unused, forget: unused, put: unused },
    lifetimes: { accessSeconds: 1, refreshSeconds: 1 },
    bankDomains: { tell: unused },
    faceSessions: { add: unused, giveCode: unused, useCode: unused, find: unused, list: unused, remove: unused },
    consents: { list: unused },
    erasures: { find: unused, list: unused },
    personData: { entries: unused, hiddenAccounts: unused },
    signingKeys: { signer: unused, published: unused },
    faceTokens: {
      add: unused,
      list: unused,
      remove: unused,
      findBySecret: unused,
      findApplication: unused,
      claim: unused,
      noteUse: unused,
      forgetUnclaimed: unused,
    },
    readModel: {
      connections: unused,
      accounts: unused,
      transactions: unused,
      transaction: unused,
      entries: unused,
      entrySums: unused,
      changes: unused,
      setAutoSync: unused,
      journey: unused,
      bankOutcomes: unused,
    },
    catalogue: { all: unused, find: unused },
    sessionMinutes: 1,
    deprecated: { record: unused },
    professional: { find: unused },
    previousWidgets: { deprecatedSince: new Date(0), sunset: new Date(0) },
    createWidgetSession: unused,
    deprecatedUses: { list: unused },
    quietDays: 1,
    sessionLog: unused,
    removals: { user: unused, connection: unused, account: unused },
    files: { create: unused, upload: unused },
    requestSync: unused,
    notifications: {
      queues: { create: unused, remove: unused, read: unused },
      watch: { wait: unused, stopped: false, stop: () => {} },
      webhooks: { list: unused, create: unused, remove: unused, rotate: unused, secrets: unused },
      replay: unused,
      targetProblem: unused,
    },
    isReady: unused,
    metrics: { registry: new Registry() },
    version: '0.0.0',
  }
}
