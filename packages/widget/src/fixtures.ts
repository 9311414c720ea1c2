import { isStatementUpload, type Locale, locales, type Screen, statementUpload } from '@raccord/contract'
import { type Case, type Fixture, usualFrame } from './fixture.ts'
import { accountsCases } from './pages/accounts/fixtures.ts'
import { agreementsCases } from './pages/agreements/fixtures.ts'
import { challengeCases } from './pages/challenge/fixtures.ts'
import { channelChoiceCases } from './pages/channel-choice/fixtures.ts'
import { confirmOwnerCases } from './pages/confirm-owner/fixtures.ts'
import { consentCases } from './pages/consent/fixtures.ts'
import { credentialsCases } from './pages/credentials/fixtures.ts'
import { disconnectCases } from './pages/disconnect/fixtures.ts'
import { doneCases } from './pages/done/fixtures.ts'
import { errorCases } from './pages/error/fixtures.ts'
import { goneCases } from './pages/gone/fixtures.ts'
import { leavingCases } from './pages/leaving/fixtures.ts'
import { manageCases } from './pages/manage/fixtures.ts'
import { notListedCases } from './pages/not-listed/fixtures.ts'
import { offerCases } from './pages/offer/fixtures.ts'
import { onPhoneCases } from './pages/on-phone/fixtures.ts'
import { otherLoginCases } from './pages/other-login/fixtures.ts'
import { phoneCases } from './pages/phone/fixtures.ts'
import { phoneNumberCases } from './pages/phone-number/fixtures.ts'
import { professionalAccountCases } from './pages/professional-account/fixtures.ts'
import { providersCases } from './pages/providers/fixtures.ts'
import { redirectCases } from './pages/redirect/fixtures.ts'
import { redirectWaitingCases } from './pages/redirect-waiting/fixtures.ts'
import { returnedCases } from './pages/returned/fixtures.ts'
import { sameBankCases } from './pages/same-bank/fixtures.ts'
import { signInCases } from './pages/sign-in/fixtures.ts'
import { successCases } from './pages/success/fixtures.ts'
import { syncCases } from './pages/sync/fixtures.ts'
import { termsCases } from './pages/terms/fixtures.ts'
import { unboundCases } from './pages/unbound/fixtures.ts'
import { uploadCases } from './pages/upload/fixtures.ts'
import { workingCases } from './pages/working/fixtures.ts'

export type { Fixture } from './fixture.ts'

/** In the order a person meets them. */
const cases: readonly Case[] = [
  providersCases,
  notListedCases,
  consentCases,
  redirectCases,
  redirectWaitingCases,
  phoneNumberCases,
  onPhoneCases,
  phoneCases,
  credentialsCases,
  challengeCases,
  uploadCases,
  workingCases,
  sameBankCases,
  otherLoginCases,
  offerCases,
  accountsCases,
  syncCases,
  successCases,
  errorCases,
  confirmOwnerCases,
  unboundCases,
  returnedCases,
  leavingCases,
  manageCases,
  agreementsCases,
  disconnectCases,
  doneCases,
  signInCases,
  channelChoiceCases,
  termsCases,
  professionalAccountCases,
  goneCases,
].flat()

/** Every fixture in one language. */
export function fixturesIn(locale: Locale): Fixture[] {
  return cases.map(({ name, screen, frame }) => ({
    name,
    screen: named(screen, locale),
    frame: { ...usualFrame(locale), ...frame },
  }))
}

/** Banks are called the same everywhere; what stands for one where files are uploaded is not. */
function named(screen: Screen, locale: Locale): Screen {
  const name = statementUpload.names[locale]
  if ('upload' in screen && screen.upload) return { ...screen, upload: name }
  if (!('provider' in screen && screen.provider && isStatementUpload(screen.provider))) return screen
  return { ...screen, provider: { ...screen.provider, name } } as Screen
}

/** Every fixture in every language. */
export const fixtures: readonly Fixture[] = locales.flatMap(fixturesIn)
