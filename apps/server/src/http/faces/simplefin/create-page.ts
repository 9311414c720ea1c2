import { createHash } from 'node:crypto'
import type { Locale } from '@raccord/contract'

const style = `:root{color-scheme:light dark}body{margin:0 auto;max-width:42rem;padding:1.5rem 1rem 4rem;font:1.05rem/1.55 system-ui,sans-serif}code{overflow-wrap:anywhere}li{margin:.6rem 0}`

export const createPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

interface Texts {
  readonly title: string
  readonly lead: string
  readonly steps: readonly [string, string, string]
  readonly once: string
  readonly first: string
}

const command = '<code>raccord tokens create --user 1001 --kind simplefin --name "My budget"</code>'
const call = '<code>POST /v2.1/users/me/access_tokens</code>'

const texts: Record<Locale, Texts> = {
  en: {
    title: 'Get a setup token',
    lead: 'Applications that read SimpleFIN, such as Actual Budget or Firefly III, ask for a setup token. It lets one application read the accounts that you choose, and nothing else: it can’t move money.',
    steps: [
      `Make a token. The application where you connected your bank does it (${call}), or whoever runs this server: ${command}`,
      'Paste it into your application, within a day. It works once; if the application says that it was used already and that was not you, revoke it and make another.',
      'See which applications read, and when they last did, in the same place; revoke one there at any time.',
    ],
    once: 'Make one token for each application, so that you can end one alone.',
    first:
      'If a bank waits for you to renew its permission, do that first: some applications refuse a token while one is waiting.',
  },
  fr: {
    title: 'Obtenir un jeton d’installation',
    lead: 'Les applications qui lisent SimpleFIN, comme Actual Budget ou Firefly III, demandent un jeton d’installation. Il permet à une application de lire les comptes que vous choisissez, et rien d’autre : elle ne peut pas déplacer d’argent.',
    steps: [
      `Créez un jeton. L’application où vous avez connecté votre banque le fait (${call}), ou la personne qui gère ce serveur : ${command}`,
      'Collez-le dans votre application, dans la journée. Il ne sert qu’une fois ; si l’application dit qu’il a déjà servi et que ce n’était pas vous, révoquez-le et créez-en un autre.',
      'Voyez au même endroit quelles applications lisent, et quand elles l’ont fait ; révoquez-en une à tout moment.',
    ],
    once: 'Créez un jeton par application, pour pouvoir en retirer une seule.',
    first:
      'Si une banque attend que vous renouveliez son autorisation, faites-le d’abord : certaines applications refusent un jeton tant qu’une banque attend.',
  },
  it: {
    title: 'Ottenere un codice di collegamento',
    lead: 'Le applicazioni che leggono SimpleFIN, come Actual Budget o Firefly III, chiedono un codice di collegamento. Permette a un’applicazione di leggere i conti che scegli, e nient’altro: non può spostare denaro.',
    steps: [
      `Crea un codice. Lo fa l’applicazione in cui hai collegato la banca (${call}), o chi gestisce questo server: ${command}`,
      'Incollalo nella tua applicazione, entro un giorno. Vale una volta sola; se l’applicazione dice che è già stato usato e non sei stato tu, revocalo e creane un altro.',
      'Nello stesso posto vedi quali applicazioni leggono, e quando l’hanno fatto; puoi revocarne una in ogni momento.',
    ],
    once: 'Crea un codice per ogni applicazione, così puoi revocarne una sola.',
    first:
      'Se una banca aspetta che tu rinnovi il permesso, fallo prima: alcune applicazioni rifiutano un codice finché una banca aspetta.',
  },
}

/** Where an application, or a person by hand, comes for a token: tokens are made elsewhere, and this says where. */
export function createPage(locale: Locale): string {
  const { title, lead, steps, once, first } = texts[locale]
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Raccord</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${lead}</p><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol><p>${once}</p><p>${first}</p></main></body></html>`
}
