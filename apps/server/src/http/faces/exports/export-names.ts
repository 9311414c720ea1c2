/** Endings of an export's address, each a format. */
export const exportNames = ['ofx', 'qif', 'csv', 'xml', 'json', 'beancount', 'hledger'] as const
