import type { CredentialField } from '@raccord/connector-kit'
import { accountTypes, paymentAccountTypes } from '@raccord/contract'
import type { Provider, ProviderChannel } from './provider.ts'
import { fintsChannel } from './sandbox-fints-provider.ts'
import { enableBankingChannel, openBankingUkChannel, stetChannel } from './sandbox-oauth-providers.ts'

const fields: readonly CredentialField[] = [
  {
    id: 'login',
    label: { en: 'Login', fr: 'Identifiant', it: 'Codice utente', es: 'Usuario', de: 'Anmeldename' },
    type: 'text',
    secret: false,
    required: true,
    maxLength: 64,
    autocomplete: 'username',
  },
  {
    id: 'password',
    label: { en: 'Password', fr: 'Mot de passe', it: 'Password', es: 'Contraseña', de: 'Passwort' },
    type: 'password',
    secret: true,
    required: true,
    maxLength: 64,
    autocomplete: 'current-password',
  },
  {
    id: 'configuration_url',
    label: {
      en: 'Address of a configuration file',
      fr: 'Adresse d’un fichier de configuration',
      it: 'Indirizzo di un file di configurazione',
      es: 'Dirección de un archivo de configuración',
      de: 'Adresse einer Konfigurationsdatei',
    },
    help: {
      en: 'Leave empty for the accounts of the sandbox.',
      fr: 'Laissez vide pour utiliser les comptes d’essai.',
      it: 'Lasci vuoto per usare i conti di prova.',
      es: 'Déjelo vacío para usar las cuentas de prueba.',
      de: 'Leer lassen, um die Testkonten zu verwenden.',
    },
    type: 'url',
    secret: false,
    required: false,
    maxLength: 2000,
    pattern: 'https?://.+',
    autocomplete: 'off',
  },
]

/**
 * The banks of a sandbox: one test bank under several names, each with other ways of proving who one is. Their ids are fixed for
 * ever (WIRE §3) and none of them exists in production.
 *
 * @param testBankUrl where the test bank is reached, by this server and by the browser alike.
 * @param sealed sign every request, as a test bank that asks for certificates wants it.
 */
export function sandboxProviders(testBankUrl: string, sealed = false): Provider[] {
  const base = testBankUrl.replace(/\/+$/, '')
  const hosts = [new URL(base).host]
  // Its files may reach back any number of years.
  const shared = { maxHistoryDays: 36_500, stableEntryReference: true, ...(sealed ? { signature: {} } : {}) }

  const redirect = (path: string, options: object = {}): ProviderChannel => ({
    mode: 'REDIRECT',
    accountTypes: paymentAccountTypes,
    protocol: 'berlin-group',
    options: { ...shared, baseUrl: `${base}${path}`, consentModels: ['bank-offered', 'global'], ...options },
    hosts,
    fields: [],
    consentDays: 180,
    frequencyPerDay: 4,
  })
  const embedded = (path: string): ProviderChannel => ({
    mode: 'EMBEDDED',
    accountTypes,
    protocol: 'berlin-group',
    options: {
      ...shared,
      baseUrl: `${base}${path}`,
      consentModels: ['global'],
      ownIpAddress: '127.0.0.1',
      credentials: { login: 'psuId', password: 'password', configuration_url: 'psuCorporateId' },
    },
    hosts,
    fields,
    consentDays: 180,
    frequencyPerDay: 4,
  })
  const provider = (id: string, name: string, popularity: number, channels: readonly ProviderChannel[]): Provider => ({
    id,
    name,
    aliases: ['Test', 'Sandbox', 'Demo'],
    countries: ['FR', 'IT', 'GB'],
    website: base,
    popularity,
    // One customer's file may drop connections; the bank goes on for the others.
    limits: { failuresToPause: 50 },
    channels,
  })

  const oauth = { kind: 'integrated', clientId: 'raccord-sandbox' }
  return [
    provider('100', 'Raccord Test Bank', 100, [redirect('/berlin-group'), embedded('/berlin-group')]),
    provider('101', 'Raccord Test Bank Direct', 90, [redirect('/berlin-group-redirect')]),
    provider('102', 'Raccord Test Bank Classic', 80, [embedded('/berlin-group-embedded')]),
    provider('103', 'Raccord Test Bank OAuth', 70, [redirect('/berlin-group-oauth', { oauth })]),
    provider('104', 'Raccord Test Bank STET', 60, [stetChannel(base, sealed)]),
    provider('105', 'Raccord Test Bank UK', 50, [openBankingUkChannel(base, '3.1')]),
    provider('106', 'Raccord Test Bank UK FAPI', 40, [openBankingUkChannel(base, '4.0')]),
    // As at the banks behind CBI Globe: one consent to list the accounts, another to read them, two trips to the bank.
    provider('107', 'Raccord Test Bank Two Steps', 30, [
      redirect('/berlin-group-redirect', { consentModels: ['list-only'], cardAccounts: false }),
    ]),
    provider('109', 'Raccord Test Bank via Enable Banking', 20, [enableBankingChannel(base)]),
    provider('110', 'Raccord Test Bank FinTS', 20, [fintsChannel(base, fields.slice(0, 2))]),
  ]
}
