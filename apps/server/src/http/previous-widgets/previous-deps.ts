import type { TermsBook } from '../../consent/terms.ts'
import type { ProfessionalAccounts } from '../../users/professional-account.ts'
import type { WidgetDeps } from '../widget/widget-deps.ts'
import type { PreviousDates } from './previous-dates.ts'

/** Everything the pages of the previous widgets need; wired in wiring/previous-deps.ts. */
export interface PreviousDeps {
  readonly widget: WidgetDeps
  readonly dates: PreviousDates
  readonly apiUrl: () => string
  readonly terms: TermsBook
  readonly professional: ProfessionalAccounts
}
