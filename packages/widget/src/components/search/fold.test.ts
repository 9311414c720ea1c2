import { expect, it } from 'vitest'
import { fold, rangesIn } from './fold.ts'

it.each([
  ['Société Générale', 'societe generale'],
  ['Cœur & Fils', 'coeur et fils'],
  ['Ægir', 'aegir'],
  ['Straße', 'strasse'],
  ['Ørsted', 'orsted'],
  ['Łódź', 'lodz'],
  ['d’Épargne--Île', 'd epargne ile'],
  ['N26', 'n26'],
  ['Τράπεζα', 'τραπεζα'],
  ['!!!', ' '],
])('%s is searched as %s', (written, folded) => expect(fold(written)).toBe(folded))

const marked = (name: string, query: string) => rangesIn(name, query).map(([start, end]) => name.slice(start, end))

it.each([
  ['a word, from its beginning', 'Crédit Agricole', 'agr', ['Agr']],
  ['the beginning of a word before the inside of another', 'Macaca Ca', 'ca', ['Ca']],
  ['else the inside, from three letters on', 'BoursoBank', 'ank', ['ank']],
  ['two letters inside nothing', 'BoursoBank', 'nk', []],
  ['three that are there', 'LCL', 'lcl', ['LCL']],
  ['a ligature whole', 'Cœur', 'coe', ['Cœ']],
  ['half of one too', 'Cœur', 'co', ['Cœ']],
  ['a sign that stands for a word', 'Cœur & Fils', 'et', ['&']],
  ['signs between words once', 'Caisse -- d’Épargne', 'd epargne', ['d', 'Épargne']],
  ['words in the order of the name', 'Crédit Agricole', 'agricole credit', ['Crédit', 'Agricole']],
  ['the last letter', 'Crédit', 'credit', ['Crédit']],
  ['nothing of what is not there', 'LCL', 'xyz', []],
  ['nothing of nothing', 'LCL', '', []],
  ['nothing of what is longer', 'LCL', 'lclx', []],
  ['accents that are written apart', 'Cre\u0301dit', 'credit', ['Cre\u0301dit']],
])('marks %s', (_what, name, query, parts) => expect(marked(name, query)).toEqual(parts))
