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
    lead: 'Le applicazioni che leggono SimpleFIN, come Actual Budget o Firefly III, chiedono un codice di collegamento. Permette a un’applicazione di leggere i conti che sceglie lei, e nient’altro: non può spostare denaro.',
    steps: [
      `Crei un codice. Lo fa l’applicazione in cui ha collegato la banca (${call}), o chi gestisce questo server: ${command}`,
      'Lo incolli nella sua applicazione, entro un giorno. Vale una volta sola; se l’applicazione dice che è già stato usato e non è stato lei, lo revochi e ne crei un altro.',
      'Nello stesso posto vede quali applicazioni leggono e quando l’hanno fatto l’ultima volta; può revocarne una in qualsiasi momento.',
    ],
    once: 'Crei un codice per ogni applicazione: così potrà revocarne una sola.',
    first:
      'Se una banca attende il rinnovo dell’autorizzazione, lo faccia prima: alcune applicazioni rifiutano un codice finché una banca è in attesa.',
  },
  es: {
    title: 'Obtener un código de conexión',
    lead: 'Las aplicaciones que leen SimpleFIN, como Actual Budget o Firefly III, piden un código de conexión. Permite a una aplicación consultar las cuentas que usted elija y nada más: no puede mover dinero.',
    steps: [
      `Cree un código. Lo hace la aplicación en la que conectó su banco (${call}) o quien gestiona este servidor: ${command}`,
      'Péguelo en su aplicación antes de un día. Sirve una sola vez; si la aplicación dice que ya se ha usado y no ha sido usted, revóquelo y cree otro.',
      'En el mismo lugar puede ver qué aplicaciones consultan sus cuentas y cuándo lo hicieron por última vez; revoque cualquiera en todo momento.',
    ],
    once: 'Cree un código por aplicación, para poder revocar una sola.',
    first:
      'Si un banco espera a que usted renueve la autorización, hágalo primero: algunas aplicaciones rechazan el código mientras haya un banco en espera.',
  },
  de: {
    title: 'Einen Verbindungscode erhalten',
    lead: 'Anwendungen, die SimpleFIN lesen, etwa Actual Budget oder Firefly III, fragen nach einem Verbindungscode. Damit kann eine Anwendung die Konten abrufen, die Sie auswählen, und sonst nichts: Geld bewegen kann sie nicht.',
    steps: [
      `Erzeugen Sie einen Code. Das macht die Anwendung, in der Sie Ihre Bank verbunden haben (${call}), oder wer diesen Server betreibt: ${command}`,
      'Fügen Sie ihn innerhalb eines Tages in Ihre Anwendung ein. Er gilt nur einmal; wenn die Anwendung meldet, dass er schon verwendet wurde, und Sie das nicht waren, widerrufen Sie ihn und erzeugen Sie einen neuen.',
      'An derselben Stelle sehen Sie, welche Anwendungen Ihre Konten abrufen und wann zuletzt; dort können Sie jede jederzeit widerrufen.',
    ],
    once: 'Erzeugen Sie für jede Anwendung einen eigenen Code, damit Sie eine einzelne beenden können.',
    first:
      'Wenn eine Bank darauf wartet, dass Sie Ihre Zustimmung erneuern, erledigen Sie das zuerst: Manche Anwendungen lehnen einen Code ab, solange eine Bank wartet.',
  },
}

/** Where an application, or a person by hand, comes for a token: tokens are made elsewhere, and this says where. */
export function createPage(locale: Locale): string {
  const { title, lead, steps, once, first } = texts[locale]
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Raccord</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${lead}</p><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol><p>${once}</p><p>${first}</p></main></body></html>`
}
