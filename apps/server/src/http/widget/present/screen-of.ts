import type { CredentialField } from '@raccord/connector-kit'
import type { ProviderTile, Screen, UploadScreen } from '@raccord/contract'
import type { ConsentView } from '../../../consent/consent-history.ts'
import { inOffer } from '../../../journey/act.ts'
import { lockWarningFrom } from '../../../journey/bank-tries.ts'
import { isSlow } from '../../../journey/call-bank.ts'
import type { ConnectionSummary, ManagedConnection } from '../../../journey/connection-views.ts'
import { channelOf, type View } from '../../../journey/look.ts'
import { triesLeft } from '../../../journey/phone-tries.ts'
import type { Journey, Leg } from '../../../journey/ports.ts'
import type { JourneyUploads } from '../../../journey/uploads.ts'
import type { Catalogue } from '../../../providers/catalogue.ts'
import type { PageSetting } from '../visit/page-setting.ts'
import { agreementsScreen } from './agreements-screen.ts'
import { challengeView } from './challenge-view.ts'
import { consentScreen } from './consent-screen.ts'
import { errorScreen } from './error-screen.ts'
import { formFields } from './form-fields.ts'
import { grantedScreen } from './granted-screen.ts'
import { handover } from './handover.ts'
import { manageScreen } from './manage-screen.ts'
import { offeredUpload, providersScreen, tileOf } from './provider-tiles.ts'
import { offerScreen, syncScreen } from './reading-screens.ts'
import { leavingScreen, successScreen } from './success-screen.ts'
import { uploadScreen } from './upload-screen.ts'
import { waitingScreen } from './waiting-screen.ts'

export interface PresentDeps {
  readonly catalogue: Catalogue
  readonly leg: (id: number) => Promise<Leg | undefined>
  readonly connection: (id: number) => Promise<ConnectionSummary>
  /** What the person agreed to for this connection. */
  readonly agreements: (userId: number, connectionId: number) => Promise<ConsentView[]>
  readonly managed: (userId: number, id: number) => Promise<ManagedConnection>
  readonly search: (tiles: readonly ProviderTile[], query: string) => readonly ProviderTile[]
  readonly departUrl: (leg: Leg, newTab: boolean) => string
  /** What the QR code of the redirect screen says: a new single-use ticket each time. */
  readonly phoneUrl: (journey: Journey) => string
  readonly uploads: Pick<JourneyUploads, 'list' | 'accounts'>
  readonly now: () => Date
}

/** The page of a step, as data. An unbound browser is never given here what is personal: see unbound-screen.ts. */
export async function screenOf(deps: PresentDeps, view: View, setting: PageSetting): Promise<Screen> {
  const { step, state, journey } = view
  const found = state.providerId === undefined ? undefined : deps.catalogue.find(state.providerId)
  if (step.kind === 'providers')
    return setting.notListed
      ? notListedScreen(deps, setting)
      : {
          ...providersScreen(deps, journey.parameters, setting),
          ...(state.earlier.length > 0 ? { canFinish: true } : {}),
        }
  if (step.kind === 'not_listed') return notListedScreen(deps, setting)
  if (step.kind === 'cancelled') return leavingScreen(view, setting)
  if (step.kind === 'error') return errorScreen(view, setting, step, found)
  if (!found) return errorScreen(view, setting, { kind: 'error', error: 'unexpected' }, undefined)
  const provider = tileOf(found, setting.locale)
  switch (step.kind) {
    case 'channel_choice': {
      const choices = step.choices.map(({ definitionId, mode, accountTypes }) => ({ definitionId, mode, accountTypes }))
      return { kind: 'channel_choice', provider, choices }
    }
    case 'consent':
      return consentScreen(deps, view, provider, setting)
    case 'calling':
      return { kind: 'working', provider, ...(isSlow(step.leg.call, deps.now()) ? { slow: true } : {}) }
    case 'start_leg':
    case 'resume_return':
    case 'compare':
    case 'finish':
      return { kind: 'working', provider }
    case 'upload':
      return uploadScreen(provider, {
        files: await deps.uploads.list(journey),
        ...refusedUpload(view, setting),
        known: await deps.uploads.accounts(journey),
      })
    case 'importing':
      return { kind: 'working', provider, files: true }
    case 'credentials': {
      const fields = deps.catalogue.channel(step.channel.definitionId)?.fields ?? []
      return {
        kind: 'credentials',
        provider,
        fields: formFields(fields, setting.locale, await typedBefore(deps, view, fields)),
        accountTypes: step.channel.reads,
        canSkip: inOffer(view),
        ...(step.refused ? { error: 'wrong_credentials' as const } : {}),
        ...(step.refused && state.wrongCredentials >= lockWarningFrom ? { mayLock: true } : {}),
      }
    }
    case 'phone_number':
      return {
        kind: 'phone_number',
        provider,
        triesLeft: triesLeft(state),
        ...(step.phone.mistyped ? { error: 'wrong' as const } : {}),
      }
    case 'on_phone':
      return setting.isPhone ? legScreen(deps, view, setting, provider, step) : { kind: 'on_phone', provider }
    case 'depart':
      // Its new tab is on the way: this page waits for what becomes of it.
      if (state.goes === 'tab' && setting.framed) return { kind: 'redirect_waiting', provider, tab: true }
      return legScreen(deps, view, setting, provider, step)
    case 'form':
    case 'challenge':
    case 'wait':
      return legScreen(deps, view, setting, provider, step)
    case 'at_bank':
    case 'confirm_owner':
      return waitingScreen(view, provider, step)
    case 'same_bank':
    case 'other_login':
      return grantedScreen(deps, view, provider, step)
    case 'adopt':
      return screenOf(deps, { ...view, step: step.before }, setting)
    case 'offer':
      return offerScreen(deps, view, provider)
    case 'accounts': {
      const summary = await deps.connection(state.connectionId ?? 0)
      return {
        kind: 'accounts',
        provider,
        accounts: summary.accounts.map((row) => ({ ...row, selected: true })),
        unsupported: summary.unsupported,
      }
    }
    case 'listing':
    case 'sync':
      return syncScreen(view, provider, step)
    case 'manage':
      return manageScreen(deps, view, provider)
    case 'agreements':
      return agreementsScreen(deps, view, provider)
    case 'disconnect': {
      const { accounts, transactions } = await deps.managed(journey.userId, state.connectionId ?? 0)
      return { kind: 'disconnect', provider, accounts: accounts.length, transactions }
    }
    case 'success':
      return successScreen(view, setting, provider, await deps.connection(state.connectionId ?? 0))
  }
}

function notListedScreen({ catalogue }: PresentDeps, { locale }: PageSetting): Screen {
  return { kind: 'not_listed', ...offeredUpload(catalogue, locale) }
}

/** Too large to be read is said by the address, the rest by the journey. */
function refusedUpload({ state }: View, { said }: PageSetting): Pick<UploadScreen, 'error'> {
  const error = said === 'too_large' || said === 'too_many' || said === 'busy' ? said : state.filesRefused
  return error === undefined ? {} : { error }
}

/** What a bank has refused stays in the form to be corrected: the login, never what is secret. */
async function typedBefore(
  deps: PresentDeps,
  { state }: View,
  fields: readonly CredentialField[],
): Promise<{ readonly [id: string]: string }> {
  const { failure, refusedCredentials } = state
  const given =
    refusedCredentials && failure?.leg !== undefined ? (await deps.leg(failure.leg))?.credentials : undefined
  const open = fields.filter(({ secret, type }) => !secret && type !== 'password')
  return Object.fromEntries(open.flatMap(({ id }) => (given?.[id] ? [[id, given[id].expose()]] : [])))
}

type LegStep = Extract<View['step'], { kind: 'depart' | 'on_phone' | 'form' | 'challenge' | 'wait' }>

async function legScreen(
  deps: PresentDeps,
  view: View,
  setting: PageSetting,
  provider: ProviderTile,
  step: LegStep,
): Promise<Screen> {
  const leg = await deps.leg(step.leg.id)
  const shown = leg?.shown
  const expiry =
    step.leg.expiresAt === undefined
      ? {}
      : { expiresInSeconds: Math.max(0, Math.ceil((step.leg.expiresAt - deps.now().getTime()) / 1000)) }
  const said = setting.said === 'not_yet' || setting.said === 'sent_again' ? { said: setting.said } : {}
  if (leg && shown?.kind === 'redirect') {
    return {
      kind: 'redirect',
      provider,
      // The phone's way back ends on a page of its own, like that of another tab.
      departUrl: deps.departUrl(leg, setting.framed || step.kind === 'on_phone' || view.state.goes === 'tab'),
      bankHost: new URL(shown.url).host,
      newTab: setting.framed,
      leg: { number: shown.leg?.number ?? 1, of: shown.leg?.of ?? 1 },
      ...(view.state.goes === undefined ? {} : { go: true }),
      ...(step.kind === 'depart' && view.state.goes === undefined ? handover(deps, view, step.leg) : {}),
    }
  }
  if (shown?.kind === 'form')
    return {
      kind: 'credentials',
      provider,
      fields: formFields(shown.fields, setting.locale),
      accountTypes: channelOf(view, step.leg)?.reads ?? [],
      canSkip: inOffer(view),
    }
  if (shown?.kind === 'challenge') {
    return {
      kind: 'challenge',
      provider,
      challenge: challengeView(shown.challenge),
      canSkip: inOffer(view),
      ...(step.leg.refused ? { error: 'wrong_otp' as const } : said),
      ...expiry,
    }
  }
  if (shown?.kind === 'wait') {
    return {
      kind: 'challenge',
      provider,
      challenge: {
        kind: 'approve',
        ...(shown.message ? { message: shown.message } : {}),
        ...(shown.canResend ? { canResend: true } : {}),
      },
      canSkip: inOffer(view),
      ...said,
      ...expiry,
    }
  }
  return { kind: 'working', provider }
}
