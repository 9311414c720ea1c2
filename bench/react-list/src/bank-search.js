import MiniSearch from 'minisearch'

const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Without accents and case, with a slip, by the beginning of words and by other names; every word counts. */
export function bankSearch(banks) {
  const index = new MiniSearch({
    fields: ['name', 'aliases'],
    extractField: (bank, field) => (field === 'aliases' ? bank.aliases.join(' ') : bank[field]),
    processTerm: fold,
  })
  index.addAll(banks)
  const byId = new Map(banks.map((bank) => [bank.id, bank]))
  return (query) => index.search(query, { prefix: true, fuzzy: 0.2, combineWith: 'AND' }).map(({ id }) => byId.get(id))
}
