import { appendConsent } from '../../consent/append-consent.ts'
import type { TermsBook } from '../../consent/terms.ts'
import type { Database } from '../database.ts'
import type { HeadKeys } from './consent-heads.ts'
import { consentStore } from './consent-store.ts'

/** Acceptances of terms, among the consent records. @param origin where the pages are served */
export function createTermsBook(database: Database, keys: HeadKeys, origin: () => string): TermsBook {
  return {
    async newest(clientId, userId) {
      const row = await database.kysely
        .selectFrom('consent_record')
        .select(['id', 'shown', 'at'])
        .where('user_id', '=', userId)
        .where('client_id', '=', clientId)
        .where('action', '=', 'terms_accepted')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      // Our own writing, below.
      return row && { recordId: row.id, version: (row.shown as { textVersion: string }).textVersion, at: row.at }
    },

    accept: ({ clientId, userId, locale, terms }, at) =>
      database.transaction((tx) =>
        appendConsent(consentStore(tx, keys), {
          clientId,
          userId,
          providerId: '',
          definitionIds: [],
          action: 'terms_accepted',
          locale,
          shown: { textVersion: terms.version, body: terms.own },
          scope: {},
          at,
          origin: origin(),
        }),
      ),
  }
}
