import type { Screen } from '@raccord/contract'
import type { PageContext } from '../page-context.ts'
import type { PageView } from '../page-view.ts'
import { accountsPage } from './accounts/page.tsx'
import { agreementsPage } from './agreements/page.tsx'
import { challengePage } from './challenge/page.tsx'
import { channelChoicePage } from './channel-choice/page.tsx'
import { confirmOwnerPage } from './confirm-owner/page.tsx'
import { consentPage } from './consent/page.tsx'
import { credentialsPage } from './credentials/page.tsx'
import { disconnectPage } from './disconnect/page.tsx'
import { donePage } from './done/page.tsx'
import { errorPage } from './error/page.tsx'
import { gonePage } from './gone/page.tsx'
import { leavingPage } from './leaving/page.tsx'
import { managePage } from './manage/page.tsx'
import { notListedPage } from './not-listed/page.tsx'
import { offerPage } from './offer/page.tsx'
import { onPhonePage } from './on-phone/page.tsx'
import { otherLoginPage } from './other-login/page.tsx'
import { phonePage } from './phone/page.tsx'
import { phoneNumberPage } from './phone-number/page.tsx'
import { professionalAccountPage } from './professional-account/page.tsx'
import { providersPage } from './providers/page.tsx'
import { redirectPage } from './redirect/page.tsx'
import { redirectWaitingPage } from './redirect-waiting/page.tsx'
import { returnedPage } from './returned/page.tsx'
import { sameBankPage } from './same-bank/page.tsx'
import { signInPage } from './sign-in/page.tsx'
import { successPage } from './success/page.tsx'
import { syncPage } from './sync/page.tsx'
import { termsPage } from './terms/page.tsx'
import { unboundPage } from './unbound/page.tsx'
import { uploadPage } from './upload/page.tsx'
import { workingPage } from './working/page.tsx'

/** The page of a screen. A screen without one does not compile. */
export function pageOf(screen: Screen, page: PageContext): PageView {
  switch (screen.kind) {
    case 'providers':
      return providersPage(screen, page)
    case 'not_listed':
      return notListedPage(screen, page)
    case 'consent':
      return consentPage(screen, page)
    case 'redirect':
      return redirectPage(screen, page)
    case 'redirect_waiting':
      return redirectWaitingPage(screen, page)
    case 'phone_number':
      return phoneNumberPage(screen, page)
    case 'on_phone':
      return onPhonePage(screen, page)
    case 'phone':
      return phonePage(screen, page)
    case 'credentials':
      return credentialsPage(screen, page)
    case 'challenge':
      return challengePage(screen, page)
    case 'upload':
      return uploadPage(screen, page)
    case 'working':
      return workingPage(screen, page)
    case 'same_bank':
      return sameBankPage(screen, page)
    case 'other_login':
      return otherLoginPage(screen, page)
    case 'offer':
      return offerPage(screen, page)
    case 'accounts':
      return accountsPage(screen, page)
    case 'sync':
      return syncPage(screen, page)
    case 'success':
      return successPage(screen, page)
    case 'error':
      return errorPage(screen, page)
    case 'confirm_owner':
      return confirmOwnerPage(screen, page)
    case 'unbound':
      return unboundPage(screen, page)
    case 'returned':
      return returnedPage(screen, page)
    case 'manage':
      return managePage(screen, page)
    case 'agreements':
      return agreementsPage(screen, page)
    case 'sign_in':
      return signInPage(screen, page)
    case 'disconnect':
      return disconnectPage(screen, page)
    case 'done':
      return donePage(screen, page)
    case 'leaving':
      return leavingPage(screen, page)
    case 'channel_choice':
      return channelChoicePage(screen, page)
    case 'terms':
      return termsPage(screen, page)
    case 'professional_account':
      return professionalAccountPage(screen, page)
    case 'gone':
      return gonePage(screen, page)
  }
}
