import type { CredentialsScreen } from '@raccord/contract'
import { type Case, societeGenerale, testBank } from '../../fixture.ts'

const screen: CredentialsScreen = {
  kind: 'credentials',
  provider: societeGenerale,
  accountTypes: ['SAVINGS', 'LOAN'],
  fields: [
    {
      id: 'login',
      label: 'Code client',
      help: '8 chiffres',
      type: 'number',
      required: true,
      maxLength: 8,
      autocomplete: 'username',
    },
    { id: 'password', label: 'Code secret', type: 'password', required: true, maxLength: 64 },
  ],
}

export const credentialsCases: readonly Case[] = [
  { name: 'credentials/usual', screen },
  {
    name: 'credentials/wrong',
    screen: {
      ...screen,
      error: 'wrong_credentials',
      fields: screen.fields.map((field) => ({
        ...field,
        error: 'refused' as const,
        ...(field.id === 'login' ? { value: '12345678' } : {}),
      })),
    },
  },
  {
    name: 'credentials/may_lock',
    screen: {
      ...screen,
      error: 'wrong_credentials',
      mayLock: true,
      fields: screen.fields.map((field) => ({ ...field, error: 'refused' as const })),
    },
  },
  {
    name: 'credentials/test_bank',
    screen: {
      ...screen,
      provider: testBank,
      fields: [
        { id: 'login', label: 'Login', type: 'text', required: true, error: 'required' },
        { id: 'password', label: 'Password', type: 'password', required: true },
        {
          id: 'url',
          label: 'Configuration file',
          type: 'url',
          required: false,
          value: 'https://files.example/luke.txt',
        },
        {
          id: 'region',
          label: 'Region',
          type: 'select',
          required: true,
          options: [
            { value: 'n', label: 'North' },
            { value: 's', label: 'South' },
          ],
        },
      ],
    },
    frame: { sandbox: true },
  },
]
