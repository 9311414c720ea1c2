import { ibanOf } from '@raccord/connector-kit'
import { at, textAtAny, type XmlNode } from './xml-node.ts'

export interface CamtParty {
  readonly name?: string
  readonly iban?: string
  /** An account that only looks like an IBAN: a word like any other. */
  readonly words?: string
}

/** Both sides of a detail; which of them is the other one depends on the entry. `Pty` came with camt version 8. */
export interface CamtParties {
  readonly debtor: CamtParty
  readonly creditor: CamtParty
  readonly creditorId?: string
}

export function partiesOf(details: XmlNode | undefined): CamtParties {
  const parties = at(details, 'RltdPties')
  const creditorId = textAtAny(
    parties,
    ['Cdtr', 'Id', 'PrvtId', 'Othr', 'Id'],
    ['Cdtr', 'Pty', 'Id', 'PrvtId', 'Othr', 'Id'],
    ['Cdtr', 'Id', 'OrgId', 'Othr', 'Id'],
    ['Cdtr', 'Pty', 'Id', 'OrgId', 'Othr', 'Id'],
  )
  return { debtor: partyOf(parties, 'Dbtr'), creditor: partyOf(parties, 'Cdtr'), creditorId }
}

function partyOf(parties: XmlNode | undefined, side: 'Dbtr' | 'Cdtr'): CamtParty {
  const name = textAtAny(
    parties,
    [side, 'Nm'],
    [side, 'Pty', 'Nm'],
    [side, 'Agt', 'FinInstnId', 'Nm'],
    [`Ultmt${side}`, 'Nm'],
    [`Ultmt${side}`, 'Pty', 'Nm'],
  )
  const account = textAtAny(parties, [`${side}Acct`, 'Id', 'IBAN'])
  const iban = ibanOf(account)
  return { name, iban, words: iban === undefined ? account : undefined }
}

/** Of the account's owner, as the statement names him. */
export interface OwnParty {
  readonly iban?: string
  readonly name?: string
}

/**
 * The other side of an entry: who paid us, or whom we paid. What is sent back keeps the names of its first way, and a bank may
 * name one side only: then it is that one, unless it is us. `silent`: nothing else is said, and a name that may be ours is
 * better than none.
 */
export function otherSide(
  parties: CamtParties,
  way: { readonly incoming: boolean; readonly turned: boolean; readonly silent: boolean },
  own: OwnParty,
): CamtParty {
  const { debtor, creditor } = parties
  const [first, second] = way.incoming === way.turned ? [creditor, debtor] : [debtor, creditor]
  const says = ({ name, iban, words }: CamtParty) => (name ?? iban ?? words) !== undefined
  if (says(first) && !isOurs(first, own)) return first
  const known = isOurs(first, own) || second.iban !== undefined || own.name !== undefined || way.silent
  return known && says(second) && !isOurs(second, own) ? second : {}
}

function isOurs({ iban, name }: CamtParty, own: OwnParty): boolean {
  if (iban !== undefined && own.iban !== undefined) return iban === own.iban
  return name !== undefined && name.toUpperCase() === own.name?.toUpperCase()
}
