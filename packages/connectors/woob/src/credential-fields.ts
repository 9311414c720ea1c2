import type { CredentialField } from '@raccord/connector-kit'
import { type Localized, locales } from '@raccord/contract'
import type { ModuleField } from './answer-lines.ts'

/** What nearly all modules ask, in words of ours. */
const known: { readonly [id: string]: { readonly label: Localized; readonly autocomplete: string } } = {
  login: {
    label: { en: 'Login', fr: 'Identifiant', it: 'Codice utente', es: 'Usuario', de: 'Anmeldename' },
    autocomplete: 'username',
  },
  password: {
    label: { en: 'Password', fr: 'Mot de passe', it: 'Password', es: 'Contraseña', de: 'Passwort' },
    autocomplete: 'current-password',
  },
}

/** The form of a bank: what its module can not do without, and what it gives a choice of. Nothing that it asks in the middle of a sign-in. */
export function credentialFields(fields: readonly ModuleField[]): CredentialField[] {
  return fields.filter(isAsked).map((field) => {
    const { id, masked, choices } = field
    const usual = Object.hasOwn(known, id) ? known[id] : undefined
    const label = usual?.label ?? (Object.fromEntries(locales.map((one) => [one, field.label ?? id])) as Localized)
    const pattern = patternOf(field.pattern)
    return {
      ...{ id, label, secret: masked, required: true, maxLength: 200 },
      type: choices ? 'select' : masked ? 'password' : 'text',
      ...(choices ? { options: choices } : {}),
      ...(pattern === undefined || choices ? {} : { pattern }),
      ...(usual ? { autocomplete: usual.autocomplete } : {}),
    }
  })
}

function isAsked({ transient, required, choices = [] }: ModuleField): boolean {
  const yesOrNo = choices.length === 2 && choices.every(({ value }) => value === 'y' || value === 'n')
  return !transient && (required || (choices.length > 1 && !yesOrNo))
}

/** Of the whole value here as there; left out where it is one in Python alone. */
function patternOf(written: string | undefined): string | undefined {
  const bare = written?.replace(/^\^/, '').replace(/\$$/, '')
  if (bare === undefined || bare === '') return undefined
  try {
    return new RegExp(bare, 'v') && bare
  } catch {
    return undefined
  }
}
