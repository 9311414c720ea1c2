import { type BankAccount, type BankTransaction, maskCardNumbers, maskPan } from '@raccord/connector-kit'

/**
 * The edge of the import: no whole card number passes it in what is stored in clear or shown, whatever member a bank put it in. The
 * entry as sent rests sealed. Bank ids and references are not touched: they are what entries are known by, and nobody is shown them.
 */
export function maskEntry(entry: BankTransaction): BankTransaction {
  const changed = {
    ...masked('counterpartyName', entry.counterpartyName),
    ...masked('ownSideName', entry.ownSideName),
    ...masked('additionalInformation', entry.additionalInformation),
    ...masked('endToEndId', entry.endToEndId),
    ...masked('checkNumber', entry.checkNumber),
    ...masked('mandateId', entry.mandateId),
    // The number of a card is no IBAN.
    ...('counterpartyIban' in masked('counterpartyIban', entry.counterpartyIban)
      ? { counterpartyIban: undefined }
      : {}),
    ...masked('creditorId', entry.creditorId),
    ...masked('bankTransactionCode', entry.bankTransactionCode),
    ...masked('proprietaryCode', entry.proprietaryCode),
  }
  const remittance = entry.remittance.map(maskCardNumbers)
  const lines = remittance.some((line, at) => line !== entry.remittance[at])
  if (!lines && Object.keys(changed).length === 0) return entry
  const { counterpartyName, additionalInformation } = entry
  return {
    ...entry,
    ...changed,
    ...(lines ? { remittance } : {}),
    former: {
      remittance: entry.remittance,
      counterpartyName,
      additionalInformation,
      ...entry.former,
    },
  }
}

function masked<const K extends string>(name: K, text: string | undefined): { [name in K]?: string } {
  const clean = text === undefined ? undefined : maskCardNumbers(text)
  return clean === text || clean === undefined ? {} : ({ [name]: clean } as { [name in K]: string })
}

export function maskAccount(account: BankAccount): BankAccount {
  const { maskedPan, number, iban, name, ownerName } = account
  const isCard = account.resource === 'card-account' || account.type === 'CREDIT_CARD'
  // Numbers of accounts may look like those of cards; only a card's own is taken for one.
  const hasOne = number !== undefined && number !== iban && (isCard || number === maskedPan)
  return {
    ...account,
    ...(maskedPan === undefined ? {} : { maskedPan: maskPan(maskedPan) }),
    ...(hasOne ? { number: maskPan(number) } : {}),
    ...masked('ownerName', ownerName),
    ...(name === undefined ? {} : { name: isCard ? maskPan(maskCardNumbers(name)) : maskCardNumbers(name) }),
  }
}
