import { pick } from '../pick.ts'
import { at, textAtAny, type XmlNode } from './xml-node.ts'

type Side = 'Dbtr' | 'Cdtr'

/** The other side of an entry: who paid us, or whom we paid. `Pty` came with camt version 8. */
export function counterpartyOf(details: XmlNode | undefined, incoming: boolean) {
  const parties = at(details, 'RltdPties')
  const side: Side = incoming ? 'Dbtr' : 'Cdtr'
  const name = textAtAny(
    parties,
    [side, 'Nm'],
    [side, 'Pty', 'Nm'],
    [`Ultmt${side}`, 'Nm'],
    [`Ultmt${side}`, 'Pty', 'Nm'],
  )
  const iban = textAtAny(parties, [`${side}Acct`, 'Id', 'IBAN'])
  const creditorId = textAtAny(
    parties,
    ['Cdtr', 'Id', 'PrvtId', 'Othr', 'Id'],
    ['Cdtr', 'Pty', 'Id', 'PrvtId', 'Othr', 'Id'],
    ['Cdtr', 'Id', 'OrgId', 'Othr', 'Id'],
  )
  return {
    ...pick('counterpartyName', name),
    ...pick('counterpartyIban', iban?.replace(/\s+/g, '').toUpperCase()),
    ...pick('creditorId', creditorId),
  }
}
