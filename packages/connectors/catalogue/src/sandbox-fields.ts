import type { CredentialField } from '@raccord/connector-kit'

/** What the test bank asks for on our own form: login, password, and the address of a file if there is one. */
export const sandboxFields: readonly CredentialField[] = [
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
