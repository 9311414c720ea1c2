import type { CredentialField } from '@raccord/connector-kit'
import { accountTypes } from '@raccord/contract'
import type { Provider } from '../provider.ts'
import type { FintsEndpoint } from './endpoints.ts'

/** What a person types at a German bank: the names that banks themselves have for it differ. */
const fintsFields: readonly CredentialField[] = [
  {
    id: 'login',
    label: {
      en: 'Online banking login',
      fr: 'Identifiant de banque en ligne',
      it: 'Codice utente dell’online banking',
      es: 'Usuario de banca en línea',
      de: 'Anmeldename im Online-Banking',
    },
    help: {
      en: 'As on your bank’s own site: login name, access number or VR-NetKey.',
      fr: 'Comme sur le site de votre banque : nom d’utilisateur, numéro d’accès ou VR-NetKey.',
      it: 'Come sul sito della sua banca: nome utente, numero di accesso o VR-NetKey.',
      es: 'Como en la web de su banco: nombre de usuario, número de acceso o VR-NetKey.',
      de: 'Wie auf der Seite Ihrer Bank: Anmeldename, Zugangsnummer oder VR-NetKey.',
    },
    type: 'text',
    secret: false,
    required: true,
    maxLength: 64,
    autocomplete: 'username',
  },
  {
    id: 'password',
    label: { en: 'PIN', fr: 'Code PIN', it: 'PIN', es: 'PIN', de: 'PIN' },
    type: 'password',
    secret: true,
    required: true,
    maxLength: 64,
    autocomplete: 'current-password',
  },
]

/** A bank of a list as a provider of this installation, under an id that the operator has for it. */
export function fintsProvider(id: string, { blz, name, place, bic, url, options }: FintsEndpoint): Provider {
  return {
    id,
    name,
    aliases: [
      blz,
      ...(bic === undefined ? [] : [bic]),
      ...(place === undefined || name.includes(place) ? [] : [place]),
    ],
    countries: ['DE'],
    popularity: 0,
    // Few dialogs at once: each is a conversation that the bank holds open.
    limits: { callsPerSecond: 5, burst: 10 },
    channels: [
      {
        mode: 'EMBEDDED',
        accountTypes,
        protocol: 'fints',
        options: { url, blz, bic, ...options },
        hosts: [new URL(url).host],
        fields: fintsFields,
        consentDays: 180,
        frequencyPerDay: 4,
        needs: ['fints-product'],
      },
    ],
  }
}
