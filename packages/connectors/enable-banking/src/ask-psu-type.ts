import type { Outcome } from '@raccord/connector-kit'
import type { PsuType } from './options.ts'
import type { Session } from './session.ts'
import { writeState } from './state.ts'

type Words = { readonly [type in PsuType]: { readonly label: string; readonly detail: string } }

/** By language; one that is not here reads English. */
const words: { readonly [locale: string]: Words } = {
  en: {
    personal: { label: 'Personal', detail: 'Accounts of your own' },
    business: { label: 'Business', detail: 'Accounts of a company' },
  },
  fr: {
    personal: { label: 'Particulier', detail: 'Vos propres comptes' },
    business: { label: 'Professionnel', detail: 'Les comptes d’une entreprise' },
  },
  it: {
    personal: { label: 'Privato', detail: 'Conti a Suo nome' },
    business: { label: 'Azienda', detail: 'I conti di un’impresa' },
  },
  es: {
    personal: { label: 'Particular', detail: 'Cuentas a su nombre' },
    business: { label: 'Empresa', detail: 'Las cuentas de una empresa' },
  },
  de: {
    personal: { label: 'Privat', detail: 'Ihre eigenen Konten' },
    business: { label: 'Geschäftlich', detail: 'Konten einer Firma' },
  },
}

/** The bank has a login of its own for companies: which one it is has to be known before the person is sent there. */
export function askPsuType(session: Session, refused = false): Outcome {
  const said = words[session.bank.locale] ?? words['en']
  return {
    kind: 'challenge',
    challenge: {
      kind: 'choice',
      about: 'customer',
      options: session.options.psuTypes.map((id) => ({ id, label: id, ...said?.[id] })),
    },
    state: writeState(session.state),
    ...(refused ? { refused } : {}),
  }
}
