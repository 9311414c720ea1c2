import type { CredentialField, Secret } from '@raccord/connector-kit'
import type { BerlinGroupOptions, CredentialTarget } from '../options.ts'
import type { WireNames } from '../wire-names.ts'

/** Values of the credential form by what they are to the bank. */
export type Credentials = { readonly [target in CredentialTarget]?: Secret }

/** Empty values count as not given: optional fields of a form arrive as such. */
export function readCredentials(
  options: BerlinGroupOptions,
  values: { readonly [fieldId: string]: Secret },
): Credentials {
  const found: { [target in CredentialTarget]?: Secret } = {}
  for (const [fieldId, target] of Object.entries(options.credentials)) {
    const value = values[fieldId]
    if (value !== undefined && value.expose() !== '') found[target] = value
  }
  return found
}

/** Identification headers. HTTP carries bytes: text goes as UTF-8, one character a byte; line breaks never. */
export function identification(
  options: BerlinGroupOptions,
  wire: WireNames,
  credentials: Credentials,
): { [header: string]: string } {
  const headers: { [header: string]: string } = {}
  const set = (name: string, value: string | undefined) => {
    const clean = value?.replace(/[\p{Cc}]/gu, '').trim()
    if (clean) headers[name] = Buffer.from(clean, 'utf8').toString('latin1')
  }
  set(wire.headers.psuId, credentials.psuId?.expose())
  set(wire.headers.psuCorporateId, credentials.psuCorporateId?.expose())
  if (headers[wire.headers.psuId]) set(wire.headers.psuIdType, options.psuIdType)
  if (headers[wire.headers.psuCorporateId]) set(wire.headers.psuCorporateIdType, options.psuCorporateIdType)
  return headers
}

const labels = {
  psuId: { en: 'Login', fr: 'Identifiant', it: 'Codice utente', es: 'Usuario', de: 'Anmeldename' },
  psuCorporateId: {
    en: 'Company login',
    fr: 'Identifiant de l’entreprise',
    it: 'Codice azienda',
    es: 'Usuario de la empresa',
    de: 'Anmeldename des Unternehmens',
  },
  password: { en: 'Password', fr: 'Mot de passe', it: 'Password', es: 'Contraseña', de: 'Passwort' },
  additionalPassword: {
    en: 'Second password',
    fr: 'Second mot de passe',
    it: 'Seconda password',
    es: 'Segunda contraseña',
    de: 'Zweites Passwort',
  },
  iban: {
    en: 'IBAN of your account',
    fr: 'IBAN de votre compte',
    it: 'IBAN del suo conto',
    es: 'IBAN de su cuenta',
    de: 'IBAN Ihres Kontos',
  },
} as const satisfies Record<CredentialTarget, CredentialField['label']>

/** A form for what the bank asks after all, with the field ids of the options, so that the answer is read the same way. */
export function credentialForm(options: BerlinGroupOptions, have: Credentials, identified: boolean): CredentialField[] {
  return Object.entries(options.credentials).flatMap(([id, target]): CredentialField[] => {
    const secret = target === 'password' || target === 'additionalPassword'
    const needed = target === 'psuId' ? !identified : secret
    if (!needed || have[target]) return []
    const autocomplete = secret ? 'current-password' : 'username'
    return [
      {
        id,
        label: labels[target],
        type: secret ? 'password' : 'text',
        secret,
        required: true,
        maxLength: 64,
        autocomplete,
      },
    ]
  })
}
