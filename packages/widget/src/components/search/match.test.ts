import { describe, expect, it } from 'vitest'
import { tile } from '../../fixture.ts'
import { searchProviders } from '../../search-providers.ts'
import { rangesIn } from './fold.ts'
import { prepared, searcher } from './match.ts'
import { nearPrefix } from './near.ts'

const banks = [
  tile('1', 'BNP Paribas', { aliases: ['BNP', 'BNPP'] }),
  tile('2', 'Caisse d’Épargne Île-de-France', { aliases: ['CEIDF'] }),
  tile('g/ca', 'Crédit Agricole', { aliases: ['CA'], members: 2 }),
  tile('3', 'Crédit Agricole Normandie'),
  tile('13', 'Crédit Agricole Brie-Picardie'),
  tile('4', 'Crédit Mutuel'),
  tile('5', 'Société Générale', { aliases: ['SG', 'Crédit du Nord'] }),
  tile('6', 'Sogefinancement'),
  tile('7', 'LCL', { aliases: ['Crédit Lyonnais'] }),
  tile('8', 'La Banque Postale', { aliases: ['LBP'] }),
  tile('9', 'BoursoBank', { aliases: ['Boursorama'] }),
  tile('10', 'Cœur & Fils'),
  tile('11', 'Straßenbank'),
  tile('12', 'Banca d’Alba'),
  tile('14', 'Intesa Sanpaolo', { aliases: ['Banca Intesa', 'San Paolo IMI', 'UBI Banca'] }),
]

describe('search', () => {
  it.each([
    ['sg', ['5']],
    ['SG', ['5']],
    ['s g', ['5']],
    ['Crédit Agri', ['g/ca', '3', '13']],
    ['credit agr', ['g/ca', '3', '13']],
    ['creditagricole', ['g/ca', '3', '13']],
    ['agricole credit', ['g/ca', '3', '13']],
    ['CA', ['g/ca']],
    ['credit agricole norm', ['3']],
    ['brie', ['13']],
    ['picadie', ['13']],
    ['Intesa', ['14']],
    ['intessa', ['14']],
    ['SANPAOLO', ['14']],
    ['san paolo', ['14']],
    ['ubi', ['14']],
    ['LCL', ['7']],
    ['credit du nord', ['5']],
    ['societe', ['5']],
    ['société générale', ['5']],
    ['sociéte gen', ['5']],
    ['sosiete', ['5']],
    ['soceite', ['5']],
    ['societte', ['5']],
    ['socété', ['5']],
    ['epargne', ['2']],
    ["d'epargne", ['2']],
    ['cm', ['4']],
    ['lyonnais', ['7']],
    ['credit lyonais', ['7']],
    ['boursorama', ['9']],
    ['borsorama', ['9']],
    ['bourso', ['9']],
    ['poste', ['8']],
    ['lbp', ['8']],
    ['bnpp', ['1']],
    ['paribas', ['1']],
    ['coeur', ['10']],
    ['strasse', ['11']],
    ['d alba', ['12']],
    ['xyzzy', []],
    ['credit zzz', []],
    ['!!!', banks.map(({ id }) => id)],
    ['', banks.map(({ id }) => id)],
  ])('%j finds theirs first', (query, ids) => {
    const found = searchProviders(banks, query).map(({ id }) => id)
    expect(found.slice(0, Math.max(1, ids.length))).toEqual(ids)
  })

  it('ranks whole names over initials over beginnings over inside', () => {
    const ranked = [
      tile('inside', 'Banca Magica'),
      tile('begins', 'Camera'),
      tile('initials', 'Crédit Agricole'),
      tile('whole', 'CA'),
    ]
    expect(searchProviders(ranked, 'ca').map(({ id }) => id)).toEqual(['whole', 'initials', 'begins'])
  })

  const ranked = (query: string, names: readonly string[]) =>
    searcher(names.map((name) => ({ name, aliases: [] })))(query).map(({ name }) => name)

  it.each([
    [
      'credit agricole',
      ['Crédit Agricole'],
      ['Creditagricole'],
      ['Crédit Agricole Brie'],
      ['Agricole Credit Uno', 'Banca Credit Agricole'],
    ],
    ['sg', ['SG'], ['Société Générale'], ['Sgarbi', 'SG Due'], ['Banca SG'], ['Uno Sgarbi']],
    ['uno', ['Uno'], ['Unozza', 'Uno Due'], ['Banca Uno'], ['Banca Unozza'], ['Buno']],
    ['popol', ['Popol'], ['Popolare', 'Popol Due'], ['Banca Popol'], ['Banca Popolare'], ['Apopolo'], ['Banca Popala']],
    [
      'banca due',
      ['Banca Due'],
      ['Bancadue'],
      ['Banca Duesse'],
      ['Due Banca'],
      ['Due Bancaria'],
      ['Duesse Bancaria'],
      ['Bancarella Ardue'],
    ],
  ])('%j: whole, squashed or initials, beginning, words, their beginnings, inside, nearly', (query, ...groups) => {
    // Whatever the order given is: the other way round, but for equal ones.
    expect(ranked(query, groups.toReversed().flat())).toEqual(groups.flat())
  })

  it('finds nothing that lacks one of the words, one letter is no abbreviation', () => {
    expect(ranked('uno zwei', ['Uno', 'Zwei', 'Zwei Uno'])).toEqual(['Zwei Uno'])
    expect(ranked('s', ['Société Générale', 'Banca Sella', 'Osso'])).toEqual(['Société Générale', 'Banca Sella'])
    expect(ranked('un', ['Banca Buno', 'Uno'])).toEqual(['Uno'])
    expect(ranked('bancad', ['Banca Due', 'Ab Cd'])).toEqual(['Banca Due'])
    expect(ranked('ncad', ['Banca Due'])).toEqual([])
  })

  it('forgives a slip only where few are found as typed', () => {
    const typed = Array.from({ length: 7 }, (_, at) => `Popolare ${at}`)
    expect(ranked('popolare', [...typed, 'Banca Popalare'])).toEqual([...typed, 'Banca Popalare'])
    expect(ranked('popolare', [...typed, 'Popolare 7', 'Banca Popalare'])).toEqual([...typed, 'Popolare 7'])
    // Right and nearly right in one query.
    expect(ranked('banca popalare', ['Banca Popolare', 'Popolare', 'Bancomat'])).toEqual(['Banca Popolare'])
  })

  it('knows of a bank its names folded, squashed, and their initials', () => {
    expect(prepared({ name: 'Crédit Agricole', aliases: ['CA'] })).toMatchObject({
      texts: '| credit agricole | ca |',
      squashed: '|creditagricole|ca|',
      initials: '|ca|c|',
    })
  })

  it('keeps the order given among equals', () => {
    const same = [tile('b', 'Credito Uno'), tile('a', 'Credito Due')]
    expect(searchProviders(same, 'credito').map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('marks what matched in the name as written', () => {
    const marked = (query: string) =>
      searchProviders(banks, query)
        .slice(0, 1)
        .flatMap(({ name }) => rangesIn(name, query).map(([start, end]) => name.slice(start, end)))
    expect(marked('credit agr')).toEqual(['Crédit', 'Agr'])
    expect(marked('agr credit')).toEqual(['Crédit', 'Agr'])
    expect(marked('cre credit agr')).toEqual(['Cré', 'Crédit', 'Agr'])
    expect(marked('coeur')).toEqual(['Cœur'])
    expect(marked('epargne')).toEqual(['Épargne'])
    expect(marked('boursorama')).toEqual([])
  })
})

describe('nearPrefix', () => {
  it.each([
    ['societe', 'societe', true],
    ['sociate', 'societe', true],
    ['soicete', 'societe', true],
    ['soiete', 'societe', true],
    ['sociiete', 'societe', true],
    ['sociata', 'societe', false],
    ['sos', 'societe', false],
    ['bank', 'lcl', false],
  ])('%s ~ %s: %s', (typed, word, near) => expect(nearPrefix(typed, word)).toBe(near))
})
