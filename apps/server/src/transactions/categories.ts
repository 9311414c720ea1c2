import type { Localized } from '@raccord/contract'

export type CategoryKind = 'INCOME' | 'EXPENSE' | 'TRANSFER'

export interface Category {
  readonly type: CategoryKind
  readonly parent?: string
  readonly label: Localized
}

const row = (type: CategoryKind, en: string, fr: string, it: string, parent?: string): Category => ({
  type,
  label: { en, fr, it },
  ...(parent ? { parent } : {}),
})

/** Every category, once. `GET /categories` is this table; ids are never reused for another meaning. */
export const categories = {
  INCOME: row('INCOME', 'Income', 'Revenus', 'Entrate'),
  SALARY: row('INCOME', 'Salary', 'Salaire', 'Stipendio', 'INCOME'),
  BENEFITS: row('INCOME', 'Benefits and grants', 'Aides et bourses', 'Sussidi e borse', 'INCOME'),
  PENSION: row('INCOME', 'Pension', 'Retraite', 'Pensione', 'INCOME'),
  REFUNDS: row('INCOME', 'Refunds', 'Remboursements', 'Rimborsi', 'INCOME'),
  INVESTMENT_INCOME: row(
    'INCOME',
    'Interest and dividends',
    'Intérêts et dividendes',
    'Interessi e dividendi',
    'INCOME',
  ),
  LOAN_RECEIVED: row('INCOME', 'Loan received', 'Crédit reçu', 'Prestito ricevuto', 'INCOME'),
  TRANSFER_RECEIVED: row('INCOME', 'Transfer received', 'Virement reçu', 'Bonifico ricevuto', 'INCOME'),
  OTHER_INCOME: row('INCOME', 'Other income', 'Autres revenus', 'Altre entrate', 'INCOME'),

  EXPENSES: row('EXPENSE', 'Expenses', 'Dépenses', 'Uscite'),
  TRANSFER_SENT: row('EXPENSE', 'Transfer sent', 'Virement émis', 'Bonifico inviato', 'EXPENSES'),
  CHECKS: row('EXPENSE', 'Cheques', 'Chèques', 'Assegni', 'EXPENSES'),
  OTHER_EXPENSES: row('EXPENSE', 'Other expenses', 'Autres dépenses', 'Altre uscite', 'EXPENSES'),

  HOUSING: row('EXPENSE', 'Home', 'Logement', 'Casa'),
  RENT: row('EXPENSE', 'Rent', 'Loyer', 'Affitto', 'HOUSING'),
  MORTGAGE: row('EXPENSE', 'Mortgage', 'Crédit immobilier', 'Mutuo', 'HOUSING'),
  ENERGY: row('EXPENSE', 'Energy and water', 'Énergie et eau', 'Energia e acqua', 'HOUSING'),
  TELECOM: row('EXPENSE', 'Phone and internet', 'Téléphone et internet', 'Telefono e internet', 'HOUSING'),
  HOME_SUPPLIES: row('EXPENSE', 'Furniture and DIY', 'Ameublement et bricolage', 'Arredamento e fai da te', 'HOUSING'),

  FOOD: row('EXPENSE', 'Food', 'Alimentation', 'Alimentazione'),
  GROCERIES: row('EXPENSE', 'Groceries', 'Courses', 'Spesa', 'FOOD'),
  RESTAURANTS: row('EXPENSE', 'Restaurants and takeaway', 'Restaurants et livraison', 'Ristoranti e asporto', 'FOOD'),

  TRANSPORT: row('EXPENSE', 'Transport', 'Transports', 'Trasporti'),
  FUEL: row('EXPENSE', 'Fuel', 'Carburant', 'Carburante', 'TRANSPORT'),
  PUBLIC_TRANSPORT: row(
    'EXPENSE',
    'Public transport and taxi',
    'Transports en commun et taxi',
    'Mezzi pubblici e taxi',
    'TRANSPORT',
  ),
  PARKING_TOLLS: row('EXPENSE', 'Parking and tolls', 'Stationnement et péages', 'Parcheggi e pedaggi', 'TRANSPORT'),
  CAR: row('EXPENSE', 'Car', 'Voiture', 'Auto', 'TRANSPORT'),
  TRAVEL: row('EXPENSE', 'Travel', 'Voyages', 'Viaggi', 'TRANSPORT'),

  SHOPPING: row('EXPENSE', 'Shopping', 'Achats', 'Acquisti'),
  ONLINE_SHOPPING: row('EXPENSE', 'Online shopping', 'Achats en ligne', 'Acquisti in rete', 'SHOPPING'),
  CLOTHING: row('EXPENSE', 'Clothing', 'Vêtements', 'Abbigliamento', 'SHOPPING'),
  SPORTS_GOODS: row('EXPENSE', 'Sports goods', 'Articles de sport', 'Articoli sportivi', 'SHOPPING'),
  TOBACCO: row('EXPENSE', 'Tobacco', 'Tabac', 'Tabacco', 'SHOPPING'),
  CARD_PURCHASES: row('EXPENSE', 'Card purchases', 'Achats par carte', 'Acquisti con carta', 'SHOPPING'),

  LEISURE: row('EXPENSE', 'Leisure', 'Loisirs', 'Tempo libero'),
  SUBSCRIPTIONS: row('EXPENSE', 'Music, video, games', 'Musique, vidéo, jeux', 'Musica, video, giochi', 'LEISURE'),
  SPORT: row('EXPENSE', 'Sport', 'Sport', 'Sport', 'LEISURE'),
  CULTURE: row('EXPENSE', 'Culture', 'Culture', 'Cultura', 'LEISURE'),
  GAMBLING: row('EXPENSE', 'Gambling', "Jeux d'argent", 'Gioco d’azzardo', 'LEISURE'),

  HEALTH: row('EXPENSE', 'Health', 'Santé', 'Salute'),
  PHARMACY: row('EXPENSE', 'Pharmacy', 'Pharmacie', 'Farmacia', 'HEALTH'),
  DOCTOR: row('EXPENSE', 'Doctor', 'Médecin', 'Medico', 'HEALTH'),

  FINANCE: row('EXPENSE', 'Finance', 'Finances', 'Finanza'),
  LOAN_REPAYMENT: row('EXPENSE', 'Loan repayment', 'Remboursement de crédit', 'Rata di prestito', 'FINANCE'),
  INSURANCE: row('EXPENSE', 'Insurance', 'Assurances', 'Assicurazioni', 'FINANCE'),
  BANK_FEES: row('EXPENSE', 'Bank fees', 'Frais bancaires', 'Spese bancarie', 'FINANCE'),
  TAXES: row('EXPENSE', 'Taxes', 'Impôts', 'Tasse', 'FINANCE'),

  SERVICES: row('EXPENSE', 'Services', 'Services', 'Servizi'),
  DIRECT_DEBITS: row('EXPENSE', 'Direct debits', 'Prélèvements', 'Addebiti diretti', 'SERVICES'),
  MONEY_TRANSFER: row(
    'EXPENSE',
    'Money transfer services',
    'Transfert d’argent',
    'Trasferimento di denaro',
    'SERVICES',
  ),

  TRANSFERS: row('TRANSFER', 'Between own accounts', 'Entre ses comptes', 'Tra i propri conti'),
  INTERNAL_TRANSFERS: row('TRANSFER', 'Internal transfer', 'Virement interne', 'Giroconto', 'TRANSFERS'),
  CASH: row('TRANSFER', 'Cash', 'Espèces', 'Contanti', 'TRANSFERS'),
  CARD_SETTLEMENT: row('TRANSFER', 'Card settlement', 'Débit différé', 'Saldo carta', 'TRANSFERS'),
} as const satisfies Record<string, Category>

export type CategoryId = keyof typeof categories
