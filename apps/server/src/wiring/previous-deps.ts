import type { Config } from '../config.ts'
import type { Bases } from '../http/api/api-deps.ts'
import type { PreviousDeps } from '../http/previous-widgets/previous-deps.ts'
import type { WidgetDeps } from '../http/widget/widget-deps.ts'
import type { Database } from '../store/database.ts'
import { createTermsBook } from '../store/repositories/terms-book.ts'
import type { Vault } from '../store/vault/vault.ts'
import type { ProfessionalAccounts } from '../users/professional-account.ts'

/** Everything the pages of the previous widgets stand on. */
export function createPreviousDeps(parts: {
  readonly config: Pick<Config, 'previousWidgets'>
  readonly database: Database
  readonly vault: Vault
  readonly widget: WidgetDeps
  readonly bases: () => Bases
  readonly professional: ProfessionalAccounts
}): PreviousDeps {
  const { config, database, vault, widget, bases, professional } = parts
  return {
    widget,
    dates: config.previousWidgets,
    apiUrl: () => bases().api,
    terms: createTermsBook(database, vault, () => new URL(bases().embed).origin),
    professional,
  }
}
