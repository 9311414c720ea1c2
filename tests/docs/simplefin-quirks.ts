export interface Quirk {
  readonly reader: string
  readonly does: string
  readonly met: string
}

/** What readers of SimpleFIN were seen to do in their sources, and what our answers do for it. */
export const simplefinQuirks: readonly Quirk[] = [
  {
    reader: 'Firefly III importer, Budget Board, Securo',
    does: 'decode the setup token strictly',
    met: 'standard base64 with padding, on one line',
  },
  {
    reader: 'Firefly III importer',
    does: 'wants `/simplefin/claim/` in the address, and an answer without a line feed',
    met: 'so it is; the answer is the address alone',
  },
  {
    reader: 'Firefly III importer',
    does: 'claims only from public addresses',
    met: 'not met on a home network: claim by hand, and put the access address into its job file (guide)',
  },
  {
    reader: 'Actual, Budget Board, others',
    does: 'take the access address apart at `//`, `@` and `:` by hand',
    met: 'user and password of letters, digits, `-` and `_`',
  },
  {
    reader: 'Actual',
    does: 'takes the answer of a 403 for an address, unless it begins with `Forbidden`',
    met: 'it does, and holds no address',
  },
  {
    reader: 'Actual, Budget Board',
    does: 'take any JSON for accounts, whatever the status',
    met: 'every answer but 200 is `text/plain`',
  },
  {
    reader: 'Actual',
    does: 'takes the point out of amounts and reads cents',
    met: 'two decimals in every currency, `1200.00` for yen; three decimals are rounded, and whole in `extra.amount`',
  },
  { reader: 'Actual', does: 'fails without `errors`, `org`, `payee`, `transactions`', met: 'always there' },
  {
    reader: 'Actual',
    does: 'fails at a pending entry without `transacted_at`',
    met: 'every entry has it',
  },
  {
    reader: 'Actual',
    does: 'knows a broken account by how a sentence of `errors` begins',
    met: '`Connection to <bank> may need attention. Please reauthenticate at Raccord.`; no other sentence begins so',
  },
  {
    reader: 'Actual',
    does: 'shifts dates by its own zone, with fractions; takes the UTC day',
    met: 'fractions are read; every day is its noon in UTC',
  },
  {
    reader: 'Firefly III importer',
    does: 'fails at account ids of digits alone, and at an `org` without `domain`, `name`, `sfin-url`',
    met: '`acc_…`; all three are there',
  },
  {
    reader: 'Firefly III importer',
    does: 'reads from 1970 in windows of 44 days, some 470 calls an account, and joins them without looking for doubles',
    met: 'half open windows, exact to the second; 600 reads a minute',
  },
  {
    reader: 'Firefly III importer',
    does: 'guesses the other party from the beginning of `description`, and takes tags out of it',
    met: 'the other party stands first; `<` and `>` are written as `‹` and `›`',
  },
  {
    reader: 'Sure',
    does: 'takes a negative balance with a positive `available-balance` for a card',
    met: '`available-balance` is never sent',
  },
  {
    reader: 'Sure',
    does: 'asks without dates first; sorts `errors` by words such as `reauthenticate`, `rate limit`',
    met: 'the last 90 days; both words are used, and no others that it looks for',
  },
  {
    reader: 'Sure',
    does: 'counts debts as negative',
    met: 'the balance of a loan is negative, whichever sign the bank writes',
  },
  {
    reader: 'Budget Board',
    does: 'drops the whole answer for one `null`, or a date with a fraction',
    met: 'what is not known is left out; dates are whole numbers',
  },
  {
    reader: 'Budget Board',
    does: 'knows a bank by `org.domain`',
    met: 'the bank’s site, where no other bank was told under it, else `<provider id>.raccord.invalid`; the first one told stays',
  },
  {
    reader: 'Securo',
    does: 'names the connection after the first of `connections`',
    met: 'oldest first',
  },
  {
    reader: 'Securo',
    does: 'ends a claim at `con.auth`, after the token was used up',
    met: '`con.auth` only for banks whose accounts the token shows; `/simplefin/create` says to renew first',
  },
  {
    reader: 'all',
    does: 'know an entry by its `id` alone, over all accounts',
    met: '`tx_…` is our row’s: the same before and after booking, over renewals, in every file',
  },
]
