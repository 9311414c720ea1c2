import { expect, it } from 'vitest'
import { type BankFile, saidOfFile } from '../testing/said-of-file.ts'

const files: readonly BankFile[] = [
  {
    bank: 'BNP Paribas, no header',
    currency: 'EUR',
    lines: [
      'Compte de chèques;Compte de chèques;****1234;26/03/2026;;987,70',
      '25/03/2026;;;CARTE 24/03 CAFE;-12,30',
      '24/03/2026;;;VIREMENT ACME;1000,00',
    ],
    says: ['unclear: columns'],
  },
  {
    bank: 'Boursorama',
    currency: 'EUR',
    lines: [
      'dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance',
      '2026-03-25;2026-03-25;"CARTE 24/03/26 CAFE";"Restaurants";"Sorties";"cafe";-12,30;;00012345678;"BoursoBank";987.70',
      '2026-03-24;2026-03-24;"VIR ACME";"Salaires";"Revenus";"acme";"1 000,00";;00012345678;"BoursoBank";1000.00',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CARTE 24/03/26 CAFE | cafe | BOOKED | 00012345678',
      '2026-03-24 | 1000.00 EUR | VIR ACME | acme | BOOKED | 00012345678',
    ],
  },
  {
    bank: 'Société Générale',
    lines: [
      '="0012345678";24/03/2026;25/03/2026;',
      '',
      "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise",
      '25/03/2026;CARTE X1234;CARTE X1234 24/03 CAFE;-12,30;EUR',
      '24/03/2026;VIR RECU;VIR RECU DE ACME;1000,00;EUR',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CARTE X1234 / CARTE X1234 24/03 CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | VIR RECU / VIR RECU DE ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Crédit Agricole',
    lines: [
      'Téléchargement du 26/03/2026;',
      '',
      'M. MUSTER',
      'Compte de Dépôt carte n° 12345678901;',
      'Solde au 25/03/2026 987,70 €',
      '',
      'Date;Libellé;Débit euros;Crédit euros;',
      '25/03/2026;"CARTE',
      ' CAFE";12,30;;',
      '24/03/2026;"VIREMENT ACME";;1 000,00;',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CARTE\n CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | VIREMENT ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Crédit Mutuel, CIC',
    currency: 'EUR',
    lines: [
      'Date;Date de valeur;Montant;Libellé;Solde',
      '24/03/2026;24/03/2026;1000,00;VIR ACME;1000,00',
      '25/03/2026;25/03/2026;-12,30;CARTE CAFE;987,70',
    ],
    says: [
      '2026-03-24 | 1000.00 EUR | VIR ACME |  | BOOKED | not told',
      '2026-03-25 | -12.30 EUR | CARTE CAFE |  | BOOKED | not told',
    ],
  },
  {
    bank: "Caisse d'Epargne, Banque Populaire",
    currency: 'EUR',
    lines: [
      'Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation',
      '25/03/2026;CAFE;CB CAFE FACT 240326;0QABC12;;Carte bancaire;Loisirs;Cafe;-12,30;;24/03/2026;25/03/2026;0',
      '24/03/2026;ACME;VIR ACME;0QABC11;Salaire;Virement recu;Revenus;Salaire;;+1000,00;24/03/2026;24/03/2026;0',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE / CB CAFE FACT 240326 |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME / VIR ACME / Salaire |  | BOOKED | not told',
    ],
  },
  {
    bank: 'La Banque Postale',
    lines: [
      'Numéro Compte   ;1234567A020',
      'Type         ;CCP',
      'Compte tenu en  ;euros',
      'Date            ;26/03/2026',
      'Solde (EUROS)   ;987,70',
      'Solde (FRANCS)  ;6478,89',
      '',
      'Date;Libellé;Montant(EUROS);Montant(FRANCS)',
      '25/03/2026;"ACHAT CB CAFE";-12,30;-80,68',
      '24/03/2026;"VIREMENT DE ACME";1000,00;6559,57',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | ACHAT CB CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | VIREMENT DE ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'LCL, no header',
    currency: 'EUR',
    lines: [
      '24/03/2026;1000,00;Virement;;VIR ACME;;0;Divers',
      '25/03/2026;-12,30;Carte;;CB CAFE;;0;Divers',
      '25/03/2026;987,70;;00000 123456A;;;;',
    ],
    says: ['unclear: columns'],
  },
  {
    bank: 'Fortuneo',
    currency: 'EUR',
    lines: [
      'Date opération;Date valeur;libellé;Débit;Crédit;',
      '25/03/2026;25/03/2026;CARTE CAFE;-12,30;;',
      '24/03/2026;24/03/2026;VIR ACME;;1000,00;',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CARTE CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | VIR ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'with a state',
    currency: 'EUR',
    lines: [
      'Date;Libellé;Montant;Statut',
      '25/03/2026;CAFE;-12,30;Comptabilisée',
      '26/03/2026;TRAIN;-50,00;Refusée',
      '26/03/2026;HOTEL;-90,00;Annulé',
      '26/03/2026;PAIN;-2,00;En attente',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-26 | -50.00 EUR | TRAIN |  | REJECTED | not told',
      '2026-03-26 | -90.00 EUR | HOTEL |  | CANCELLED | not told',
      '2026-03-26 | -2.00 EUR | PAIN |  | PENDING | not told',
    ],
  },
  {
    bank: 'with a sense',
    currency: 'EUR',
    lines: ['Date;Libellé;Montant;Sens', '25/03/2026;CAFE;12,30;Débit', '24/03/2026;ACME;1000,00;Crédit'],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
]

it.each(files.map((file) => [file.bank, file] as const))('CSV of France: %s', async (_bank, file) => {
  expect(await saidOfFile(file)).toEqual(file.says)
})
